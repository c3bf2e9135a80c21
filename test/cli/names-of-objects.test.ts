/** What every object of JavaScript has by inheritance is a text like any other where a user writes it. */
import { expect, test } from "vitest";
import { allRules } from "../../src/rules/index.js";
import { folder, resource, run, state } from "./fixture.js";

const { write } = folder();
const words = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
const json = JSON.stringify;

/** Policies with the word as each part that a table is asked for. */
function policies(word: string): string[] {
  const conditions = [
    `{${json(word)}:{"aws:SourceIp":"1.2.3.4"}}`,
    `{"StringEquals":{${json(word)}:"a"}}`,
    `{"StringNotEquals":{${json(word)}:${json(word)}}}`,
    `{"DateLessThan":{${json(word)}:${json(word)}}}`,
  ].map((condition) => `"Principal":"*","Action":"s3:*","Resource":"*","Condition":${condition}`);
  const others = [word, `sts:${word}`, `${word}:${word}`].map(
    (name) => `"Principal":{${json(word)}:${json(name)}},"Action":${json(name)},"Resource":${json(name)}`,
  );
  return [...conditions, ...others].map((rest) => `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${rest}}]}`);
}

test.each(words)("%s crashes no rule", async (word) => {
  const resources = policies(word).flatMap((policy, i) => [
    resource("aws:iam/role:Role", `role-${i}`, { assumeRolePolicy: policy }),
    resource("aws:s3/bucketPolicy:BucketPolicy", `bucket-${i}`, { bucket: word, policy }),
    resource("aws:iam/policy:Policy", `policy-${i}`, { policy }),
  ]);
  const more = [
    resource("aws:lambda/permission:Permission", "permission", { principal: word, action: word, function: word }),
    resource("aws:ec2/securityGroup:SecurityGroup", "group", { ingress: [{ protocol: word, fromPort: 1, toPort: 2, cidrBlocks: [word] }] }),
    resource("aws:rds/instance:Instance", "database", { engine: word, engineVersion: word, storageEncrypted: word }),
    resource(`aws-native:${word}:${word}`, "native", {}),
    resource("aws:cloudcontrol/resource:Resource", "request", { typeName: word, desiredState: `{${json(word)}:1}` }),
  ];
  const file = write(`${word}.json`, json(state([...resources, ...more])));
  const { out } = await run(["check", file, "--preset", "all", "--format", "json", "--fail-on", "none"], { rules: allRules });
  const { findings } = JSON.parse(out) as { findings: { rule: string; outcome: string; message: string }[] };
  expect(findings.length).toBeGreaterThan(5);
  expect(findings.filter(({ outcome }) => outcome === "crash")).toEqual([]);
});
