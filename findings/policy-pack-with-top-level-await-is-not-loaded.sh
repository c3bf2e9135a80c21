#!/usr/bin/env bash
# Packages: @pulumi/pulumi 3.250.0 and @pulumi/policy 1.21.0 (npm), on a Node.js that can `require` ES modules (20.19, 22.12 or newer).
# Behaviour: the runner of policy packs (`cmd/run-policy-pack`) loads a pack of `"type": "module"` by `require`. One that creates its PolicyPack directly is served and
# prints its port; the same pack with an `await` at the top level, which Node runs well as a program, ends with ERR_REQUIRE_ASYNC_MODULE.
# Output seen: ok: the pack prints a port; with a top-level await it ends with ERR_REQUIRE_ASYNC_MODULE
# Why it matters: a pack that reads its rules or settings by a top-level `await` passes its own tests and fails only when the engine starts it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @pulumi/pulumi@3.250.0 @pulumi/policy@1.21.0 >/dev/null 2>&1
pack='new PolicyPack("acme", { policies: [{ name: "none", description: "Reports nothing.", enforcementLevel: "advisory", validateResource: () => {} }] });'
for name in plain waits; do
  mkdir "$name"
  printf '{ "name": "acme", "version": "1.0.0", "type": "module", "main": "index.js" }' >"$name/package.json"
  printf 'runtime: nodejs\nversion: 1.0.0\n' >"$name/PulumiPolicy.yaml"
done
printf 'import { PolicyPack } from "@pulumi/policy";\n%s\n' "$pack" >plain/index.js
printf 'import { PolicyPack } from "@pulumi/policy";\nawait Promise.resolve();\n%s\n' "$pack" >waits/index.js
run() {
  (cd "$1" && timeout 15 node ../node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js 127.0.0.1:1 . 2>&1) || true
}
plain=$(run plain)
waits=$(run waits)
if ! grep -qE '^[0-9]{2,5}$' <<<"$plain" || ! grep -q ERR_REQUIRE_ASYNC_MODULE <<<"$waits"; then
  printf 'changed: plain: %s\nwaits: %s\n' "$plain" "$waits" >&2
  exit 1
fi
echo "ok: the pack prints a port; with a top-level await it ends with ERR_REQUIRE_ASYNC_MODULE"
