#!/usr/bin/env bash
# Package: cloudsplaining 0.9.1 (PyPI), which reports what IAM policies allow too much of.
# Behaviour: `PolicyDocument.allows_privilege_escalation` leaves out what a Deny of the same policy takes away; `infrastructure_modification` of the same object still lists it.
# Output seen: ok: iam:CreatePolicyVersion that is denied again is not an escalation and is still listed as infrastructure modification
# Why it matters: two answers of one object about one policy contradict each other; who compares tools, or feeds the lists into a gate, must ask of each list whether it knows Deny.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv >/dev/null
venv/bin/pip install --quiet --disable-pip-version-check cloudsplaining==0.9.1
cat >probe.py <<'PY'
import sys
from cloudsplaining.scan.policy_document import PolicyDocument

allow = {"Effect": "Allow", "Action": "iam:CreatePolicyVersion", "Resource": "*"}
deny = {**allow, "Effect": "Deny"}
seen = []
for statements in ([allow], [allow, deny]):
    policy = PolicyDocument({"Version": "2012-10-17", "Statement": statements})
    seen.append((len(policy.allows_privilege_escalation), list(policy.infrastructure_modification)))
if seen != [(1, ["iam:CreatePolicyVersion"]), (0, ["iam:CreatePolicyVersion"])]:
    print("changed:", seen, file=sys.stderr)
    sys.exit(1)
print("ok: iam:CreatePolicyVersion that is denied again is not an escalation and is still listed as infrastructure modification")
PY
venv/bin/python probe.py
