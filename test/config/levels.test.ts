import { describe, expect, test } from "vitest";
import { type Configuration, configure, parseEntries, resolveAsEngine } from "../../src/config/config.js";
import { declaredLevel, type Settings, unknownLevel } from "../../src/config/levels.js";
import { type Level, register } from "../../src/language/registry.js";
import { type Preset, rule, type Severity } from "../../src/language/rule.js";

const make = (severity: Severity, preset?: Preset) =>
  rule("s3.Bucket", {
    title: "Something holds",
    severity,
    ...(preset === undefined ? {} : { preset }),
    fix: "Do it.",
    docs: "https://docs.aws.amazon.com/x",
    require: { forceDestroy: false },
  });
/** One rule of each sort: `critical` is in every preset, `low` in recommended and all, `extra` in all only. */
const rules = register({ x: { critical: make("critical"), low: make("low"), extra: make("high", "all") } });

const configured = (config: unknown): Configuration => {
  const entries = parseEntries(config);
  return configure(rules, resolveAsEngine(rules, entries), entries);
};
const levelsOf = (config: unknown): string =>
  ["critical", "low", "extra"].map((id) => configured(config).levels.get(id) ?? "missing").join(" ");

describe("which rules are on, at which level", () => {
  test.each<[string, unknown, string]>([
    ["nothing configured: the default preset at natural levels", {}, "mandatory advisory disabled"],
    ["preset essential", { stackwarden: { preset: "essential" } }, "mandatory disabled disabled"],
    ["preset recommended", { stackwarden: { preset: "recommended" } }, "mandatory advisory disabled"],
    ["preset all", { stackwarden: { preset: "all" } }, "mandatory advisory mandatory"],
    ["all sets the level of those that are on, and turns no other on", { all: "advisory" }, "advisory advisory disabled"],
    ["all mandatory", { all: "mandatory" }, "mandatory mandatory disabled"],
    ["all remediate", { all: "remediate" }, "remediate remediate disabled"],
    ["all disabled", { all: "disabled" }, "disabled disabled disabled"],
    ["all, as Pulumi Cloud writes it", { all: { enforcementLevel: "advisory" } }, "advisory advisory disabled"],
    ["all with a preset", { all: "advisory", stackwarden: { preset: "all" } }, "advisory advisory advisory"],
    ["all with a smaller preset", { all: "mandatory", stackwarden: { preset: "essential" } }, "mandatory disabled disabled"],
    ["a level of its own", { low: "mandatory" }, "mandatory mandatory disabled"],
    ["a level of its own turns a rule on", { extra: "advisory" }, "mandatory advisory advisory"],
    ["a level of its own turns a rule off", { critical: "disabled" }, "disabled advisory disabled"],
    ["a level of its own beats all", { all: "advisory", low: "mandatory" }, "advisory mandatory disabled"],
    ["also disabled beats all", { all: "mandatory", low: "disabled" }, "mandatory disabled disabled"],
    ["a level of its own stays on where all is disabled", { all: "disabled", low: "mandatory" }, "disabled mandatory disabled"],
    [
      "a level of its own turns on what the preset has not",
      { stackwarden: { preset: "essential" }, low: "mandatory" },
      "mandatory mandatory disabled",
    ],
    ["the level in an object", { low: { enforcementLevel: "mandatory" } }, "mandatory mandatory disabled"],
    ["the level of the settings means nothing", { stackwarden: { enforcementLevel: "disabled" } }, "mandatory advisory disabled"],
    ["enable", { stackwarden: { enable: ["extra"] } }, "mandatory advisory mandatory"],
    ["enable at the level of all", { all: "advisory", stackwarden: { enable: ["extra"] } }, "advisory advisory advisory"],
    ["enable where all is disabled", { all: "disabled", stackwarden: { enable: ["low"] } }, "disabled advisory disabled"],
    ["enable keeps a level of its own", { extra: "advisory", stackwarden: { enable: ["extra"] } }, "mandatory advisory advisory"],
    ["enable beats an explicit disabled", { critical: "disabled", stackwarden: { enable: ["critical"] } }, "mandatory advisory disabled"],
    ["disable", { stackwarden: { disable: ["critical"] } }, "disabled advisory disabled"],
    ["disable beats a level of its own", { low: "mandatory", stackwarden: { disable: ["low"] } }, "mandatory disabled disabled"],
    ["disable beats enable", { stackwarden: { enable: ["low"], disable: ["low"] } }, "mandatory disabled disabled"],
    // What the engine cannot tell apart, so that no door does; `enable` and `disable` settle them.
    ["untold: named at the very level of all", { all: "advisory", extra: "advisory" }, "advisory advisory disabled"],
    [
      "untold: named at its natural level, outside a smaller preset",
      { stackwarden: { preset: "essential" }, low: "advisory" },
      "mandatory disabled disabled",
    ],
    [
      "untold: an explicit disabled of what is declared disabled",
      { stackwarden: { preset: "all" }, extra: "disabled" },
      "mandatory advisory mandatory",
    ],
    ["settled: by disable", { stackwarden: { preset: "all", disable: ["extra"] } }, "mandatory advisory disabled"],
    ["settled: by enable", { all: "advisory", stackwarden: { enable: ["extra"] } }, "advisory advisory advisory"],
  ])("%s", (_, config, expected) => {
    expect(levelsOf(config)).toBe(expected);
  });

  test("what is disabled is not evaluated", () => {
    expect(configured({}).rules.all.map((active) => active.id)).toEqual(["critical", "low"]);
    expect(configured({ stackwarden: { disable: ["low"] } }).rules.all.map((active) => active.id)).toEqual(["critical"]);
  });

  test("the function is total: every combination of levels gives one, and the lists of enable and disable hold", () => {
    const levels: (Level | undefined)[] = [undefined, "advisory", "mandatory", "remediate", "disabled"];
    for (const all of levels)
      for (const own of levels)
        for (const preset of ["essential", "recommended", "all"])
          for (const [enable, disable] of [
            [[], []],
            [["low"], []],
            [[], ["low"]],
          ]) {
            const config = { ...(all && { all }), ...(own && { low: own }), stackwarden: { preset, enable, disable } };
            const level = configured(config).levels.get("low");
            expect(["advisory", "mandatory", "remediate", "disabled"]).toContain(level);
            if (disable?.includes("low")) expect(level).toBe("disabled");
            if (enable?.includes("low")) expect(level).not.toBe("disabled");
          }
  });

  test("the declared level is that of the default preset", () => {
    expect(rules.map(declaredLevel)).toEqual(["mandatory", "disabled", "advisory"]);
  });
  test("the engine resolves the declaration, then all, then the rule's own", () => {
    const resolved = resolveAsEngine(rules, parseEntries({ all: "advisory", low: { keys: [] }, critical: "disabled" }));
    expect([...resolved]).toEqual([
      ["critical", "disabled"],
      ["extra", "advisory"],
      ["low", "advisory"],
    ]);
  });
});

describe("what is unknown", () => {
  test.each<[Settings["unknown"], string, Level, string]>([
    ["silent", "critical", "mandatory", "silent"],
    ["advisory", "critical", "mandatory", "advisory"],
    ["advisory", "low", "advisory", "advisory"],
    [{ critical: "mandatory", high: "advisory" }, "critical", "mandatory", "mandatory"],
    [{ critical: "mandatory", high: "advisory" }, "critical", "remediate", "mandatory"],
    [{ critical: "mandatory", high: "advisory" }, "high", "mandatory", "advisory"],
    [{ critical: "mandatory", high: "advisory" }, "medium", "advisory", "silent"],
    // A team that only advises wants no gate from what is merely open.
    [{ critical: "mandatory" }, "critical", "advisory", "advisory"],
    [{ critical: "silent" }, "critical", "mandatory", "silent"],
    [{}, "critical", "mandatory", "silent"],
  ])("%j, a rule of severity %s at level %s: %s", (setting, severity, level, expected) => {
    expect(unknownLevel(setting, severity as Severity, level)).toBe(expected);
  });
});
