/** The policies of `@pulumi/policy`, asked as its host asks them. The host itself is in test/e2e. */
import { asset } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { type PoliciesArguments, policiesOf } from "../../../src/policies.js";
import { allRules } from "../../../src/rules/index.js";
import { urn } from "./requests.js";

type Inputs = Record<string, unknown>;
type Given = readonly [type: string, name: string, inputs: Inputs];
const settings = { config: { all: "mandatory" } as const };
const ended = Symbol("ended");
const common = ([type, name, props]: Given) => ({
  urn: urn(type, name),
  type,
  name,
  props,
  opts: { protect: false, ignoreChanges: [], aliases: [], additionalSecretOutputs: [], customTimeouts: {} },
  getConfig: () => ({}),
  notApplicable: () => {
    throw ended;
  },
});

/** What is reported, as `policy resource`: at each resource, and at the end. */
function ask(resources: readonly Given[], isUpdate: boolean, given: PoliciesArguments = settings) {
  const list = policiesOf(allRules, given, () => "2026-01-01", isUpdate);
  const run = (call: () => unknown): void => {
    try {
      call();
    } catch (error) {
      if (error !== ended) throw error;
    }
  };
  const each: string[] = [];
  for (const given of resources)
    for (const policy of list)
      if ("validateResource" in policy && typeof policy.validateResource === "function") {
        const { validateResource } = policy;
        run(() => validateResource(common(given) as never, (_, at) => each.push(`${policy.name} ${at?.split("::").pop() ?? given[1]}`)));
      }
  const whole: string[] = [];
  const stack = resources.map((given) => ({ ...common(given), dependencies: [], propertyDependencies: {} }));
  for (const policy of list)
    if ("validateStack" in policy)
      run(() =>
        policy.validateStack({ ...common(["", "", {}]), resources: stack } as never, (_, at) =>
          whole.push(`${policy.name} ${at?.split("::").pop()}`),
        ),
      );
  return { each: each.filter((line) => line.startsWith("iam-")), whole: whole.filter((line) => line.startsWith("iam-")) };
}

test("a configuration of version 2 is read, and what its exceptions exempt is not reported", () => {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
  const both: Given[] = ["mine", "theirs"].map((name) => ["aws:iam/policy:Policy", name, { name, policy }]);
  const match = [{ policies: ["iam-policy-no-admin"], targets: [urn("aws:iam/policy:Policy", "mine")] }];
  const config = { version: 2, policies: { all: "mandatory" as const }, exceptions: { "EXC-1": { reason: "agreed", match } } };
  expect(ask(both, true, { config }).each).toEqual(["iam-policy-no-admin theirs"]);
});

describe("at an update", () => {
  const document = (Action: string) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
  const everything: Given = ["aws:iam/policy:Policy", "all", { name: "all", policy: document("*") }];
  test("a policy that grants everything is reported before it is made, and not again at the end", () => {
    expect(ask([everything], true).each).toEqual(["iam-policy-no-admin all"]);
    expect(ask([everything], true).whole).not.toContain("iam-policy-no-admin all");
  });
  test("an ordinary one is not", () => {
    expect(ask([["aws:iam/policy:Policy", "ok", { name: "ok", policy: document("s3:ListAllMyBuckets") }]], true).each).toEqual([]);
  });
  test("at a preview it depends on the end", () => {
    expect(ask([everything], false).each).toEqual([]);
    expect(ask([everything], false).whole).toContain("iam-policy-no-admin all");
  });
});

describe("the fix of what a component makes", () => {
  const messages = (component: string): string[] => {
    const list = policiesOf(allRules, settings, () => "2026-01-01", false);
    const out: string[] = [];
    const made: Given = ["aws:efs/fileSystem:FileSystem", "files", { encrypted: false }];
    const { opts, ...inside } = common(made);
    const given = [common([component, "net", {}]), { ...inside, opts: { ...opts, parent: urn(component, "net") } }];
    for (const one of given)
      for (const policy of list)
        if ("validateResource" in policy && typeof policy.validateResource === "function")
          try {
            policy.validateResource(one as never, (message) => out.push(message));
          } catch (error) {
            if (error !== ended) throw error;
          }
    return out;
  };
  const says = /\sThe component awsx:ec2:Vpc "net" makes this resource: use its arguments or a transform\.$/;
  test("names the component of somebody else", () => expect(messages("awsx:ec2:Vpc").filter((each) => says.test(each))).not.toEqual([]));
  test("names none of the program's own", () => {
    expect(messages("shop:web:Site").length).toBeGreaterThan(0);
    expect(messages("shop:web:Site").filter((each) => each.includes("The component"))).toEqual([]);
  });
});

describe("a remediation", () => {
  const remediate = (inputs: Inputs): unknown => {
    const list = policiesOf(
      allRules,
      { config: { "tags-required": { enforcementLevel: "remediate", required: ["Owner"], defaults: { Owner: "platform" } } } },
      () => "2026-01-01",
    );
    const policy = list.find(({ name }) => name === "tags-required");
    if (policy === undefined || !("remediateResource" in policy)) throw new Error("no such remediation");
    return policy.remediateResource?.(common(["aws:lambda/function:Function", "work", inputs]) as never);
  };
  const code = { "index.js": new asset.StringAsset("exports.handler = () => {}") };
  test("leaves a resource alone that holds an archive of its program's making, which the SDK cannot give back", () => {
    expect(remediate({ role: "x", code: new asset.AssetArchive(code) })).toBeUndefined();
    expect(remediate({ role: "x", code: new asset.AssetArchive({ lib: new asset.AssetArchive(code) }) })).toBeUndefined();
  });
  test("mends others", () => {
    expect(remediate({ role: "x", code: new asset.FileArchive("dist") })).toMatchObject({ tags: { Owner: "platform" } });
    expect(remediate({ role: "x", code: new asset.RemoteArchive("https://example.com/a.zip") })).toMatchObject({
      tags: { Owner: "platform" },
    });
    expect(remediate({ role: "x", s3Bucket: "code" })).toMatchObject({ tags: { Owner: "platform" } });
  });
});
