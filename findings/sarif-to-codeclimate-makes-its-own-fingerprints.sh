#!/usr/bin/env bash
# Package: sarif-tools 3.0.5 (PyPI), with its conversion of SARIF to Code Climate, the form that GitLab's code quality reads.
# Behaviour: the fingerprint of an issue is made anew from the place, the line included; the `partialFingerprints` of the result, which are there to outlive a move, are not used.
# Output seen: ok: one partial fingerprint on lines 3 and 4 gives two fingerprints, two partial fingerprints on line 3 give one
# Why it matters: GitLab compares by the fingerprint, so an added line above a finding makes it "fixed" and "new" at once; write Code Climate directly from the findings instead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv >/dev/null
venv/bin/pip install --quiet --disable-pip-version-check sarif-tools==3.0.5
fingerprint() {
  cat >"$1-$2.sarif" <<JSON
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Example", "rules": [{"id": "rule-1"}]}}, "results": [
  {"ruleId": "rule-1", "level": "error", "message": {"text": "a message"}, "partialFingerprints": {"example/v1": "$2"},
   "locations": [{"physicalLocation": {"artifactLocation": {"uri": "index.ts"}, "region": {"startLine": $1}}}]}]}]}
JSON
  venv/bin/sarif codeclimate "$1-$2.sarif" -o "$1-$2.json" >/dev/null 2>&1
  grep -o '"fingerprint": "[0-9a-f]*"' "$1-$2.json"
}
[ "$(fingerprint 3 aaaa)" != "$(fingerprint 4 aaaa)" ] && moved=two || moved=one
[ "$(fingerprint 3 aaaa)" != "$(fingerprint 3 bbbb)" ] && other=two || other=one
if [ "$moved $other" != "two one" ]; then
  echo "changed: one partial fingerprint on two lines gives $moved, two on one line give $other" >&2
  exit 1
fi
echo "ok: one partial fingerprint on lines 3 and 4 gives two fingerprints, two partial fingerprints on line 3 give one"
