import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { configure, resolveAsEngine } from "../../../src/config/config.js";
import { check } from "../../../src/doors/state/check.js";
import { readInputs } from "../../../src/doors/state/inputs.js";
import { type Project, readProject, readStackFile } from "../../../src/doors/state/project.js";
import { register } from "../../../src/language/registry.js";
import { rule } from "../../../src/language/rule.js";
import type { View } from "../../../src/language/view.js";

const root = mkdtempSync(join(tmpdir(), "stackwarden-project-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const put = (name: string, content: string): string => {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};
const state = (stack: string, project = "shop"): string => {
  const urn = `urn:pulumi:${stack}::${project}::aws:s3/bucket:Bucket::b`;
  return JSON.stringify({ version: 3, deployment: { resources: [{ urn, type: "aws:s3/bucket:Bucket", custom: true, inputs: {} }] } });
};
/** Every value of the configuration that is not secret is a finding, so that a test sees what was read. */
const configured: View<{ readonly text: string }> = {
  view: "configuration",
  scope: "stack",
  types: "stack",
  *of(resource, { stack }) {
    for (const [key, text] of Object.entries(stack?.config?.values ?? {}))
      if (!stack?.config?.secretKeys.has(key)) yield { resource, path: `config[${JSON.stringify(key)}]`, value: { text } };
  },
};
const shop: Project = { name: "shop", file: "", stackFolder: "", values: new Map(), declaredSecret: new Set() };
const rules = register({
  secrets: {
    "secrets-example": rule(configured, {
      title: "Nothing is configured",
      severity: "high",
      fix: "Do it.",
      docs: "https://docs.aws.amazon.com/x",
      check: () => "is there",
    }),
  },
});
const reportOf = async (...paths: string[]) =>
  check(await readInputs(paths, () => undefined), rules, configure(rules, resolveAsEngine(rules, {}), {}), {
    version: "1.0.0",
    startedAt: 0,
    today: "2026-07-01",
  });

describe("a project", () => {
  put("shop/Pulumi.yaml", "name: shop\nruntime: python\n");
  put(
    "shop/Pulumi.dev.yaml",
    [
      "encryptionsalt: v1:abc",
      "config:",
      "  aws:region: eu-west-1",
      "  shop:password:",
      "    secure: v1:def",
      "  name: plain # belongs to the project",
      "  shop:nested:",
      "    list: [1, {deep: {secure: v1:x}}]",
      "  shop:open: {a: [1, true]}",
      '  "shop:odd\\"key": x',
    ].join("\n"),
  );
  put("shop/Pulumi.prod.yaml", "config:\n  shop:size: 7\n");
  put("shop/Pulumi.empty.yaml", "");
  const dev = put("shop/states/dev.json", state("dev"));
  const backend = put(
    "shop/.pulumi/stacks/shop/staging.json",
    JSON.stringify({ version: 3, checkpoint: { stack: "organization/shop/staging", latest: {} } }),
  );
  const foreign = put("shop/elsewhere.json", state("dev", "other"));

  test("is read with its states, those of its file backend, and its stacks' configuration", async () => {
    const { inputs } = await reportOf(join(root, "shop"));
    expect(inputs.map(({ path, project, stack }) => [path.slice(root.length + 6), project, stack])).toEqual([
      [".pulumi/stacks/shop/staging.json", "shop", "staging"],
      ["Pulumi.dev.yaml", "shop", "dev"],
      ["Pulumi.empty.yaml", "shop", "empty"],
      ["Pulumi.prod.yaml", "shop", "prod"],
      ["elsewhere.json", "other", "dev"],
      ["states/dev.json", "shop", "dev"],
    ]);
  });
  test("a finding in the configuration belongs to its file, at the line of the key", async () => {
    const { findings } = await reportOf(join(root, "shop"));
    expect(findings.map(({ input, path, urn, source }) => [input.slice(root.length + 6), path, urn, source?.line, source?.column])).toEqual(
      [
        ["Pulumi.dev.yaml", 'config["aws:region"]', "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", 3, 3],
        ["Pulumi.dev.yaml", 'config["shop:name"]', "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", 6, 3],
        ["Pulumi.dev.yaml", 'config["shop:nested"]', "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", 7, 3],
        ["Pulumi.dev.yaml", 'config["shop:odd\\"key"]', "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", 10, 3],
        ["Pulumi.dev.yaml", 'config["shop:open"]', "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", 9, 3],
        ["Pulumi.prod.yaml", 'config["shop:size"]', "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", 2, 3],
      ],
    );
    expect(findings[0]?.source?.file).toBe("Pulumi.dev.yaml");
  });
  test("a state named beside its project is evaluated once, with its configuration", async () => {
    const { inputs, findings } = await reportOf(dev, join(root, "shop"), backend, foreign);
    expect(inputs.filter(({ path }) => path.endsWith("dev.json"))).toHaveLength(1);
    expect(findings.filter(({ input }) => input.endsWith("Pulumi.dev.yaml"))).toHaveLength(5);
  });
  test.each<[what: string, written: string, values: Record<string, string>, secretKeys: string[]]>([
    ["a secret", "shop:a: {secure: v1:x}", {}, ["shop:a"]],
    [
      "a secret beside plain texts",
      "shop:a: {user: app, password: x, token: {secure: v1:x}}",
      { "shop:a": '{"user":"app","password":"x","token":null}' },
      [],
    ],
    ["secrets in a list", "shop:a: [{secure: v1:x}, y]", { "shop:a": '[null,"y"]' }, []],
    ["another key beside it", "shop:a: {secure: v1:x, password: y}", { "shop:a": '{"secure":"v1:x","password":"y"}' }, []],
    ["a switch of that name", "shop:a: {secure: true, host: y}", { "shop:a": '{"secure":true,"host":"y"}' }, []],
    ["nothing but a switch", "shop:a: {secure: true}", { "shop:a": '{"secure":true}' }, []],
    ["an object of that name", "shop:a: {secure: {password: y}}", { "shop:a": '{"secure":{"password":"y"}}' }, []],
  ])("only a text alone under `secure` is secret: %s", (_, written, values, secretKeys) => {
    put("secure/Pulumi.dev.yaml", `config:\n  ${written}\n`);
    put("secure/Pulumi.yaml", "name: shop\n");
    const { config } = readStackFile(join(root, "secure"), "Pulumi.dev.yaml", readProject(join(root, "secure"), "Pulumi.yaml"));
    expect([config.values, [...config.secretKeys]]).toEqual([values, secretKeys]);
  });
  test("values are texts, with each secret left out", () => {
    const { config, stack } = readStackFile(join(root, "shop"), "Pulumi.dev.yaml", shop);
    expect(stack).toBe("dev");
    expect(config.values).toEqual({
      "aws:region": "eu-west-1",
      "shop:nested": '{"list":[1,{"deep":null}]}',
      "shop:name": "plain",
      "shop:open": '{"a":[1,true]}',
      'shop:odd"key': "x",
    });
    expect([...config.secretKeys]).toEqual(["shop:password"]);
  });
  test("an alias represents what it points at", () => {
    put("alias/Pulumi.dev.yaml", "config:\n  shop:a: &a hunter22\n  shop:b: *a\n  shop:c: &c {secure: v1:x}\n  shop:d: *c\n");
    const { config } = readStackFile(join(root, "alias"), "Pulumi.dev.yaml", shop);
    expect(config.values).toEqual({ "shop:a": "hunter22", "shop:b": "hunter22" });
    expect([...config.secretKeys]).toEqual(["shop:c", "shop:d"]);
  });
  test("keys called like properties of Object are keys", () => {
    put("proto/Pulumi.dev.yaml", "config:\n  __proto__: x\n  shop:constructor: y\n");
    expect(Object.entries(readStackFile(join(root, "proto"), "Pulumi.dev.yaml", shop).config.values)).toEqual([
      ["shop:__proto__", "x"],
      ["shop:constructor", "y"],
    ]);
  });
});
