#!/usr/bin/env bash
# Package: prowler 5.46.0 (PyPI), its mapping of AWS Foundational Security Best Practices to checks (compliance/aws).
# Behaviour: some controls name the check of another one: DynamoDB.7 (DAX clusters are encrypted in transit) has the check for deletion protection of tables, although Prowler has a check for encryption in transit of DAX.
# Output seen: ok: DynamoDB.7 has dynamodb_table_deletion_protection_enabled, and dynamodb_accelerator_cluster_in_transit_encryption_enabled is a check of no control of the file
# Why it matters: a table of rules and controls that is derived from this file claims controls that the rule does not judge; compare each control with its text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv >/dev/null
venv/bin/pip download --quiet --disable-pip-version-check --no-deps prowler==5.46.0
said=$(venv/bin/python - <<'PY'
import glob, json, zipfile
wheel = zipfile.ZipFile(glob.glob("prowler-*.whl")[0])
file = next(name for name in wheel.namelist() if name.endswith("compliance/aws/aws_foundational_security_best_practices_aws.json"))
requirements = json.loads(wheel.read(file))["Requirements"]
control = next(one for one in requirements if one["Id"] == "DynamoDB.7")
right = "dynamodb_accelerator_cluster_in_transit_encryption_enabled"
exists = any(f"/{right}/" in name for name in wheel.namelist())
users = [one["Id"] for one in requirements if right in one["Checks"]]
print(",".join(control["Checks"]), exists, ",".join(users) or "none")
PY
)
if [ "$said" != "dynamodb_table_deletion_protection_enabled True none" ]; then
  echo "changed: $said" >&2
  exit 1
fi
echo "ok: DynamoDB.7 has dynamodb_table_deletion_protection_enabled, and dynamodb_accelerator_cluster_in_transit_encryption_enabled is a check of no control of the file"
