/** Advice that concerns several resources, in a few lines: one entry a rule, and one a component of somebody else. */
import { classOfType } from "../../model/classes.js";
import type { Entry } from "../entries.js";
import { groupBy, plural, subjectOf } from "../facts.js";
import { clean, wrap } from "../paint.js";
import { emphasise, fixLines, insideWords, moreLines, severityPaint, type TextOptions } from "./text-parts.js";

// As many names as fit a line.
const mostNamed = 3;

/** The lines of the groups, the entries that are in no group, and the rules that the groups are of. */
export interface Advice {
  readonly lines: readonly string[];
  readonly rest: readonly Entry[];
  readonly rules: readonly string[];
}

/** The advice among entries, in groups. */
export function adviceLines(entries: readonly Entry[], options: TextOptions): Advice {
  const byComponent = [...groupBy(entries, componentKey)].filter(([key, group]) => key !== "" && group.length > 1);
  const inComponents = new Set(byComponent.flatMap(([, group]) => group));
  const byRule = [
    ...groupBy(
      entries.filter((entry) => !inComponents.has(entry)),
      ({ finding }) => finding.rule,
    ).values(),
  ];
  const several = byRule.filter((group) => resourcesOf(group).size > 1);
  const rest = byRule.filter((group) => !several.includes(group)).flat();
  return {
    lines: [
      ...several.flatMap((group) => ruleLines(group, options)),
      ...byComponent.flatMap(([, group]) => componentLines(group, options)),
    ],
    rest,
    rules: several.flatMap((group) => group.slice(0, 1).map(({ finding }) => finding.rule)),
  };
}

/** The components of one type, with their stacks; empty where there is none. */
const componentKey = ({ finding: { component }, stacks }: Entry): string =>
  component === null ? "" : JSON.stringify([component.type, stacks]);

/** One rule on several resources: how many and which; the message and the fix once. */
function ruleLines(group: readonly Entry[], options: TextOptions): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { paint } = options;
  const { finding } = first;
  const width = Math.max(40, options.width - 4);
  const isSame = group.every((entry) => entry.finding.message === finding.message);
  const message = isSame
    ? clean(finding.message)
    : `${clean(finding.name)}: ${clean(finding.message)} (the others are similar; --verbose shows each)`;
  const title = wrap(`${countOf(group)}: ${namesOf(group)}`, options.width).map((line, i) => (i === 0 ? line : `  ${line}`));
  return [
    ...title.map((line) => paint.bold(line)),
    `  ${paint.yellow("!")} ${severityPaint(paint, finding.severity)(finding.severity.padEnd(8))} ${finding.rule}`,
    ...wrap(message, width).map((line, i) => `    ${isSame && i === 0 ? emphasise(line, finding.path, paint) : line}`),
    ...fixLines(isSameFix(group) ? finding.fix : (finding.fix.split("\n")[0] ?? ""), options),
    ...moreLines(finding, options),
    "",
  ];
}

const isSameFix = (group: readonly Entry[]): boolean => group.every(({ finding }) => finding.fix === group[0]?.finding.fix);

/** Findings inside the components of one type: for each rule the message and the resources. */
function componentLines(group: readonly Entry[], options: TextOptions): string[] {
  const component = group[0]?.finding.component;
  if (component === null || component === undefined) return [];
  const { paint } = options;
  const names = [...new Set(group.map(({ finding }) => finding.component?.name ?? ""))];
  const lines = [...groupBy(group, ({ finding }) => finding.rule).values()].flatMap((own): string[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { severity, rule, message } = first.finding;
    const which = own.length === 1 ? clean(subjectOf(first.finding)) : `${countOf(own)}: ${namesOf(own)}`;
    return [
      `  ${paint.yellow("!")} ${severityPaint(paint, severity)(severity.padEnd(8))} ${rule}`,
      ...[clean(message), which].flatMap((text) => wrap(text, Math.max(40, options.width - 4)).map((line) => `    ${line}`)),
    ];
  });
  const stacks = (group[0]?.stacks.length ?? 0) > 1 ? `  ${paint.dim(`in ${group[0]?.stacks.map(clean).join(", ")}`)}` : "";
  return [
    ...wrap(names.length === 1 ? insideWords(component) : insideSeveral(component.type, names), options.width).map(paint.bold),
    ...(stacks === "" ? [] : [stacks]),
    ...lines,
    ...fixLines("Use the component's arguments or a transform; --verbose shows the fix of each.", options),
    "",
  ];
}

/** The names of resources, by input and URN: two states may be of one stack. */
const resourcesOf = (group: readonly Entry[]): ReadonlyMap<string, string> =>
  new Map(group.map(({ finding }) => [`${finding.input}\n${finding.urn}`, finding.name]));

/** `12 subnets`; `3 resources` where they are of several classes. */
function countOf(group: readonly Entry[]): string {
  const count = resourcesOf(group).size;
  const classes = new Set(group.map(({ finding }) => classOfType(finding.type)));
  const [one = ""] = classes;
  return classes.size > 1 || !one.includes(".") || one.includes(":")
    ? plural(count, "resource")
    : plural(count, wordsOf(one), severalOf(wordsOf(one)));
}

const insideSeveral = (type: string, names: readonly string[]): string =>
  `inside ${names.length} components ${clean(type)}: ${firstOf(names)}`;

const namesOf = (group: readonly Entry[]): string => firstOf([...resourcesOf(group).values()]);

const firstOf = (names: readonly string[]): string => {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).map(clean).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const abbreviations = /\b(vpc|eip|acl|api|rest|iam|db|ssm|kms|dns|waf|http)\b/g;

/** A class as people call it: `ec2.LaunchTemplate` is a launch template. */
const wordsOf = (name: string): string =>
  name
    .slice(name.indexOf(".") + 1)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ")
    .toLowerCase()
    .replace(abbreviations, (word) => word.toUpperCase());

const severalOf = (word: string): string =>
  /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
