/** Rules that are written in YAML or JSON instead of TypeScript: the same words, and the same rules for the engine. */
import { classTypes } from "../../data/class-inputs.js";
import { lookupTable } from "../../data/lookup.js";
import { canonicalType, classOfType, typeOfClass } from "../../model/classes.js";
import { didYouMean } from "../../text/suggest.js";
import { frameworkKeys } from "../frameworks.js";
import { isRuleId } from "../registry.js";
import { type Rule, rule } from "../rule.js";
import { patternOf, type Reader, type Subject, subjectOf } from "./pattern.js";
import { type At, isFields, kindOf, type Problem, type Report } from "./problem.js";

/** The cases of a rule as a file has them, by what the rule must find in them. */
export type WrittenCases = Readonly<Record<string, readonly unknown[]>>;

/** A rule of a file, with its cases. */
export interface WrittenRule {
  readonly id: string;
  readonly rule: Rule;
  readonly cases: WrittenCases;
  readonly at: At;
}

type Kind = "text" | "texts" | "text or texts" | "boolean" | "pattern" | "object" | readonly string[];

/** The keys of a rule: what each takes, and its description for editors. */
export const ruleKeys = lookupTable<readonly [kind: Kind, description: string]>({
  title: ["text", "The requirement: names the service and has the word must."],
  severity: [["critical", "high", "medium", "low"], "How bad a violation is. Critical and high are mandatory by default."],
  type: ["text or texts", "The class of @pulumi/aws, such as s3.Bucket, a list of them, or a type of another provider (module:path:Name)."],
  fix: ["text", "What to do in the program. Starts with a verb."],
  docs: ["text", "A page about it, https://… By default the page of the class in Pulumi's registry."],
  why: ["text", "Why it matters, if the title does not show it."],
  preset: [["essential", "recommended", "all"], "The smallest preset that has the rule."],
  when: ["pattern", "The resources to evaluate: what does not match is out of scope."],
  with: ["object", "Other resources by name: `Class#property` refers to this resource, `property -> Class` is what this one refers to."],
  require: ["pattern", "What must match."],
  forbid: ["pattern", "What must not match."],
  message: ["text", "What is wrong, where the words made from the pattern read badly. Continues a sentence that begins with the property."],
  at: ["text", "The property that a finding refers to."],
  settledBy: ["object", "Inputs that something else decides if they are unset: for each, the inputs that name the source."],
  sourceFix: ["text", "The fix if such a source has the wrong value."],
  remediate: ["boolean", "true: Pulumi may set the literals of `require` itself, at level remediate."],
  controls: ["object", "Controls by framework."],
  equivalents: ["texts", "The same check in other tools."],
  categories: ["texts", "Categories."],
  covers: ["texts", "Ids of milder rules that would report the same cause again."],
  waivable: ["boolean", "false: the rule can never be waived."],
  formerly: ["texts", "Ids that the rule had before."],
  deprecated: ["text", "Why the rule is deprecated."],
  cases: ["object", "Inputs, by what the rule must find in them: pass, fail, unknown, skip."],
});
export const requiredKeys = ["title", "severity", "type", "fix"] as const;
export const outcomes = ["pass", "fail", "unknown", "skip"] as const;

/**
 * The rules of a file's value, by their ids under `rules`, and everything that is wrong with them. A rule with a problem is left out.
 */
export function writtenRules(value: unknown): { readonly rules: readonly WrittenRule[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (at, message) => void problems.push({ at, message });
  if (!isFields(value) || !isFields(value["rules"])) {
    const at = isFields(value) && "rules" in value ? ["rules"] : [];
    return { rules: [], problems: [{ at, message: "has no rules, expected an object of rules by their id under `rules`" }] };
  }
  for (const key of Object.keys(value)) if (!["rules", "$schema"].includes(key)) report([key], `there is no "${key}" here, only \`rules\``);
  // With a stray key beside the rules, it is not certain what the file is.
  const given = problems.length > 0 ? {} : value["rules"];
  const rules = Object.entries(given).flatMap(([id, given]): WrittenRule[] => {
    const at = ["rules", id];
    const before = problems.length;
    if (!isRuleId(id)) report(at, 'is not an id of a rule: words in lower case, joined by hyphens, such as "acme-bucket-named"');
    const made = isFields(given) ? readRule(given, at, report) : report(at, `is ${kindOf(given)}, expected a rule`);
    return made === undefined || problems.length > before ? [] : [{ id, at, ...made }];
  });
  return { rules, problems };
}

function readRule(
  given: Readonly<Record<string, unknown>>,
  at: At,
  report: Report,
): { readonly rule: Rule; readonly cases: WrittenCases } | undefined {
  for (const [key, value] of Object.entries(given)) {
    const kind = ruleKeys[key]?.[0];
    if (kind === undefined) report([...at, key], `a rule has no "${key}"${didYouMean(key, Object.keys(ruleKeys))}`);
    else if (!fits(value, kind)) report([...at, key], `is ${kindOf(value)}, expected ${expected(kind)}`);
  }
  const lacking = requiredKeys.filter((key) => !(key in given));
  if (lacking.length > 0) report(at, `has no ${lacking.map((key) => `\`${key}\``).join(", ")}`);
  if (given["require"] === undefined && given["forbid"] === undefined)
    report(at, "has neither `require` nor `forbid`, expected at least one");
  const types = typesOf(given["type"], [...at, "type"], report);
  const links = linksOf(given["with"], types, [...at, "with"], report);
  controlsProblems(given["controls"], [...at, "controls"], report);
  const docs = given["docs"] ?? pageOf(types[0] ?? "");
  if (typeof docs === "string" && !docs.startsWith("https://")) report([...at, "docs"], "is not a page, expected https://…");
  const own = together(types.map(subjectOf), new Map());
  const cases = casesOf(given["cases"], { at: [...at, "cases"], report, subject: own });
  const whole = together(types.map(subjectOf), links.subjects);
  // Below a word, a joined resource is not looked up.
  const hasWord = (value: unknown): boolean => isFields(value) && Object.keys(value).some((name) => name.startsWith("$"));
  const pattern = (key: string): unknown =>
    patternOf(given[key] ?? null, { report, at: [...at, key], subject: hasWord(given[key]) ? own : whole });
  const patterns = Object.fromEntries(
    ["when", "require", "forbid"].filter((key) => given[key] !== undefined).map((key) => [key, pattern(key)]),
  );
  const { type: _, cases: __, ...rest } = given;
  const spec = { ...rest, docs, with: links.texts, ...patterns };
  return { cases, rule: { ...rule([] as never, spec as never), types } };
}

const fits = (value: unknown, kind: Kind): boolean => {
  const isText = typeof value === "string" && value.trim() !== "";
  const areTexts = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
  if (typeof kind === "object") return kind.includes(String(value));
  if (kind === "text") return isText;
  if (kind === "texts") return areTexts;
  if (kind === "text or texts") return isText || areTexts;
  return kind === "boolean" ? typeof value === "boolean" : isFields(value);
};

const expected = (kind: Kind): string => {
  if (typeof kind === "object") return `one of ${kind.join(", ")}`;
  const named: Readonly<Record<string, string>> = {
    texts: "a list of texts",
    boolean: "true or false",
    object: "an object",
    pattern: "an object",
  };
  return named[kind] ?? (kind === "text" ? "a text" : "a text or a list of texts");
};

/** The types of classes (`s3.Bucket`) and of other providers (`random:index/id:Id`). */
function typesOf(given: unknown, at: At, report: Report): string[] {
  const names = [given].flat().filter((name): name is string => typeof name === "string");
  return names.flatMap((name) => {
    const type = name.includes(":") ? name : typeOfClass(name);
    const canonical = canonicalType(type);
    if (!type.startsWith("aws:") || subjectOf(canonical) !== undefined) return [canonical];
    report(at, `there is no class "${name}" in @pulumi/aws${didYouMean(name, classTypes().map(classOfType))}`);
    return [];
  });
}

interface Links {
  readonly texts: Readonly<Record<string, string>>;
  readonly subjects: ReadonlyMap<string, Subject>;
}

function linksOf(given: unknown, types: readonly string[], at: At, report: Report): Links {
  const texts: Record<string, string> = {};
  const subjects = new Map<string, Subject>();
  for (const [name, text] of isFields(given) ? Object.entries(given) : []) {
    const here = [...at, name];
    const inbound = /^([\w.]+)#([\w.]+)$/.exec(String(text));
    const outbound = /^([\w.]+) -> ([\w.]+)$/.exec(String(text));
    const [of, property] = inbound !== null ? [inbound[1] ?? "", inbound[2] ?? ""] : [outbound?.[2] ?? "", outbound?.[1] ?? ""];
    if (inbound === null && outbound === null) {
      report(here, "is not a join, expected `Class#property` or `property -> Class`, such as s3.BucketVersioning#bucket");
      continue;
    }
    const [type] = typesOf(of, here, report);
    if (type === undefined) continue;
    const subject = subjectOf(type);
    const [first = ""] = property.split(".");
    const owners = inbound !== null ? [subject] : types.map(subjectOf);
    const known = owners.flatMap((owner) => (owner === undefined ? [] : [...owner.keys()]));
    if (known.length > 0 && !known.includes(first))
      report(here, `${inbound === null ? "the class" : of} has no property "${first}"${didYouMean(first, known)}`);
    if (types.some((own) => subjectOf(own)?.has(name) === true)) report(here, `"${name}" is a property too: give the join another name`);
    const label = classOfType(type);
    texts[name] = inbound === null ? `${property} -> ${label}` : `${label}#${property}`;
    subjects.set(name, subject);
  }
  return { texts, subjects };
}

/** The properties of any of several classes, and the joined resources. */
function together(subjects: readonly Subject[], joined: Links["subjects"]): Subject {
  if (subjects.length === 0 || subjects.includes(undefined)) return undefined;
  return new Map([
    ...subjects.flatMap((subject) => [...(subject ?? [])]),
    ...[...joined].map(([name, subject]) => [name, () => subject] as const),
  ]);
}

function casesOf(given: unknown, { at, report, subject }: Reader): WrittenCases {
  if (!isFields(given)) return {};
  for (const [name, list] of Object.entries(given)) {
    if (!(outcomes as readonly string[]).includes(name)) report([...at, name], `is not an outcome, expected one of ${outcomes.join(", ")}`);
    else if (!Array.isArray(list)) report([...at, name], `is ${kindOf(list)}, expected a list of cases`);
    else for (const [i, one] of list.entries()) caseProblems(one, { at: [...at, name, i], report, subject });
  }
  return given as WrittenCases;
}

/** A case is inputs, a list of resources, or either of them under `of`, beside what else the case states. */
function caseProblems(given: unknown, { at, report, subject }: Reader): void {
  const whole = isFields(given) && "of" in given;
  const stray = whole ? Object.keys(given).find((key) => !caseKeys.includes(key)) : undefined;
  if (stray !== undefined) report([...at, stray], `a case has no "${stray}"${didYouMean(stray, caseKeys)}`);
  const [of, place] = whole ? [given["of"], [...at, "of"]] : [given, at];
  if (isFields(of)) inputProblems(of, { at: place, report, subject });
  else if (!Array.isArray(of)) report(place, `is ${kindOf(of)}, expected inputs, or a list of resources`);
  for (const [i, one] of Array.isArray(of) ? of.entries() : []) {
    const here = [...place, i];
    const extra = isFields(one) ? Object.keys(one).find((key) => !resourceKeys.includes(key)) : undefined;
    if (extra !== undefined) report([...here, extra], `a resource has no "${extra}"${didYouMean(extra, resourceKeys)}`);
    if (!isFields(one) || typeof one["type"] !== "string" || typeof one["name"] !== "string")
      report(here, "is not a resource: it needs `type` and `name`");
    else {
      const [type] = typesOf(one["type"], [...here, "type"], report);
      inputProblems(one["inputs"] ?? {}, { at: [...here, "inputs"], report, subject: type === undefined ? undefined : subjectOf(type) });
    }
  }
}
export const caseKeys: readonly string[] = ["of", "name", "message", "fix", "options", "stack"];
export const resourceKeys: readonly string[] = ["type", "name", "inputs", "options"];

/** Inputs that the class does not have would make a case say nothing. */
function inputProblems(value: unknown, { at, report, subject }: Reader): void {
  if (subject === undefined) return;
  if (Array.isArray(value)) for (const [i, item] of value.entries()) inputProblems(item, { at: [...at, i], report, subject });
  for (const [name, item] of isFields(value) ? Object.entries(value) : []) {
    if (name.startsWith("$")) continue;
    const here = [...at, name];
    const inner = subject.get(name);
    if (inner === undefined) report(here, `there is no input "${name}" here${didYouMean(name, [...subject.keys()])}`);
    else inputProblems(item, { at: here, report, subject: inner() });
  }
}

function controlsProblems(given: unknown, at: At, report: Report): void {
  for (const key of isFields(given) ? Object.keys(given) : [])
    if (!(frameworkKeys as readonly string[]).includes(key))
      report([...at, key], `is not a framework, expected one of ${frameworkKeys.join(", ")}`);
}

/** The page of a class in Pulumi's registry. */
function pageOf(type: string): string {
  const [provider = "", path = "", name = ""] = type.split(":");
  const [module = ""] = path.split("/");
  return `https://www.pulumi.com/registry/packages/${provider}/api-docs/${module === "index" ? "" : `${module}/`}${name.toLowerCase()}/`;
}
