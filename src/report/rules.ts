import { optionsSchema } from "../config/schema.js";
import { controlsOf, frameworkLabel, frameworkNamed, frameworks } from "../language/frameworks.js";
import { whyAtEnd } from "../language/moment.js";
import { type Level, naturalLevel, presetsOf, type RegisteredRule } from "../language/registry.js";
import { allControls } from "../language/requirements.js";
import type { Controls, Rule } from "../language/rule.js";
import { classOfType } from "../model/classes.js";
import type { Example, Examples } from "./examples.js";
import { clean, type Paint, wrap } from "./paint.js";

/** A rule as JSON (the contract of `rules --format json`). */
export function ruleRecord({ id, family, rule }: RegisteredRule): Readonly<Record<string, unknown>> {
  const controls = allControls({ id, rule });
  return {
    id,
    title: rule.title,
    severity: rule.severity,
    level: naturalLevel(rule.severity) satisfies Level,
    presets: presetsOf(rule),
    subject: rule.view?.view ?? (typeof rule.types === "string" ? rule.types : rule.types.map(classOfType).join(", ")),
    types: typeof rule.types === "string" ? [] : [...new Set(rule.types)].sort(),
    scope: rule.scope,
    family,
    categories: rule.categories ?? [],
    controls: Object.fromEntries(Object.entries(controls).map(([key, list]) => [frameworkLabel(key as keyof Controls), list])),
    equivalents: rule.equivalents ?? [],
    fix: rule.fix,
    docs: rule.docs,
    options: optionsSchema(rule),
    waivable: rule.waivable ?? true,
    remediates: rule.remediate !== undefined,
    deprecated: rule.deprecated ?? null,
    formerly: rule.formerly ?? [],
  };
}

export const rulesJson = (rules: readonly RegisteredRule[]): string => `${JSON.stringify(rules.map(ruleRecord), null, 2)}\n`;

// In a narrower column beside the id, a title would wrap after almost every word.
const narrowest = 50;

/** The rules by family: the title beside the id where there is room for it, else below. It is never cut. */
export function rulesText(rules: readonly RegisteredRule[], paint: Paint, width: number): string {
  const families = [...new Set(rules.map((rule) => rule.family))].sort();
  const longest = Math.max(0, ...rules.map((rule) => rule.id.length));
  const widest = Math.max(0, ...rules.map(({ rule }) => rule.title.length));
  const lines = families.flatMap((family) => [
    paint.bold(family),
    ...rules
      .filter((rule) => rule.family === family)
      .flatMap(({ id, rule }) => {
        const head = `  ${id.padEnd(longest)}  ${rule.severity.padEnd(8)}  ${(presetsOf(rule)[0] ?? "").padEnd(11)}`;
        const room = width - head.length - 2;
        if (room < Math.min(narrowest, widest))
          return [head.trimEnd(), ...wrap(rule.title, Math.max(narrowest, width) - 4).map((line) => paint.dim(`    ${line}`))];
        return wrap(rule.title, room).map((line, i) => `${i === 0 ? head : " ".repeat(head.length)}  ${line}`);
      }),
    "",
  ]);
  return `${[...lines, `${rules.length} rules. Run \`stackwarden explain RULE\` for details.`].join("\n")}\n`;
}

/** When a rule blocks, for its page and `explain`. */
export function whenItGates(rule: Rule): string {
  if (rule.view?.isPlanned === true)
    return "When `stackwarden check` reads a preview. The engine does not show a policy pack what it deletes, so the pack finds nothing by this rule.";
  if (rule.scope === "resource")
    return "At preview, and again at `pulumi up` with real values, just before the resource is created or changed.";
  const why = whyAtEnd(rule);
  return why === undefined
    ? "At preview, and again at `pulumi up` with real values, just before the resource that makes the finding certain is created or changed."
    : `At preview. At \`pulumi up\` the engine runs it after all steps, because ${why}: what is unknown at preview is found only then, after creation.`;
}

/** The details of one rule, as `explain` prints them. */
export function explainText(
  { id, family, rule }: RegisteredRule,
  examples: Examples | undefined,
  paint: Paint,
  width: number,
  // The level in the configuration of the folder, and where it comes from.
  level?: string,
): string {
  const field = (name: string, text: string | undefined): string[] =>
    text === undefined || text === "" ? [] : ["", paint.bold(name), ...wrap(text, Math.max(40, width - 2)).map((line) => `  ${line}`)];
  const claims = allControls({ id, rule });
  const controls = frameworksIn(claims)
    .map((key) => `${frameworks[key].title}: ${[claims[key] ?? []].flat().join(", ")}`)
    .join("\n");
  const options = Object.entries(optionsSchema(rule))
    .map(([name, schema]) => `${name}: ${JSON.stringify(schema["default"])}`)
    .join("\n");
  const types =
    typeof rule.types === "string"
      ? rule.types === "stack"
        ? "the stack as a whole"
        : "every resource"
      : [...new Set(rule.types)].join("\n");
  return `${[
    `${paint.bold(id)}  ${rule.severity} · ${naturalLevel(rule.severity)} · ${family} · preset ${presetsOf(rule)[0]}`,
    "",
    ...wrap(`${rule.title}.`, width),
    ...(level === undefined ? [] : ["", `${paint.bold("Here")}  ${clean(level)}`]),
    ...(rule.why === undefined ? [] : ["", ...wrap(rule.why, width)]),
    ...exampleLines("Bad", examples?.bad, paint),
    ...exampleLines("Good", examples?.good, paint),
    ...field("Fix", rule.fix),
    ...(rule.remediate === undefined ? [] : ["  At level `remediate` the engine sets it automatically."]),
    ...field("When it blocks", whenItGates(rule)),
    ...field(
      "Evaluates",
      types.split("\n").length > 12 ? `${types.split("\n").slice(0, 12).join("\n")}\nand ${types.split("\n").length - 12} more` : types,
    ),
    ...field("Options", options),
    ...field("Frameworks", controls),
    ...field("Equivalents", rule.equivalents?.join(", ")),
    ...field("Read more", rule.docs),
  ].join("\n")}\n`;
}

/** A program in both languages, as it is in a file. */
function exampleLines(title: string, example: Example | undefined, paint: Paint): string[] {
  if (example === undefined) return [];
  const block = (name: string, text: string | undefined): string[] =>
    text === undefined ? [] : ["", paint.bold(`${title}, ${name}`), ...text.split("\n").map((line) => (line === "" ? "" : `  ${line}`))];
  const { around, config, typescript, python } = example;
  const [first = "", ...rest] = [
    ...block("in Pulumi.<stack>.yaml", config),
    ...block("in TypeScript", typescript),
    ...block("in Python", python),
  ];
  return around === undefined ? [first, ...rest] : [first, ...rest.slice(0, 1), `  ${around}`, ...rest.slice(1)];
}

const frameworksIn = (controls: Controls): (keyof Controls)[] => [...new Set(controlsOf(controls).map(([framework]) => framework))];

/** The filters of the command `rules`. */
export interface RuleFilter {
  readonly service?: string;
  /** With its version, or without for the newest: `cis@3.0.0`, `cis`. */
  readonly framework?: string;
  readonly severity?: string;
  readonly preset?: string;
}

/** The rules that fit: that belong to a service or evaluate resources of it, that name a control of a framework, of a severity, of a preset. */
export const filterRules = (rules: readonly RegisteredRule[], { service, framework, severity, preset }: RuleFilter): RegisteredRule[] =>
  rules.filter(
    (registered) =>
      (service === undefined || servicesOf(registered).includes(service)) &&
      (framework === undefined || frameworksIn(allControls(registered)).some((key) => key === frameworkNamed(framework))) &&
      (severity === undefined || registered.rule.severity === severity) &&
      (preset === undefined || presetsOf(registered.rule).some((name) => name === preset)),
  );

/** The family of a rule, and the services whose resources it evaluates. */
export function servicesOf({ family, rule }: RegisteredRule): readonly string[] {
  const types = typeof rule.types === "string" ? [] : rule.types;
  return [...new Set([family, ...types.flatMap((type) => /^aws:([^/:]+)/.exec(type)?.[1] ?? [])])];
}
