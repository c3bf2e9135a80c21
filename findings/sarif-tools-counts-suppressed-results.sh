#!/usr/bin/env bash
# Package: sarif-tools 3.0.5 (PyPI), which counts, compares and converts SARIF files.
# Behaviour: a result that carries an accepted `suppressions` entry, and one whose `baselineState` is `absent` (it is gone), are counted as errors like any other;
# `sarif --check error summary` ends with 1 because of them.
# Output seen: ok: an open, a suppressed and an absent result are one error each, and --check error ends with 1 for each
# Why it matters: a report that marks its waived findings as SARIF asks fails a gate that is built on this tool; the waivers must be left out of the file, or filtered by its configuration.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv >/dev/null
venv/bin/pip install --quiet --disable-pip-version-check sarif-tools==3.0.5
sarif() {
  cat <<JSON
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Example", "rules": [{"id": "rule-1"}]}}, "results": [
  {"ruleId": "rule-1", "level": "error", "message": {"text": "a message"}, $1
   "locations": [{"physicalLocation": {"artifactLocation": {"uri": "index.ts"}, "region": {"startLine": 3}}}]}]}]}
JSON
}
seen=""
for kind in open suppressed absent; do
  case $kind in
  open) more="" ;;
  suppressed) more='"suppressions": [{"kind": "external", "status": "accepted", "justification": "agreed"}],' ;;
  absent) more='"baselineState": "absent",' ;;
  esac
  sarif "$more" >"$kind.sarif"
  status=0
  text=$(venv/bin/sarif --check error summary "$kind.sarif" 2>/dev/null) || status=$?
  seen+="$kind: $(grep -o 'error: [0-9]*' <<<"$text" | head -n 1), $status; "
done
if [ "$seen" != "open: error: 1, 1; suppressed: error: 1, 1; absent: error: 1, 1; " ]; then
  echo "changed: $seen" >&2
  exit 1
fi
echo "ok: an open, a suppressed and an absent result are one error each, and --check error ends with 1 for each"
