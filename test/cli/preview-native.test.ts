/** What a preview does to resources of AWS Native, of Cloud Control and in templates: findings name what the user wrote. */
import { describe, expect, test } from "vitest";
import { allRules } from "../../src/rules/index.js";
import { folder, preview, resource, run, step } from "./fixture.js";

const { write } = folder();
const root = resource("pulumi:pulumi:Stack", "shop-dev", {}, { custom: false });
const cloudControl = (name: string, properties: unknown) =>
  resource("aws:cloudcontrol/resource:Resource", name, { typeName: "AWS::S3::Bucket", desiredState: JSON.stringify(properties) });
const template = (more: object = {}) =>
  resource("aws:cloudformation/stack:Stack", "tables", {
    templateBody: JSON.stringify({ Resources: { Orders: { Type: "AWS::DynamoDB::Table", Properties: {}, ...more } } }),
  });

async function findings(...steps: Parameters<typeof preview>[0]): Promise<string[]> {
  const file = write("preview.json", JSON.stringify(preview([step("same", root, root), ...steps])));
  const { out } = await run(["check", file, "--format", "json", "--preset", "all", "--fail-on", "none"], { rules: allRules });
  const report = JSON.parse(out) as { findings: { rule: string; type: string; name: string; path: string; message: string }[] };
  return report.findings
    .filter(({ rule }) => rule.startsWith("plan-"))
    .map(({ rule, type, name, path, message }) => [rule, `${type}::${name}`, path, message].join(" | "));
}

describe("a resource of @pulumi/aws-native", () => {
  const table = resource("aws-native:dynamodb:Table", "orders", {}, { protect: true });
  test("that is deleted is named by its own type", async () => {
    expect(await findings(step("delete", table, undefined))).toEqual([
      "plan-protected-kept | aws-native:dynamodb:Table::orders |  | is deleted although it is protected",
      "plan-stateful-kept | aws-native:dynamodb:Table::orders |  | is deleted, which loses a table and its items",
    ]);
  });
  test("that changes has both values under the property that is written", async () => {
    const bucket = (accessControl: string, tag: string) =>
      resource("aws-native:s3:Bucket", "site", { accessControl, tags: [{ key: "a", value: tag }] });
    expect(await findings(step("update", bucket("Private", "1"), bucket("PublicRead", "2")))).toEqual([
      'plan-security-inputs-kept | aws-native:s3:Bucket::site | accessControl | accessControl changes from "Private" to "PublicRead"',
    ]);
    expect(await findings(step("update", bucket("Private", "1"), bucket("Private", "2")))).toEqual([]);
  });
  test("counts as deleted, whether its type is mapped or not", async () => {
    const many = Array.from({ length: 11 }, (_, i) => step("delete", resource("aws-native:wisdom:Assistant", `a${i}`, {}), undefined));
    expect(await findings(...many)).toEqual([expect.stringContaining("11 resources are deleted, expected at most 10")]);
    const components = Array.from({ length: 11 }, (_, i) =>
      step("delete", resource("shop:index:Site", `s${i}`, {}, { custom: false }), undefined),
    );
    expect(await findings(...components)).toEqual([]);
  });
});

test("a request of Cloud Control that changes has both values, at the path in its text", async () => {
  const [before, after] = [cloudControl("site", { AccessControl: "Private" }), cloudControl("site", { AccessControl: "PublicRead" })];
  expect(await findings(step("update", before, after))).toEqual([
    "plan-security-inputs-kept | aws:cloudcontrol/resource:Resource::site | desiredState.AccessControl | " +
      'desiredState.AccessControl changes from "Private" to "PublicRead"',
  ]);
});

test("a template that is deleted loses the state of the resources in it, unless they are retained", async () => {
  expect(await findings(step("delete", template(), undefined))).toEqual([
    "plan-stateful-kept | aws:cloudformation/stack:Stack::tables |  | is deleted, which loses a table and its items",
  ]);
  expect(await findings(step("delete", template({ DeletionPolicy: "Retain" }), undefined))).toEqual([]);
});
