import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { carriers, carriersOf } from "../../src/iam/document/carriers.js";

describe("carriers", () => {
  test("are types and inputs of the provider, each once", () => {
    const wrong = carriers.filter(({ type, path }) => {
      const [, module, file] = /^aws:([^/]+)\/([^:]+):/.exec(type) ?? [];
      // The files of a few classes are written in other letter case than their tokens.
      const folder = `node_modules/@pulumi/aws/${module}`;
      const declaration = readdirSync(folder).find((name) => name.toLowerCase() === `${file}.d.ts`.toLowerCase());
      const [input] = path.split(/[.[]/);
      return (
        declaration === undefined ||
        !new RegExp(`\\n {4}${input}\\??: pulumi.Input<`).test(readFileSync(`${folder}/${declaration}`, "utf8"))
      );
    });
    expect(wrong).toEqual([]);
    expect(new Set(carriers.map(({ type, path }) => `${type}#${path}`)).size).toBe(carriers.length);
  });

  test("leave out none of the provider's own policy documents", () => {
    const typed = ["iam", "s3", "sqs", "sns", "ecr", "elasticsearch", "cloudwatch"].flatMap((module) => {
      const folder = `node_modules/@pulumi/aws/${module}`;
      const index = readFileSync(`${folder}/index.d.ts`, "utf8");
      return [...index.matchAll(/from "\.\/(\w+)"/g)].flatMap(([, file = ""]) => {
        const text = readFileSync(`${folder}/${file}.d.ts`, "utf8");
        const args = /export interface \w+Args \{([\s\S]*?)\n\}/.exec(text)?.[1] ?? "";
        const className = `${file.charAt(0).toUpperCase()}${file.slice(1)}`;
        return [...args.matchAll(/\n {4}(\w+)\??: pulumi\.Input<string \| inputs\.\w+\.PolicyDocument/g)].map(
          ([, input]) => `aws:${module}/${file}:${className}#${input}`,
        );
      });
    });
    expect(typed.length).toBeGreaterThan(10);
    expect(typed.filter((one) => !carriers.some(({ type, path }) => `${type}#${path}` === one))).toEqual([]);
  });
});

describe("an input holds", () => {
  test.each([
    ["aws:iam/policy:Policy", ["identity policy"]],
    ["aws:iam/role:Role", ["identity inlinePolicies[].policy", "trust assumeRolePolicy"]],
    ["aws:organizations/policy:Policy", ["ceiling content"]],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", ["ceiling policy"]],
    ["aws:s3/bucketPolicy:BucketPolicy", ["resource policy"]],
    ["aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment", ["resource s3AccessPoint.policy"]],
    ["aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy", ["resource details.policy"]],
    ["aws:s3/bucketObject:BucketObject", []],
  ])("of a %s: %j", (type, held) => expect(carriersOf(type).map(({ kind, path }) => `${kind} ${path}`)).toEqual(held));

  test("of a private network only: auth policies of VPC Lattice and private domain names", () =>
    expect(carriers.filter(({ isPrivate }) => isPrivate).map(({ type }) => type)).toEqual([
      "aws:vpclattice/authPolicy:AuthPolicy",
      "aws:apigateway/domainName:DomainName",
    ]));
});
