import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Report } from "../doors/state/check.js";
import { homeFolder, projectFileAmong } from "../doors/state/homes.js";
import type { Finding } from "../findings/finding.js";
import type { RegisteredRule } from "../language/registry.js";
import { keys } from "../model/path.js";
import { fixIn, languageOfRuntime, type ProgramLanguage } from "../text/program-language.js";

/** Inputs that are JSON texts whose keys look like properties. */
const textInputs: ReadonlySet<string> = new Set(["containerDefinitions", "containerProperties", "nodeProperties", "ecsProperties"]);

/** The report with its fixes in the language of each program: the one that is named, or that of the project around the input. */
export async function inProgramLanguage(report: Report, rules: readonly RegisteredRule[], given?: ProgramLanguage): Promise<Report> {
  const options = new Map(rules.map(({ id, rule }) => [id, new Set(Object.keys(rule.options))]));
  const languages = new Map<string, ProgramLanguage | undefined>();
  const folderOf = (input: string): string => (input === "-" ? "." : dirname(input));
  if (given === undefined)
    for (const folder of new Set(report.findings.map(({ input }) => folderOf(input)))) languages.set(folder, await languageAround(folder));
  const spelled = (finding: Finding): Finding => {
    const language = given ?? languages.get(folderOf(finding.input));
    if (language === undefined || language === "typescript" || finding.path.startsWith("config[")) return finding;
    const own = new Set(finding.places.flatMap(({ path }) => keys(path).map(String)));
    const notProperties = options.get(finding.rule);
    const isProperty = (word: string): boolean => own.has(word) && notProperties?.has(word) !== true;
    const fix = fixIn(language, finding.fix, isProperty, textInputs.has(finding.path.split(/[.[]/)[0] ?? ""));
    return fix === finding.fix ? finding : { ...finding, fix };
  };
  return { ...report, findings: report.findings.map(spelled) };
}

/** The language of the project that a folder belongs to: its `runtime`. */
async function languageAround(folder: string): Promise<ProgramLanguage | undefined> {
  const home = homeFolder(folder);
  const name = home === undefined ? undefined : projectFileAmong(readdirSync(home));
  if (home === undefined || name === undefined) return undefined;
  // Without a project, nobody pays for the reader of YAML.
  const runtime = (await import("../doors/state/runtime.js")).runtimeOf(join(home, name));
  return runtime === undefined ? undefined : languageOfRuntime(runtime);
}
