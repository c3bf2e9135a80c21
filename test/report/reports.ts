import type { Report } from "../../src/doors/state/check.js";
import type { PreviewFacts } from "../../src/doors/state/preview-facts.js";
import type { Finding } from "../../src/findings/finding.js";
import type { Severity } from "../../src/language/rule.js";
import type { Context, FormatName } from "../../src/report/format.js";
import { formatOf } from "../../src/report/formats/by-name.js";
import { noColours } from "../../src/report/paint.js";
import { allRules } from "../../src/rules/index.js";

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
const outcomes: readonly Finding["outcome"][] = ["crash", "fail", "unknown", "waived", "exempted", "baseline"];

/** A finding like any other, with what is said of it. */
export function finding(given: Partial<Omit<Finding, "waiver">> & { readonly waiver?: unknown } = {}): Finding {
  const name = given.name ?? "logs";
  const type = given.type ?? "aws:s3/bucket:Bucket";
  const urn = given.urn ?? `urn:pulumi:dev::shop::${type}::${name}`;
  return {
    input: "state.json",
    rule: "s3-bucket-versioned",
    severity: "medium",
    level: "advisory",
    outcome: "fail",
    urn,
    type,
    name,
    path: "versioning",
    places: [{ urn, path: given.path ?? "versioning" }],
    message: "versioning must be set, is unset",
    fix: "Set `versioning`.",
    docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    fingerprint: "0123456789abcdef0123456789abcdef",
    source: { file: "index.ts", line: 12, column: 7 },
    waiver: null,
    component: null,
    ...(given as Partial<Finding>),
  } as Finding;
}

/** A report of these findings, sorted as `check` sorts them by outcome and severity. */
export function reportOf(findings: readonly Finding[]): Report {
  const count = (outcome: Finding["outcome"]): number => findings.filter((f) => f.outcome === outcome).length;
  const inputs = [...new Set(findings.map((f) => f.input)), ...(findings.length === 0 ? ["state.json"] : [])];
  return {
    tool: { name: "stackwarden", version: "0.0.0" },
    inputs: inputs.map((path) => ({ path, project: "shop", stack: "dev", resources: 254 })),
    findings: [...findings].sort(
      (a, b) =>
        outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) || severities.indexOf(a.severity) - severities.indexOf(b.severity),
    ),
    summary: {
      resources: 254 * inputs.length,
      rules: 195,
      fail: count("fail"),
      unknown: count("unknown"),
      waived: count("waived"),
      exempted: count("exempted"),
      baseline: count("baseline"),
      crash: count("crash"),
      unjudged: [],
      durationMs: 420,
    },
  };
}

/** A preview that deletes state, and leaves out unchanged resources. */
export const facts = (given: Partial<PreviewFacts> = {}): PreviewFacts => ({
  operations: { create: 2, delete: 1 },
  tier: { name: "L", reason: 'it deletes or replaces state: s3.Bucket "gone"' },
  partial: null,
  incomplete: null,
  ...given,
});

/** The same report, of previews. */
export const asPreview = (report: Report, given: Partial<PreviewFacts> = {}): Report => ({
  ...report,
  inputs: report.inputs.map((input) => ({ ...input, preview: facts(given) })),
});

/** A report of a preview with a finding for each relation to the change. */
export const previewed = (given: Partial<PreviewFacts> = {}): Report =>
  asPreview(
    reportOf([
      finding({ name: "fresh", changed: true, isNew: true, level: "mandatory", fingerprint: "a".repeat(32) }),
      finding({ name: "old", changed: true, isNew: false, fingerprint: "b".repeat(32) }),
      finding({ name: "idle", changed: false, isNew: false, fingerprint: "c".repeat(32) }),
      finding({ name: "open", outcome: "unknown", changed: true, fingerprint: "d".repeat(32) }),
      finding({ name: "shut", outcome: "unknown", changed: false, fingerprint: "e".repeat(32) }),
      finding({ name: "agreed", outcome: "waived", waiver, changed: false, isNew: false, fingerprint: "f".repeat(32) }),
    ]),
    given,
  );

/** So many findings of the rules there are, over resources with names and lines of their own. */
export function manyFindings(count: number): Finding[] {
  return Array.from({ length: count }, (_, i) => {
    const { id, rule } = allRules[i % allRules.length] ?? { id: "", rule: undefined };
    const type = typeof rule?.types === "object" ? (rule.types[i % rule.types.length] ?? "") : "aws:s3/bucket:Bucket";
    const name = `resource-${i % Math.ceil(count / 5)}`;
    const urn = `urn:pulumi:dev::shop::${type}::${name}`;
    return finding({
      rule: id,
      severity: rule?.severity ?? "low",
      level: rule?.severity === "critical" || rule?.severity === "high" ? "mandatory" : "advisory",
      type,
      name,
      urn,
      path: `settings[${i % 9}].value`,
      places: [{ urn, path: `settings[${i % 9}].value` }],
      message: `settings[${i % 9}].value must be at least ${i % 30}, is ${i}`,
      fix: rule?.fix ?? "",
      docs: rule?.docs ?? "",
      fingerprint: ((i * 2654435761) % 2 ** 32).toString(16).padStart(32, "0"),
      source: { file: `src/part-${i % 40}.ts`, line: 1 + (i % 900), column: 1 },
    });
  });
}

/** A waiver with every word that one may have. */
export const waiver = { reason: "Old logs, gone by spring", until: "2027-03-01", owner: "team-shop", ticket: "SHOP-12" };

/** One finding of every outcome, and texts that would break a careless format. */
export const awkward = (): Report =>
  reportOf([
    finding({
      outcome: "crash",
      severity: "critical",
      level: "mandatory",
      message: "the rule crashed: Error at x.ts:1:1",
      fingerprint: "1".repeat(32),
    }),
    finding({
      severity: "critical",
      level: "mandatory",
      name: "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&",
      message:
        'tags["a|b"] must be `x` <b>, is "]]>\u0007\u001b[31m \ud800 @octocat #1 https://evil.example %0A::error::x\n::error::y [a](b) | c',
      path: 'tags["a|b"]',
      source: { file: "src/a b,c:d%.ts", line: 3, column: 1 },
      fingerprint: "2".repeat(32),
    }),
    finding({ outcome: "unknown", message: "versioning is not known yet", fingerprint: "3".repeat(32) }),
    finding({ outcome: "waived", waiver, fingerprint: "4".repeat(32), name: "waived" }),
    finding({
      outcome: "exempted",
      exception: { id: "EXC-2", reason: "The <b>migration</b> | ends `soon`" },
      moreExceptions: [{ id: "EXC-10", reason: "Agreed" }],
      fingerprint: "8".repeat(32),
      name: "exempted",
    }),
    finding({ outcome: "baseline", fingerprint: "5".repeat(32), name: "old" }),
    finding({ source: null, fingerprint: "6".repeat(32), name: "nowhere" }),
    finding({
      rule: "waivers-expired",
      severity: "high",
      level: "mandatory",
      fingerprint: "7".repeat(32),
      places: [
        { urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::a", path: "x" },
        { urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b", path: "y" },
      ],
    }),
  ]);

export const context = (given: Partial<Context> = {}): Context => ({
  rules: allRules,
  gates: (f) => (f.outcome === "fail" || f.outcome === "crash") && f.level === "mandatory",
  show: ["unknown"],
  homes: new Map([["state.json", "infra/"]]),
  paint: noColours,
  width: 100,
  ...given,
});

export const render = async (name: FormatName, report: Report, given: Partial<Context> = {}): Promise<string> => {
  const text = (await formatOf(name))(report, context(given));
  return typeof text === "string" ? text : [...text].join("");
};
