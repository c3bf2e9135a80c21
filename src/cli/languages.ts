import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { isMap, isScalar } from "yaml";
import type { Report } from "../doors/state/check.js";
import { homeFolder } from "../doors/state/homes.js";
import { projectFileAmong } from "../doors/state/project.js";
import { keyOf, pairsOf, readMarkup } from "../files/markup.js";
import type { Finding } from "../findings/finding.js";
import type { RegisteredRule } from "../language/registry.js";
import { keys } from "../model/path.js";
import { fixIn, languageOfRuntime, type ProgramLanguage } from "../text/program-language.js";

/** The report with its fixes in the language of each program: the one that is named, or that of the project around the input. */
export function inProgramLanguage(report: Report, rules: readonly RegisteredRule[], given?: ProgramLanguage): Report {
  const options = new Map(rules.map(({ id, rule }) => [id, new Set(Object.keys(rule.options))]));
  const known = new Map<string, ProgramLanguage | undefined>();
  const languageOf = (input: string): ProgramLanguage | undefined => {
    const folder = input === "-" ? "." : dirname(input);
    if (!known.has(folder)) known.set(folder, languageAround(folder));
    return known.get(folder);
  };
  const spelled = (finding: Finding): Finding => {
    const language = given ?? languageOf(finding.input);
    if (language === undefined || language === "typescript" || finding.path.startsWith("config[")) return finding;
    const own = new Set(finding.places.flatMap(({ path }) => keys(path).map(String)));
    const notProperties = options.get(finding.rule);
    const fix = fixIn(language, finding.fix, (word) => own.has(word) && notProperties?.has(word) !== true);
    return fix === finding.fix ? finding : { ...finding, fix };
  };
  return { ...report, findings: report.findings.map(spelled) };
}

/** The language of the project that a folder belongs to: its `runtime`. */
function languageAround(folder: string): ProgramLanguage | undefined {
  const home = homeFolder(folder);
  const name = home === undefined ? undefined : projectFileAmong(readdirSync(home));
  if (home === undefined || name === undefined) return undefined;
  try {
    const runtime = readMarkup(join(home, name)).get("runtime");
    const node: unknown = isMap(runtime) ? pairsOf(runtime).find((pair) => keyOf(pair) === "name")?.value : runtime;
    return isScalar(node) && typeof node.value === "string" ? languageOfRuntime(node.value) : undefined;
  } catch {
    return undefined; // a broken project file does not concern a state beside it
  }
}
