#!/usr/bin/env bash
# Package: @aws-cdk/cloudformation-diff 2.187.5 (npm), which `cdk diff` and `cdk deploy --require-approval broadening` ask.
# Behaviour: statements are compared as a whole, so one that loses an action, or gains a condition, is one statement removed and another added: `permissionsBroadened` is true,
# and a statement written as two of the same meaning is broader too.
# Output seen: ok: an action less, a condition more and the same rights in two statements are all called broader; the same actions in another order are not
# Why it matters: a diff of access has to compare what is allowed, not texts; people learn to confirm a question that is asked for every tightening.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @aws-cdk/cloudformation-diff@2.187.5 >/dev/null
cat >probe.mjs <<'JS'
import { fullDiff } from "@aws-cdk/cloudformation-diff";
const [get, put] = ["s3:GetObject", "s3:PutObject"];
const allow = (Action, more) => ({ Effect: "Allow", Action, Resource: "*", ...more });
const template = (Statement) => ({
  Resources: { Policy: { Type: "AWS::IAM::Policy", Properties: { PolicyName: "p", Roles: ["r"], PolicyDocument: { Version: "2012-10-17", Statement } } } },
});
const isBroader = (before, after) => fullDiff(template(before), template(after)).permissionsBroadened;
const both = [allow([get, put])];
const seen = {
  "an action less": isBroader(both, [allow([get])]),
  "a condition more": isBroader(both, [allow([get, put], { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } } })]),
  "two statements": isBroader(both, [allow(get), allow(put)]),
  "another order": isBroader(both, [allow([put, get])]),
};
if (JSON.stringify(Object.values(seen)) !== "[true,true,true,false]") {
  console.error("changed:", JSON.stringify(seen));
  process.exit(1);
}
console.log("ok: an action less, a condition more and the same rights in two statements are all called broader; the same actions in another order are not");
JS
node probe.mjs
