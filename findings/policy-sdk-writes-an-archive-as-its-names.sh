#!/usr/bin/env bash
# Packages: @pulumi/policy 1.21.0 and @pulumi/pulumi 3.250.0 (npm).
# Behaviour: the SDK's own serializer, which a remediation's answer goes through, writes an AssetArchive as the *list of its entries' names*: the contents are gone, and the
# wire form wants a map. The engine (3.250) refuses such an answer with "unexpected archive contents", and the preview ends.
# Output seen: ok: an AssetArchive of index.js comes back as ["index.js"], a FileArchive keeps its path
# Why it matters: a remediation that sets one tag on a function whose code is an inline archive ends every preview, though it never touched the code.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @pulumi/policy@1.21.0 @pulumi/pulumi@3.250.0 >/dev/null
cat >probe.js <<'JS'
const { asset } = require("@pulumi/pulumi");
const { serializeProperties } = require("@pulumi/policy/deserialize");
(async () => {
  const code = new asset.AssetArchive({ "index.js": new asset.StringAsset("exports.handler = async () => 1;") });
  const { inline, file } = await serializeProperties({ inline: code, file: new asset.FileArchive("./app") });
  const names = JSON.stringify(inline.assets);
  if (names !== '["index.js"]' || file.path !== "./app") {
    console.error(`changed: ${JSON.stringify({ inline, file })}`);
    process.exit(1);
  }
  console.log(`ok: an AssetArchive of index.js comes back as ${names}, a FileArchive keeps its path`);
})();
JS
node probe.js
