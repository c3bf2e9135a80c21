#!/usr/bin/env bash
# Packages: @pulumi/aws 7.48.0 and @pulumi/pulumi 3.250.0 (npm).
# Behaviour: `new aws.lambda.CallbackFunction("f", { callback })`, with neither `role` nor `policies`, makes a role with nine managed policies attached, most of them
# *FullAccess of a whole service (Lambda, S3, DynamoDB, SQS, Kinesis, CloudWatch). With `policies: []` it attaches none.
# Output seen: ok: 9 attachments without policies, AmazonS3FullAccess among them; 0 with an empty list
# Why it matters: a one-line function may read and delete every bucket and table of the account. The program names no policy, so a reader of the source sees nothing to review.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @pulumi/aws@7.48.0 @pulumi/pulumi@3.250.0 >/dev/null
cat >probe.js <<'JS'
const pulumi = require("@pulumi/pulumi");
const made = { open: [], closed: [] };
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    if (type.endsWith(":RolePolicyAttachment")) made[name.split("-")[0]].push(inputs.policyArn);
    return { id: `${name}-id`, state: inputs };
  },
  call: () => ({}),
});
const aws = require("@pulumi/aws");
new aws.lambda.CallbackFunction("open", { callback: async () => 1 });
new aws.lambda.CallbackFunction("closed", { callback: async () => 1, policies: [] });
setTimeout(() => {
  const hasS3 = made.open.some((arn) => String(arn).endsWith("/AmazonS3FullAccess"));
  if (made.open.length !== 9 || !hasS3 || made.closed.length !== 0) {
    console.error(`changed: ${JSON.stringify(made)}`);
    process.exit(1);
  }
  console.log(`ok: ${made.open.length} attachments without policies, AmazonS3FullAccess among them; ${made.closed.length} with an empty list`);
  process.exit(0);
}, 5000);
JS
node probe.js
