import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { configure, resolveAsEngine } from "../../src/config/config.js";
import { check } from "../../src/doors/state/check.js";
import { readState } from "../../src/doors/state/state.js";
import { waivers } from "../../src/rules/waivers.js";
import { bucket, resource, state, urn } from "../cli/fixture.js";
import { always, byCheck, byPolicies, bySession, type Given, rules, settingsOf, today } from "./waived.js";

const good = { rule: "x-destroy", resource: "logs", reason: "goes away in autumn", until: "2026-12-31" };
const [logs, archive, port, ports] = [
  "x-destroy logs forceDestroy",
  "x-destroy logs-archive forceDestroy",
  "x-ports group ingress[0].fromPort",
  ["x-ports group ingress[0].fromPort", "x-ports group ingress[1].fromPort"],
] as const;
const every = [logs, archive, ...ports];
const but = (...waived: readonly string[]): string[] => every.filter((line) => !waived.includes(line));
const inPack = (what: string, at = 0): string => `waivers-${what} shop-dev stackwarden.waivers[${at}]`;
const inStack = (what: string): string => `waivers-${what} shop-dev config["stackwarden:waivers"][0]`;
const { reason: _, ...unexplained } = good;
const { until: __, ...endless } = good;

describe("a loose pattern is measured by the stack", () => {
  const named = (count: number, name: string) => Array.from({ length: count }, (_, i) => bucket(`${name}-${i}`));
  const others = (count: number) => Array.from({ length: count }, (_, i) => bucket(`zz${i}`, { forceDestroy: false }));
  const waived = (resource: string, resources: readonly Record<string, unknown>[], door = byCheck) =>
    door({ pack: [{ ...good, resource }], resources: [resource_, ...resources] });
  const resource_ = resource("pulumi:pulumi:Stack", "shop-dev", {}, { custom: false });
  test.each<[string, readonly Record<string, unknown>[]]>([
    ["*eb*", named(4, "web")],
    ["*eb*", [...named(4, "web"), ...others(11)]],
    ["we*", named(6, "web")],
    ["*web*", named(6, "web")],
    ["w*eb*", named(6, "web")],
    ["urn:pulumi:*::*::*::*web*", named(6, "web")],
  ])("%s names too many", (pattern, resources) => {
    expect(waived(pattern, resources)).toMatchObject({ waived: [], broken: expect.arrayContaining([inPack("narrow")]) });
  });
  test.each<[string, readonly Record<string, unknown>[]]>([
    ["web-*", named(6, "web")],
    ["*-web-1", named(6, "my-web")],
    ["*eb*", named(3, "web")],
    ["*eb*", [...named(4, "web"), ...others(12)]],
    ["*web*", [...named(5, "web"), ...others(30)]],
    ["web-0", named(6, "web")],
  ])("%s does not", (pattern, resources) => {
    const seen = waived(pattern, resources);
    expect(seen.waived).not.toEqual([]);
    expect(seen.broken.filter((line) => line.startsWith("waivers-"))).toEqual([]);
  });
  test("the engine, which asks about resources first, shows it of the stack", () => {
    for (const door of [bySession, byPolicies]) expect(waived("*web*", named(6, "web"), door).broken).toContain(inPack("narrow"));
  });
});

describe("waivers, in check and in the engine alike", () => {
  test.each<[string, Given, waived: readonly string[], also: readonly string[]]>([
    ["none", {}, [], []],
    ["by name", { pack: [good] }, [logs], []],
    ["by URN", { pack: [{ ...good, resource: urn("aws:s3/bucket:Bucket", "logs") }] }, [logs], []],
    ["by a pattern of the name, which two fit", { pack: [{ ...good, resource: "logs*" }] }, [logs, archive], []],
    ["by a pattern of the URN", { pack: [{ ...good, resource: "urn:pulumi:*::shop::aws:s3/*::logs" }] }, [logs], []],
    ["by a name that only begins like it", { pack: [{ ...good, resource: "log" }] }, [], [inPack("used")]],
    ["by a name in other letters", { pack: [{ ...good, resource: "LOGS" }] }, [], [inPack("used")]],
    ["by the URN of another stack", { pack: [{ ...good, resource: "urn:pulumi:prod::shop::*::logs" }] }, [], []],
    ["by the URN of another project", { pack: [{ ...good, resource: "urn:pulumi:dev::web::*::logs" }] }, [], []],
    ["of another rule that finds nothing there", { pack: [{ ...good, rule: "x-blocked" }] }, [], [inPack("used")]],
    ["of a rule that there is not", { pack: [{ ...good, rule: "x-destory" }] }, [], [inPack("well-formed")]],
    ["of a rule that is off", { pack: [{ ...good, rule: "x-tagged" }] }, [], []],
    ["of several rules", { pack: [{ ...good, rule: "x-*" }] }, [], [inPack("narrow")]],
    ["of every resource", { pack: [{ ...good, resource: "*" }] }, [], [inPack("narrow")]],
    ["of scattered letters", { pack: [{ ...good, resource: "*l*g*" }] }, [], [inPack("narrow")]],
    ["of single letters at its ends", { pack: [{ ...good, resource: "l*g*s" }] }, [], [inPack("narrow")]],
    ["of signs", { pack: [{ ...good, resource: "*-*" }] }, [], [inPack("narrow")]],
    ["by the end of the name", { pack: [{ ...good, resource: "*ogs" }] }, [logs], []],
    ["no longer than the pack allows", { pack: [good], settings: { waiversMaxDays: 183 } }, [logs], []],
    ["longer than the pack allows", { pack: [good], settings: { waiversMaxDays: 182 } }, [], [inPack("allowed")]],
    ["until today where one day is allowed", { pack: [{ ...good, until: today }], settings: { waiversMaxDays: 1 } }, [logs], []],
    ["for years", { pack: [{ ...good, until: "2099-01-01" }], settings: { waiversMaxDays: 90 } }, [], [inPack("allowed")]],
    [
      "expired, which is no longer than any",
      { pack: [{ ...good, until: "2020-01-01" }], settings: { waiversMaxDays: 1 } },
      [],
      [inPack("not-expired")],
    ],
    ["for years where nothing is said", { pack: [{ ...good, until: "2099-01-01" }] }, [logs], []],
    ["of every resource, by URN", { pack: [{ ...good, resource: "urn:pulumi:*::*::*::*" }] }, [], [inPack("narrow")]],
    ["on its last day", { pack: [{ ...good, until: today }] }, [logs], []],
    ["that ended yesterday", { pack: [{ ...good, until: "2026-06-30" }] }, [], [inPack("not-expired")]],
    ["that ends tomorrow", { pack: [{ ...good, until: "2026-07-02" }], settings: { disable: [] } }, [logs], [inPack("not-ending-soon")]],
    ["that ends in two weeks and a day", { pack: [{ ...good, until: "2026-07-16" }], settings: { disable: [] } }, [logs], []],
    [
      "that ends as soon as is configured",
      { pack: [good], settings: { disable: [] }, config: { "waivers-not-ending-soon": { days: 365 } } },
      [logs],
      [inPack("not-ending-soon")],
    ],
    ["that expired, beside one in force", { pack: [{ ...good, until: "2026-06-30" }, good] }, [logs], [inPack("not-expired")]],
    ["two for the same finding: both are in use", { pack: [good, { ...good, resource: "logs*" }] }, [logs, archive], []],
    ["without an end", { pack: [endless] }, [], [inPack("well-formed")]],
    ["without a reason", { pack: [unexplained] }, [], [inPack("well-formed")]],
    ["with an empty reason", { pack: [{ ...good, reason: "  " }] }, [], [inPack("well-formed")]],
    ["with a day that there is not", { pack: [{ ...good, until: "2026-02-30" }] }, [], [inPack("well-formed")]],
    ["with a key that waivers have not", { pack: [{ ...good, expires: "2027-01-01" }] }, [], [inPack("well-formed")]],
    ["that is no object", { pack: ["x-destroy", good] }, [logs], [inPack("well-formed")]],
    ["for one path", { pack: [{ ...good, rule: "x-ports", resource: "group", path: "ingress[0]" }] }, [port], []],
    [
      "for one path, by what the item calls itself",
      { pack: [{ ...good, rule: "x-ports", resource: "group", path: "ingress[fromPort=22]" }] },
      [port],
      [],
    ],
    ["for a pattern of paths", { pack: [{ ...good, rule: "x-ports", resource: "group", path: "ingress[*].fromPort" }] }, ports, []],
    ["for a path that only begins like it", { pack: [{ ...good, path: "force" }] }, [], [inPack("used")]],
    ["for all paths of a resource", { pack: [{ ...good, rule: "x-ports", resource: "group" }] }, ports, []],
    ["of what is not known yet", { pack: [{ ...good, resource: "waits" }] }, [], []],
    ["of what does not break", { pack: [{ ...good, resource: "fine" }] }, [], [inPack("used")]],
    ["of a rule that knows no exception", { pack: [{ ...good, rule: "x-never", resource: "role" }] }, [], [inPack("allowed")]],
    ["of a crash, which is never waived", { pack: [{ ...good, rule: "x-crash", resource: "queue" }] }, [], []],
    ["the stack's own, not allowed", { own: [good] }, [], [inStack("allowed")]],
    ["the stack's own, allowed", { own: [good], allow: true }, [logs], []],
    ["the stack's own, allowed for this rule", { own: [good], allow: ["x-d*"] }, [logs], []],
    ["the stack's own, allowed for another rule", { own: [good], allow: ["x-ports"] }, [], [inStack("allowed")]],
    [
      "the stack's own, of a rule that knows no exception",
      { own: [{ ...good, rule: "x-never", resource: "role" }], allow: true },
      [],
      [inStack("allowed")],
    ],
    [
      "the stack's own, as Pulumi reads a bare day",
      { own: [{ ...good, until: "2026-12-31 00:00:00 +0000 UTC" }], allow: true },
      [logs],
      [],
    ],
    ["the stack's own, no list", { own: good, allow: true }, [], [`waivers-well-formed shop-dev config["stackwarden:waivers"]`]],
    ["the stack's own, no JSON", { own: "x-destroy", allow: true }, [], [`waivers-well-formed shop-dev config["stackwarden:waivers"]`]],
    [
      "the stack's own, kept as a secret",
      { own: [good], ownIsSecret: true, allow: true },
      [],
      [`waivers-well-formed shop-dev config["stackwarden:waivers"]`],
    ],
    ["the stack's own, beside the pack's", { own: [{ ...good, resource: "fine" }], pack: [good], allow: true }, [logs], [inStack("used")]],
    ["of a stack without resources", { pack: [good], resources: [] }, [], []],
  ])("%s", (_name, given, waived, also) => {
    const nothing = given.resources?.length === 0;
    const expected = { broken: [...(nothing ? [] : but(...waived)), ...also].toSorted(), waived: [...waived].toSorted() };
    expect(byCheck(given)).toEqual(expected);
    expect(bySession(given)).toEqual(expected);
    // The policies do not see the stack's own configuration, and tell messages alone; both crash and unknown apart, they say the same.
    if (given.own === undefined) {
      const names = (lines: readonly string[]) =>
        lines.map((line) => line.split(" ").slice(0, 2).join(" ")).filter((line) => !always.includes(`${line} `));
      expect(names(byPolicies(given).broken)).toEqual(names(expected.broken));
    }
  });

  test("whatever is in their place, nothing crashes, and only what is well-formed waives", () => {
    const near = fc.record(
      {
        rule: fc.constantFrom("x-destroy", "x-*", ""),
        resource: fc.constantFrom("logs", "*", "urn:pulumi:x"),
        reason: fc.string(),
        until: fc.constantFrom(today, "x"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(near, fc.jsonValue())), fc.jsonValue(), (pack, own) => {
        const { broken, waived } = byCheck({ pack, own, allow: true });
        const whole = pack.some((one) => {
          const { rule: id, resource: name, reason, until } = (one ?? {}) as Record<string, unknown>;
          return id === "x-destroy" && name === "logs" && typeof reason === "string" && reason.trim() !== "" && until === today;
        });
        expect(waived).toEqual(whole ? [logs] : []);
        expect(broken.filter((line) => every.includes(line as typeof logs))).toHaveLength(whole ? every.length - 1 : every.length);
      }),
    );
  });

  test("the rules about waivers can be off; what is wrong waives nothing all the same", () => {
    const given = { pack: [{ ...good, resource: "*" }], settings: { disable: Object.keys(waivers) } };
    expect(byCheck(given)).toEqual({ broken: [...every].toSorted(), waived: [] });
    expect(bySession(given)).toEqual(byCheck(given));
  });
});

describe("a waiver of the pack, in check of several stacks", () => {
  const of = (stack: string, inputs: unknown) =>
    JSON.parse(JSON.stringify(state([bucket("logs", inputs)])).replaceAll("urn:pulumi:dev::", `urn:pulumi:${stack}::`)) as unknown;
  const findingsOf = (pack: readonly unknown[], ...order: readonly string[]) => {
    const entries = settingsOf({ pack });
    const states = order.map((stack) => ({
      path: `${stack}.json`,
      state: readState(of(stack, { forceDestroy: stack === "prod" }), stack),
      config: undefined,
    }));
    const configuration = configure(rules, resolveAsEngine(rules, entries), entries);
    const report = check({ states, stackFiles: [], skipped: [] }, rules, configuration, { version: "", startedAt: 0, today });
    return report.findings.filter((f) => f.rule.startsWith("waivers-")).map((f) => `${f.rule} ${f.input}`);
  };
  test.each<[string, unknown, string[]]>([
    ["is used where one of them needs it", good, []],
    ["is told once where none of them does", { ...good, resource: "archive" }, ["waivers-used dev.json"]],
    ["is told once when it has expired", { ...good, until: "2026-01-01" }, ["waivers-not-expired dev.json"]],
    [
      "is told where it is for, if it names a stack",
      { ...good, resource: "urn:pulumi:prod::*::*::logs", until: "2026-01-01" },
      ["waivers-not-expired prod.json"],
    ],
    [
      "is told of a stack that does not need it, if it names that",
      { ...good, resource: "urn:pulumi:dev::*::*::logs" },
      ["waivers-used dev.json"],
    ],
  ])("%s, whatever their order", (_name, waiver, expected) => {
    expect(findingsOf([waiver], "prod", "dev")).toEqual(expected);
    expect(findingsOf([waiver], "dev", "prod")).toEqual(expected);
  });
});
