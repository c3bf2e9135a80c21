#!/usr/bin/env bash
# Package: jsonc-parser 3.3.1 (npm), `modify` and `applyEdits`, which tools use to change configurations without losing their comments.
# Behaviour: with `formattingOptions`, taking the last item out of a list that is written in one line leaves a text that is valid and wrong: the comma goes and the item stays. The first and the middle one are taken out as they should be.
# Output seen: ok: without its last item [1, 2, 3] is [1,23], without its first one [2,3]
# Why it matters: the last waiver or rule of a list in a configuration is not removed but glued to the one before it, and no parser complains; replace the whole list instead, or read the result back and compare.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund jsonc-parser@3.3.1
said=$(node -e '
const { applyEdits, modify, parse } = require("jsonc-parser");
const without = (at) => {
  const text = `{ "list": [1, 2, 3] }`;
  const errors = [];
  const { list } = parse(applyEdits(text, modify(text, ["list", at], undefined, { formattingOptions: {} })), errors);
  return errors.length === 0 ? JSON.stringify(list) : "no JSON";
};
console.log(`without its last item [1, 2, 3] is ${without(2)}, without its first one ${without(0)}`);
')
if [ "$said" != "without its last item [1, 2, 3] is [1,23], without its first one [2,3]" ]; then
  echo "changed: $said" >&2
  exit 1
fi
echo "ok: $said"
