#!/usr/bin/env bash
# Package: @cloud-copilot/iam-simulate 0.1.173 (npm), which evaluates requests against IAM policies.
# Behaviour: no IPv4 address is in `0.0.0.0/0`: a Deny under `IpAddress` on that range stops no request. `0.0.0.0/1`, `128.0.0.0/1` and `::/0` work.
# (A mask is shifted by 32 bits, which in JavaScript is a shift by none.)
# Output seen: ok: a Deny on 0.0.0.0/1, 128.0.0.0/1 and ::/0 denies, one on 0.0.0.0/0 does not
# Why it matters: the range of all addresses is the commonest one in real policies; who checks an evaluator of their own against this one sees differences that are not their faults.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @cloud-copilot/iam-simulate@0.1.173 >/dev/null
cat >probe.mjs <<'JS'
import { runSimulation } from "@cloud-copilot/iam-simulate";
const requests = [["0.0.0.0/1", "1.2.3.4"], ["128.0.0.0/1", "200.2.3.4"], ["::/0", "2001:db8::1"], ["0.0.0.0/0", "1.2.3.4"], ["0.0.0.0/0", "200.2.3.4"]];
const seen = [];
for (const [range, address] of requests) {
  const Statement = [
    { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
    { Effect: "Deny", Action: "*", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": range } } },
  ];
  const { overallResult } = await runSimulation(
    {
      request: {
        principal: "arn:aws:iam::123456789012:user/someone",
        action: "s3:GetObject",
        resource: { resource: "arn:aws:s3:::example/file", accountId: "123456789012" },
        contextVariables: { "aws:SourceIp": address },
      },
      identityPolicies: [{ name: "policy", policy: { Version: "2012-10-17", Statement } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  seen.push(overallResult);
}
const denied = "ExplicitlyDenied";
if (JSON.stringify(seen) !== JSON.stringify([denied, denied, denied, "Allowed", "Allowed"])) {
  console.error("changed:", JSON.stringify(seen));
  process.exit(1);
}
console.log("ok: a Deny on 0.0.0.0/1, 128.0.0.0/1 and ::/0 denies, one on 0.0.0.0/0 does not");
JS
node probe.mjs
