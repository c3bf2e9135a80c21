/** What the session says is what `check` says: one cause once, and where a component of somebody else makes the resource, that. */
import { describe, expect, test } from "vitest";
import { startSession } from "../../../src/doors/pulumi/session.js";
import { fromAnalyzeRequest } from "../../../src/doors/pulumi/wire.js";
import type { Evaluation } from "../../../src/engine/evaluate.js";
import type { RawResource } from "../../../src/model/resource.js";
import { unknownString } from "../../../src/model/value.js";
import { allRules } from "../../../src/rules/index.js";
import { resourceRequest, urn } from "./requests.js";

const provider = "urn:pulumi:dev::shop::pulumi:providers:aws::default";
const raw = (type: string, name: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): RawResource => ({
  urn: urn(type, name),
  type,
  name,
  inputs,
  provider,
  providerInputs: { region: "us-east-1" },
  ...more,
});

function run(resources: readonly RawResource[], options: Record<string, unknown> = {}) {
  const session = startSession(allRules, () => "2026-01-01");
  session.configureStack({ name: "dev", project: "shop", config: undefined, isUpdate: false });
  session.configure(new Map(), { stackwarden: { level: undefined, options } });
  const each = resources.flatMap((given) => session.analyze(given));
  const whole = session.analyzeStack(resources.map(({ inputs = {}, ...rest }) => ({ ...rest, outputs: inputs })));
  return { each, whole, all: [...each, ...whole], notes: session.notes() };
}
const told = (evaluations: readonly Evaluation[]): Evaluation[] =>
  evaluations.filter((j) => j.outcome === "unknown" && j.spared === undefined);

describe("a document that is not known yet", () => {
  const role = raw("aws:iam/role:Role", "worker", { name: "worker" });
  const document = (name: string, policy: unknown = unknownString): RawResource =>
    raw("aws:iam/rolePolicy:RolePolicy", name, { role: "worker", policy });

  const severity = new Map(allRules.map(({ id, rule }) => [id, rule.severity]));
  const severities = (evaluations: readonly Evaluation[]) => told(evaluations).map(({ rule }) => severity.get(rule));

  test("is reported once, whatever the number of rules about it, and each of them is open", () => {
    const { all } = run([role, document("jobs")], { unknown: "advisory" });
    expect(told(all).map(({ path }) => path)).toEqual(["policy"]);
    expect(told(all)[0]?.message).toMatch(/^policy is not known yet: \d+ rules cannot be evaluated$/);
    const repeated = all.filter((j) => j.outcome === "unknown" && j.spared !== undefined);
    expect(repeated.length).toBeGreaterThan(5);
    expect(new Set(repeated.map((j) => j.spared))).toEqual(new Set([`waits for the same input as ${told(all)[0]?.rule}`]));
  });
  test("is one in the count, by its gravest rule", () => {
    expect(run([role, document("jobs")]).notes).toEqual(["1 check is unknown until the update: 1 critical."]);
  });
  test("is reported once for each document", () => {
    const { all } = run([role, document("jobs"), document("mail")], { unknown: "advisory" });
    expect(
      told(all)
        .map(({ resource }) => resource.name)
        .sort(),
    ).toEqual(["jobs", "mail"]);
  });
  test("is reported by a rule that the settings show, and by a blocking one before others", () => {
    const shown = (unknown: Record<string, string>) => {
      const { each, whole } = run([role, document("jobs")], { unknown });
      return [severities(each), severities(whole)];
    };
    expect(shown({ critical: "silent", high: "advisory" })).toEqual([["high"], []]);
    expect(shown({ critical: "advisory", high: "mandatory" })).toEqual([["high"], []]);
    expect(shown({ critical: "mandatory", high: "advisory" })).toEqual([["high"], ["critical"]]);
    expect(shown({ critical: "mandatory", high: "mandatory" })).toEqual([["high"], []]);
  });
  test("hides nothing of what is known", () => {
    const admin = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
    const { all } = run([role, document("jobs"), document("admin", admin)]);
    expect(all.filter((j) => j.outcome === "fail" && j.spared === undefined).map(({ rule }) => rule)).toContain("iam-policy-no-admin");
  });
});

describe("the fix of what a component makes", () => {
  const component = (type: string): RawResource => raw(type, "net", {}, { provider: undefined, custom: false, providerInputs: undefined });
  const files = (parent: string | undefined): RawResource =>
    raw("aws:efs/fileSystem:FileSystem", "files", { encrypted: false }, { parent });
  const bucket = (parent: string | undefined): RawResource => raw("aws:s3/bucket:Bucket", "logs", { bucket: "logs" }, { parent });
  const fixes = (type: string) => {
    const made = component(type);
    const { each, whole } = run([made, files(made.urn), bucket(made.urn)], { preset: "all" });
    const of = (evaluations: readonly Evaluation[], rule: string) => evaluations.find((j) => j.rule === rule && j.outcome === "fail");
    return [of(each, "efs-file-system-encrypted"), of(whole, "s3-bucket-public-access-blocked")];
  };
  test("names the component of somebody else, for rules of both scopes", () => {
    for (const found of fixes("awsx:ec2:Vpc"))
      expect(found?.fix).toMatch(/\sThe component awsx:ec2:Vpc "net" makes this resource: use its arguments or a transform\.$/);
  });
  test("is the rule's own where the program's component makes it, or none", () => {
    for (const found of fixes("shop:web:Site")) {
      expect(found?.outcome).toBe("fail");
      expect(found?.fix ?? "").not.toMatch(/The component/);
    }
    const { each } = run([files(undefined)]);
    expect(each.find((j) => j.rule === "efs-file-system-encrypted")?.fix ?? "").not.toMatch(/The component/);
  });
  test("is known from the parent that Analyze brings", () => {
    const request = resourceRequest("aws:efs/fileSystem:FileSystem", "files", {});
    expect(fromAnalyzeRequest(request).parent).toBeUndefined();
    request.getOptions()?.setParent(urn("awsx:ec2:Vpc", "net"));
    expect(fromAnalyzeRequest(request).parent).toBe(urn("awsx:ec2:Vpc", "net"));
  });
});
