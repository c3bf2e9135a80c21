import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ConfigError,
  configure,
  environmentsFor,
  parseEntries,
  problemsIn,
  resolveAsEngine,
  settingsSchema,
} from "../../src/config/config.js";
import { environmentsOf } from "../../src/config/environments.js";
import { defaultSettings } from "../../src/config/levels.js";
import { misfits, optionsSchema } from "../../src/config/schema.js";
import { register } from "../../src/language/registry.js";
import { rule } from "../../src/language/rule.js";
import { fitsPattern } from "../../src/model/wildcard.js";
import { didYouMean, nearest } from "../../src/text/suggest.js";

const about = { title: "Something holds", severity: "low", fix: "Do it.", docs: "https://docs.aws.amazon.com/x" } as const;
const rules = register({
  x: {
    "x-tuned": rule("s3.Bucket", {
      ...about,
      options: { days: 30, names: ["a"], limit: 0.5, on: true, box: { width: 1 }, map: {}, mixed: ["a"] },
      optionsSchema: {
        mixed: {
          type: "array",
          items: { anyOf: [{ type: "string" }, { type: "object", required: ["key"], properties: { key: { type: "string" } } }] },
        },
      },
      checkOptions: ({ days }) => (days < 0 ? "days must not be negative" : undefined),
      check: () => false,
    }),
    "x-plain": rule("s3.Bucket", { ...about, require: { forceDestroy: false } }),
  },
});
const configured = (config: unknown) => {
  const entries = parseEntries(config);
  return configure(rules, resolveAsEngine(rules, entries), entries);
};
const wrong = (config: unknown): string => {
  try {
    configured(config);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "nothing wrong";
};

describe("options", () => {
  test("stand beside the level, and the defaults fill the rest", () => {
    const tuned = configured({ "x-tuned": { enforcementLevel: "mandatory", days: 7, names: [], map: { k: 1 } } }).rules.all.find(
      (a) => a.id === "x-tuned",
    );
    expect(tuned?.options).toEqual({ days: 7, names: [], limit: 0.5, on: true, box: { width: 1 }, map: { k: 1 }, mixed: ["a"] });
  });
  test("without a level leave the level as it was", () => {
    expect(configured({ "x-tuned": { days: 7 } }).levels.get("x-tuned")).toBe("advisory");
  });
  test.each<[unknown, string]>([
    [{ days: "7" }, "x-tuned.days is a string, expected an integer"],
    [{ days: 1.5 }, "x-tuned.days is a number, expected an integer"],
    [{ days: null }, "x-tuned.days is null, expected an integer"],
    [{ limit: "x" }, "x-tuned.limit is a string, expected a number"],
    [{ on: "true" }, "x-tuned.on is a string, expected a boolean"],
    [{ names: "a" }, "x-tuned.names is a string, expected a list"],
    [{ names: [7] }, "x-tuned.names[0] is a number, expected a string"],
    [{ box: [] }, "x-tuned.box is a list, expected an object"],
    [{ box: { height: 1 } }, 'x-tuned.box has no "height"'],
    [{ box: { width: "1" } }, "x-tuned.box.width is a string, expected an integer"],
    [{ mixed: [{}] }, 'x-tuned.mixed[0] has no "key"'],
    [{ mixed: [7] }, "x-tuned.mixed[0] is a number, expected a string or an object"],
    [{ day: 7 }, '"x-tuned" has no option "day". Did you mean "days"? Its options are days, names, limit, on, box, map and mixed.'],
    [{ toString: 7 }, '"x-tuned" has no option "toString". Its options are days, names, limit, on, box, map and mixed.'],
    [{ days: -1 }, "x-tuned: days must not be negative"],
  ])("%j: %s", (options, message) => {
    expect(wrong({ "x-tuned": options })).toBe(message);
  });
  test("of a rule that has none", () => {
    expect(wrong({ "x-plain": { days: 1 } })).toBe('"x-plain" has no options, but "days" is set');
  });
  test("the schema is read off the defaults", () => {
    const [, tuned] = rules;
    expect(tuned && optionsSchema(tuned.rule)).toEqual({
      days: { type: "integer", default: 30 },
      names: { type: "array", items: { type: "string" }, default: ["a"] },
      limit: { type: "number", default: 0.5 },
      on: { type: "boolean", default: true },
      box: { type: "object", properties: { width: { type: "integer" } }, additionalProperties: false, default: { width: 1 } },
      map: { type: "object", default: {} },
      mixed: { type: "array", items: expect.anything(), default: ["a"] },
    });
  });
  test("the defaults themselves fit their schema", () => {
    for (const { rule: given } of rules)
      for (const [name, schema] of Object.entries(optionsSchema(given))) expect(misfits(given.options[name], schema, name)).toEqual([]);
  });
});

describe("settings", () => {
  test("that are not given are the defaults, which fit the schema", () => {
    expect(configured({}).settings).toEqual(defaultSettings);
    expect(misfits(defaultSettings, { type: "object", properties: settingsSchema, additionalProperties: false }, "settings")).toEqual([]);
  });
  test("an environment of one's own does not take the default one away; an empty list does", () => {
    expect(configured({ stackwarden: { environments: { staging: ["stg-*"] } } }).settings.environments).toEqual({
      ...defaultSettings.environments,
      staging: ["stg-*"],
    });
    expect(configured({ stackwarden: { environments: { production: [] } } }).settings.environments).toEqual({ production: [] });
  });
  test.each<[unknown, string]>([
    [{ preset: "al" }, 'stackwarden.preset is "al", expected "essential", "recommended" or "all"'],
    [{ preset: "" }, 'stackwarden.preset is empty, expected "essential", "recommended" or "all"'],
    [
      { preset: ["sk", "live", "4eC39HqLyjWDarjtT1zdp7dc"].join("_") },
      'stackwarden.preset is [masked], expected "essential", "recommended" or "all"',
    ],
    [{ preset: 1 }, "stackwarden.preset is a number, expected a string"],
    [{ enable: "x-plain" }, "stackwarden.enable is a string, expected a list"],
    [{ enable: ["x-plian"] }, 'stackwarden.enable names "x-plian", which is not a rule. Did you mean "x-plain"?'],
    [{ disable: ["nothing-like-it"] }, 'stackwarden.disable names "nothing-like-it", which is not a rule'],
    [{ unknown: "loud" }, 'stackwarden.unknown is "loud", expected "silent" or "advisory"'],
    [{ unknown: { critical: "loud" } }, 'stackwarden.unknown.critical is "loud", expected "silent", "advisory" or "mandatory"'],
    [{ unknown: { critcal: "mandatory" } }, 'stackwarden.unknown has no "critcal". Did you mean "critical"?'],
    [{ unknown: 1 }, "stackwarden.unknown is a number, expected a string or an object"],
    [{ environments: [] }, "stackwarden.environments is a list, expected an object"],
    [{ environmentRequired: "yes" }, "stackwarden.environmentRequired is a string, expected a boolean"],
    [{ waiversMaxDays: "90" }, "stackwarden.waiversMaxDays is a string, expected an integer"],
    [{ waiversMaxDays: -1 }, "stackwarden.waiversMaxDays is -1, expected at least 0"],
    [{ waiversMaxDays: 1.5 }, "stackwarden.waiversMaxDays is a number, expected an integer"],
    [{ environments: { a: [1] } }, "stackwarden.environments.a[0] is a number, expected a string"],
    [{ waver: [] }, 'stackwarden has no "waver". Did you mean "waivers"?'],
  ])("%j: %s", (settings, message) => {
    expect(wrong({ stackwarden: settings })).toBe(message);
  });
});

describe("entries", () => {
  test.each<[unknown, string]>([
    [[], "the configuration is a list, expected an object with rules and their levels"],
    ["advisory", "the configuration is a string, expected an object with rules and their levels"],
    [null, "the configuration is null, expected an object with rules and their levels"],
    [{ "x-plian": "advisory" }, '"x-plian" is not a rule. Did you mean "x-plain"?'],
    [{ al: "advisory" }, '"al" is not a rule. Did you mean "all"?'],
    [{ stackwardn: {} }, '"stackwardn" is not a rule. Did you mean "stackwarden"?'],
    [{ "x-plain": "advise" }, 'the level of "x-plain" is "advise", expected advisory, mandatory, remediate or disabled'],
    [
      { "x-plain": "madatory" },
      'the level of "x-plain" is "madatory", expected advisory, mandatory, remediate or disabled. Did you mean "mandatory"?',
    ],
    [{ "x-plain": { enforcementLevel: null } }, 'the level of "x-plain" is null, expected advisory, mandatory, remediate or disabled'],
    [
      { "x-plain": { enforcementLevel: { key: "value" } } },
      'the level of "x-plain" is an object, expected advisory, mandatory, remediate or disabled',
    ],
    [{ "x-plain": 1 }, '"x-plain" is 1, expected a level (advisory, mandatory, remediate or disabled) or an object'],
    [{ all: { days: 1 } }, '"all" has no option "days": it takes only a level'],
  ])("%j: %s", (config, message) => {
    expect(wrong(config)).toBe(message);
  });
  test("any JSON is a configuration or one clear line", () => {
    const name = fc.constantFrom("all", "x-plain", "x-tuned", "stackwarden", "other", "__proto__");
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(name, fc.jsonValue())), (config) => {
        expect(wrong(config)).not.toContain("\n");
      }),
    );
  });
});

describe("the engine's own key", () => {
  test.each([[[]], [["acme/dev"]], [["acme/dev", "base"]]])("%j is taken and goes no further", (environments) => {
    expect(configured({ environments, "x-plain": "mandatory" }).levels.get("x-plain")).toBe("mandatory");
    expect(Object.keys(parseEntries({ environments, "x-plain": "mandatory" }))).toEqual(["x-plain"]);
    expect(problemsIn(rules, { environments })).toEqual([]);
  });
  test.each<[unknown, string]>([
    ["acme/dev", '"environments" is not a list of environment names. Patterns of stack names belong in "stackwarden.environments".'],
    [
      { production: ["prod"] },
      '"environments" is not a list of environment names. Patterns of stack names belong in "stackwarden.environments".',
    ],
    [null, '"environments" is not a list of environment names. Patterns of stack names belong in "stackwarden.environments".'],
    [["a", 7], '"environments[1]" is not an environment name'],
    [[["a"]], '"environments[0]" is not an environment name'],
  ])("%j is refused, as the engine does", (environments, words) => {
    expect(wrong({ environments })).toContain(words);
    expect(problemsIn(rules, { environments })[0]?.message).toContain(words);
  });
  test("a key that looks like it is none", () => {
    expect(wrong({ environment: ["a"] })).toContain(
      '"environment" is a list, expected a level (advisory, mandatory, remediate or disabled) or an object',
    );
  });
});

describe("environments", () => {
  test.each(
    [
      "prod Prod PROD prod-eu PROD-eu prod1 prod-1 prod_eu prod.eu eu-prod eu-prod-1 euWestProd acmeProd prodEu us-east-1-prod acme/shop/prod",
      "production production2 production-2 Production eu-production eu-production-2 productioneu acme/production",
      "prd PRD prd1 eu-prd prd-eu-1 live Live live1 eu-live live-eu acme/shop/live",
    ]
      .flatMap((line) => line.split(" "))
      .map((stack) => [stack]),
  )("%s is production", (stack) => {
    expect(environmentsOf(stack, defaultSettings.environments).has("production")).toBe(true);
  });
  test.each(
    [
      "product product-catalog products preprod pre-prod pre-prod-eu eu-pre-prod PreProd nonprod non-prod nonProd non-prod-2 not-prod",
      "reproduction pre-production non-production prod-like eu-prod-like livestream alive delivery prelive pre-live prdx sprd olive",
      "dev staging test qa prod/dev acme-prod/shop/dev * 1",
    ]
      .flatMap((line) => line.split(" "))
      .concat("")
      .map((stack) => [stack]),
  )("%s is not", (stack) => {
    expect(environmentsOf(stack, defaultSettings.environments).has("production")).toBe(false);
  });
  test.each<[string, string, boolean]>([
    ["EU-1", "eu-*", true],
    ["eu-1", "EU-*", true],
    ["gate", "~gate", true],
    ["gateway", "~gate", false],
    ["pre-gate", "~gate", false],
    ["pre-gate", "*-gate", true],
    ["~x", "~~x", false],
  ])("%s fits %s: %s", (stack, pattern, expected) => {
    expect(environmentsOf(stack, { here: [pattern] }).has("here")).toBe(expected);
  });
  test("a stack that belongs to none may be an error", () => {
    const settings = { ...defaultSettings, environments: { production: ["~prod"], other: ["dev-*"] } };
    expect([...environmentsFor("sandbox", settings)]).toEqual([]);
    const required = { ...settings, environmentRequired: true };
    expect([...environmentsFor("dev-1", required)]).toEqual(["other"]);
    expect(() => environmentsFor("sandbox", required)).toThrow(/the stack "sandbox" belongs to no environment \(production, other\)/);
  });
  test("a stack may be in several, and in one without patterns never", () => {
    expect([...environmentsOf("prod-eu", { production: ["prod-*"], europe: ["*-eu"], none: [] })]).toEqual(["production", "europe"]);
  });
  test("a pattern is a literal text but for its stars", () => {
    const escaped = (pattern: string): RegExp =>
      new RegExp(
        `^${pattern
          .split("*")
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
          .join("[^]*")}$`,
      );
    const short = fc.string({ unit: fc.constantFrom("a", "b", "*", ".", "-"), maxLength: 8 });
    fc.assert(
      fc.property(short, short, (text, pattern) => {
        expect(fitsPattern(text, pattern)).toBe(escaped(pattern).test(text));
      }),
      { numRuns: 2000 },
    );
  });
  test("no pattern hangs", () => {
    expect(fitsPattern("a".repeat(20_000), `${"*a".repeat(50)}*b`)).toBe(false);
  });
});

describe("suggestions", () => {
  test.each([
    ["s3-bucket-encryptd", ["s3-bucket-encrypted", "s3-bucket-logged"], "s3-bucket-encrypted"],
    ["S3-Bucket-Logged", ["s3-bucket-encrypted", "s3-bucket-logged"], "s3-bucket-logged"],
    ["", ["a", "abcd"], "a"],
    ["nothing", ["like", "it"], undefined],
    ["s3-bucket-public", ["this-holds-s3-bucket-public-too", "s3-bucket-public-access-blocked"], "s3-bucket-public-access-blocked"],
    ["public-access", ["s3-bucket-versioned", "s3-bucket-public-access-blocked"], "s3-bucket-public-access-blocked"],
    ["s3", ["s3-bucket-versioned"], undefined],
  ])("%s", (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });
  test("is a sentence, or nothing", () => {
    expect(didYouMean("presett", ["preset"])).toBe('. Did you mean "preset"?');
    expect(didYouMean("zzzzzz", ["preset"])).toBe("");
  });
  test("a name with one letter wrong is always found", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z-]{4,20}$/), fc.nat(), (name, at) => {
        const i = at % name.length;
        expect(nearest(`${name.slice(0, i)}#${name.slice(i + 1)}`, ["0000000000", name])).toBe(name);
      }),
    );
  });
});
