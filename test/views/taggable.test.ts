import { describe, expect, test } from "vitest";
import { misfits } from "../../src/config/schema.js";
import { taggable as table } from "../../src/data/tables.js";
import { evaluateResource, evaluateStack, indexRules } from "../../src/engine/evaluate.js";
import { layOver } from "../../src/engine/remediation.js";
import { expressionProblem, fitsExpression } from "../../src/language/safe-pattern.js";
import { canonicalType } from "../../src/model/classes.js";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { signatureKey, signatures, unknownString } from "../../src/model/value.js";
import { tags } from "../../src/rules/tags.js";
import {
  checkTagOptions,
  missingTags,
  type TagOptions,
  tagOptionsSchema,
  tagOptions as unasked,
} from "../../src/views/tag-requirements.js";
import { taggable, tagsOf } from "../../src/views/taggable.js";

const tagOptions: TagOptions = { ...unasked, required: ["Project", "Environment", "Owner"] };
const bucketType = "aws:s3/bucket:Bucket";
const groupType = "aws:autoscaling/group:Group";
const providerUrn = "urn:pulumi:dev::shop::pulumi:providers:aws::main";
const urn = `urn:pulumi:dev::shop::${bucketType}::logs`;
const owned = { Project: "shop", Environment: "dev", Owner: "payments" };
const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const raw = (more: Partial<RawResource> = {}): RawResource => ({ urn, type: bucketType, provider: providerUrn, ...more });
const provider = (inputs: object): RawResource => ({ urn: providerUrn, type: "pulumi:providers:aws", inputs: inputs as never });
const keysOf = (resource: RawResource, ...others: RawResource[]) => {
  const all = [resource, ...others].map(toResource);
  const tagged = tagsOf(all[0] as never, { stack: toStack(all, { name: "dev", project: "shop", today: "2026-07-01" }) });
  return { keys: tagged?.tags.map((tag) => tag.key), open: tagged?.open };
};

const required = (options: Partial<TagOptions> = {}) =>
  indexRules([{ id: "tags-required", rule: tags["tags-required"], options: { ...tagOptions, ...options } }]);
/** As the engine asks at preview: one resource, its provider's configuration beside it. */
const atPreview = (resource: RawResource, options?: Partial<TagOptions>) =>
  evaluateResource(required(options), toResource(resource), "resource", {
    environments: new Set(),
    today: "2026-07-01",
    stack: undefined,
  }).map((j) => [j.outcome, j.message]);
/** As `check` asks: the whole state. */
const inState = (...resources: RawResource[]) =>
  evaluateStack(required(), toStack(resources.map(toResource), { name: "dev", project: "shop", today: "2026-07-01" }), new Set()).map(
    (j) => [j.outcome, j.message],
  );
const missing = (text: string) => [["fail", `tags has no ${text.replace(" and ", ", ")}`]];

describe("default tags of the provider", () => {
  const forms: [string, unknown][] = [
    ["an object", { tags: owned }],
    ["JSON text", JSON.stringify({ tags: owned })],
    ["a secret JSON text", secret(JSON.stringify({ tags: owned }))],
    ["a list of one", [{ tags: owned }]],
    ["JSON text with the mark of a secret inside", JSON.stringify({ tags: { ...owned, Owner: secret("payments") } })],
    ["JSON text with the mark of an unknown value inside", JSON.stringify({ tags: { ...owned, Owner: unknownString } })],
  ];
  test.each(forms)("count as %s, at preview and in a state", (_, defaultTags) => {
    expect(atPreview(raw({ providerInputs: { defaultTags } }))).toEqual([]);
    expect(inState(raw(), provider({ defaultTags }))).toEqual([]);
  });

  test("are laid under the resource's own", () => {
    const some = { defaultTags: JSON.stringify({ tags: { Project: "shop" } }) };
    expect(atPreview(raw({ inputs: { tags: { Owner: "a" } }, providerInputs: some }))).toEqual(missing('"Environment"'));
    const own = { inputs: { tags: { ...owned, Environment: "prod" } }, providerInputs: { defaultTags: { tags: { Environment: "dev" } } } };
    expect(atPreview(raw(own), { required: [{ key: "Environment", values: ["prod"] }] })).toEqual([]);
  });

  test("that are wrong are said to be the provider's", () => {
    const wrong = { providerInputs: { defaultTags: { tags: { Environment: "prd" } } } };
    expect(atPreview(raw(wrong), { required: [{ key: "Environment", values: ["prod"] }] })).toEqual([
      ["fail", 'tags.Environment is "prd" by the provider\'s default tags, expected "prod"'],
    ]);
    const hidden = { providerInputs: { defaultTags: secret(JSON.stringify({ tags: { Environment: "prd-hidden" } })) } };
    expect(JSON.stringify(atPreview(raw(hidden), { required: [{ key: "Environment", values: ["prod"] }] }))).not.toContain("prd-hidden");
  });

  const open = [["unknown", "tagsAll is not known yet"]];
  test.each([
    ["unknown", unknownString],
    ["unknown inside an object", { tags: unknownString }],
    ["a secret that cannot be read", { [signatureKey]: signatures.secret, ciphertext: "v1:x" }],
    ["no JSON", "{broken"],
  ])("that are %s leave the rule open", (_, defaultTags) => {
    expect(atPreview(raw({ providerInputs: { defaultTags } }))).toEqual(open);
    expect(inState(raw(), provider({ defaultTags }))).toEqual(open);
    expect(atPreview(raw({ inputs: { tags: owned }, providerInputs: { defaultTags } }))).toEqual([]);
  });

  test("of a provider that nothing is known of leave the rule open", () => {
    expect(inState(raw())).toEqual(open);
    expect(atPreview(raw())).toEqual(open);
  });

  test("a wrong value of the resource breaks although they are unknown", () => {
    const resource = raw({ inputs: { tags: { Environment: "prd" } }, providerInputs: { defaultTags: unknownString } });
    expect(atPreview(resource, { required: ["Owner", { key: "Environment", values: ["prod"] }] })).toEqual([
      ["fail", 'tags.Environment is "prd", expected "prod"'],
    ]);
  });

  test("there are none where the provider has none, and none without a provider", () => {
    expect(atPreview(raw({ providerInputs: {} }))).toEqual(missing('"Project", "Environment" and "Owner"'));
    expect(inState(raw(), provider({ region: "eu-central-1" }))).toEqual(missing('"Project", "Environment" and "Owner"'));
    expect(atPreview({ urn, type: bucketType })).toEqual(missing('"Project", "Environment" and "Owner"'));
  });

  test("are reported by the deployed merge where the provider's configuration is not there", () => {
    expect(inState(raw({ outputs: { tagsAll: owned } }))).toEqual([]);
    expect(inState(raw({ outputs: { tagsAll: { Project: "shop" } } }))).toEqual(missing('"Environment" and "Owner"'));
  });

  test("do not reach Auto Scaling groups", () => {
    const group: RawResource = { urn: `urn:pulumi:dev::shop::${groupType}::web`, type: groupType, provider: providerUrn };
    expect(inState(group, provider({ defaultTags: { tags: owned } }))).toEqual(missing('"Project", "Environment" and "Owner"'));
  });
});

describe("reading tags", () => {
  test("null is not a tag, numbers are texts, and what is not a tag map has none", () => {
    const inputs = (given: unknown) => raw({ inputs: { tags: given }, providerInputs: {} });
    expect(keysOf(inputs({ Owner: null, Port: 80 })).keys).toEqual(["Port"]);
    for (const odd of ["text", 7, [], [null, "x", { value: "no key" }], { __defaults: [] }]) expect(keysOf(inputs(odd)).keys).toEqual([]);
  });

  test("a list with an unknown item has the others, and is open", () => {
    const inputs = { tags: [unknownString, { key: "Owner", value: "a" }, { key: unknownString, value: "b" }] };
    const group: RawResource = { urn: "urn:pulumi:dev::shop::x::web", type: groupType, inputs };
    expect(keysOf(group)).toEqual({ keys: ["Owner"], open: ["tags[0]", "tags[2].key"] });
  });

  test("no finding shows a value that is secret, nor keys of a map that is", () => {
    const hidden = raw({ inputs: { tags: secret({ Owner: "hidden-value", owner2: "x" }) }, providerInputs: {} });
    const said = JSON.stringify(atPreview(hidden, { required: ["owneR2", { key: "Owner", values: ["a"] }] }));
    expect(said).toContain("tags has no");
    expect(said).not.toMatch(/hidden-value|"owner2/);
  });

  test("every taggable type is evaluated, under its canonical name", () => {
    const types = new Set(taggable.types);
    expect(types.size).toBeGreaterThan(800);
    expect(Object.keys(table()).filter((type) => !types.has(canonicalType(type)))).toEqual([]);
  });
});

describe("options", () => {
  const check = (options: Partial<TagOptions>) => checkTagOptions({ ...tagOptions, ...options });
  test.each<[Partial<TagOptions>, RegExp | undefined]>([
    [{}, undefined],
    [{ required: ["Owner", { key: "Environment", values: ["prod"], pattern: "^p" }] }, undefined],
    [{ defaults: { Owner: "platform" } }, undefined],
    [
      { required: [{ key: "Owner", pattern: "(" }] },
      /^required\[0\] has a pattern that cannot be used: "\(" is not a valid RE2 expression .*: missing closing \)/,
    ],
    [
      { environments: { production: [{ key: "A", pattern: "(?=x)" }] } },
      /^environments\.production\[0\] has a pattern that cannot be used/,
    ],
    [{ required: ["Owner", "Owner"] }, /^required\[1\] names "Owner" a second time$/],
    [{ required: [" "] }, /empty key/],
    [{ required: ["k".repeat(129)] }, /longer than the 128/],
    [{ required: ["aws:owner"] }, /reserves keys/],
    [{ required: [{ key: "Owner", values: [] }] }, /allows no value/],
    [{ defaults: { Team: "x" } }, /^defaults\.Team is not a required key/],
    [{ defaults: { Owner: "" } }, /^defaults\.Owner is empty/],
    [{ required: [{ key: "Owner", values: ["a", "b"] }], defaults: { Owner: "c" } }, /^defaults\.Owner is "c", expected "a" or "b"$/],
    [{ defaults: { Owner: "x".repeat(257) } }, /longer than the 256/],
  ])("%j", (options, problem) => {
    if (problem === undefined) expect(check(options)).toBeUndefined();
    else expect(check(options)).toMatch(problem);
  });

  test("the schema takes texts and objects in one list, and refuses what is neither", () => {
    const misfit = (name: keyof typeof tagOptionsSchema, value: unknown) =>
      misfits(value, tagOptionsSchema[name], name).map(({ at, problem }) => `${at} ${problem}`);
    expect(misfit("required", ["Owner", { key: "Environment", values: ["prod"] }, { key: "A", pattern: "x" }])).toEqual([]);
    expect(misfit("required", [7])).not.toEqual([]);
    expect(misfit("required", [{ values: ["prod"] }])).toEqual(['required[0] has no "key"']);
    expect(misfit("required", [{ key: "A", value: "prod" }])).toEqual(['required[0] has no "value"']);
    expect(misfit("environments", { production: ["CostCenter"] })).toEqual([]);
    expect(misfit("environments", { production: "CostCenter" })).not.toEqual([]);
    expect(misfit("defaults", { Owner: 7 })).not.toEqual([]);
  });

  test("a pattern cannot hang, and one that is none is a clear error", () => {
    expect(fitsExpression(`${"a".repeat(50_000)}b`, "^(a+)+$")).toBe(false);
    expect(expressionProblem("^team-[a-z]+$")).toBeUndefined();
    expect(expressionProblem("[")).toMatch(/^"\[" is not a valid RE2 expression/);
    expect(() => fitsExpression("x", "(?<!a)b")).toThrow(/no lookaround/);
  });
});

describe("tags that Pulumi sets", () => {
  const context = { options: { ...tagOptions, defaults: { Owner: "platform", Project: "shop" } }, environments: new Set<string>() };
  const added = (more: Partial<RawResource>, options: Partial<TagOptions> = {}) => {
    const [item] = [
      ...taggable.of(toResource(raw({ providerInputs: {}, ...more })), { environments: new Set(), today: "2026-07-01", stack: undefined }),
    ];
    return item === undefined ? undefined : missingTags(item.value, { ...context, options: { ...context.options, ...options } });
  };

  test("are the missing ones alone; the rest stays as it came", () => {
    const inputs = { tags: { Owner: secret("me"), Name: unknownString, __defaults: [] } };
    expect(added({ inputs })).toEqual({ tags: { Project: "shop" } });
    expect(layOver(inputs, added({ inputs }))).toEqual({
      tags: { Owner: secret("me"), Name: unknownString, __defaults: [], Project: "shop" },
    });
    expect(added({})).toEqual({ tags: { Owner: "platform", Project: "shop" } });
    expect(layOver({ tags: secret({ Owner: "me" }) }, { tags: { Project: "shop" } })).toEqual({
      tags: secret({ Owner: "me", Project: "shop" }),
    });
  });

  test.each<[string, Partial<RawResource>, Partial<TagOptions>]>([
    ["all are there", { inputs: { tags: owned } }, {}],
    ["the provider gives them", { providerInputs: { defaultTags: { tags: owned } } }, {}],
    ["the tags are unknown", { inputs: { tags: unknownString } }, {}],
    ["the provider's are unknown", { providerInputs: { defaultTags: unknownString } }, {}],
    ["the tags are a list", { type: groupType, inputs: { tags: [] } }, {}],
    ["the type is left out", {}, { exceptTypes: ["s3.Bucket"] }],
    ["the key stands there in another case", { inputs: { tags: { owner: "a", PROJECT: "b" } } }, {}],
    ["the default fits another environment only", {}, { required: [{ key: "Owner", values: ["a"] }] }],
  ])("are none where %s", (_, more, options) => {
    expect(added(more, options)).toEqual({});
  });
});
