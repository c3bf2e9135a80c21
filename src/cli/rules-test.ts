import { statSync } from "node:fs";
import { InputError, reading } from "../files/errors.js";
import { plural } from "../report/facts.js";
import { clean } from "../report/paint.js";
import { runWritten } from "../testing/written.js";
import type { Context } from "./context.js";
import { readRuleText, ruleTextsIn } from "./rule-file.js";

/**
 * Runs the cases of all rules in the files. Returns the exit status: 1 if a case is wrong or missing, 2 if a file has a problem.
 * @throws InputError where a file is not YAML, or no file has rules
 */
export function testRules({ out, paint }: Context, paths: readonly string[]): number {
  const read = paths.flatMap((path) => {
    const isFolder = reading(path, () => statSync(path)).isDirectory();
    const files = (isFolder ? ruleTextsIn(path) : [path]).flatMap((file) => readRuleText(file, !isFolder) ?? []);
    if (files.length === 0) throw new InputError(path, "has no file with rules in YAML");
    return files;
  });
  const problems = read.flatMap((file) => file.problems);
  if (problems.length > 0) {
    out(`${problems.map(clean).join("\n")}\n${plural(problems.length, "problem")}\n`);
    return 2;
  }
  const results = read.flatMap(({ file, rules }) => rules.flatMap((rule) => runWritten(rule).map((result) => ({ file, ...result }))));
  const wrong = results.filter(({ problem }) => problem !== undefined);
  for (const { file, id, title, problem = "" } of wrong)
    out(
      `${paint.red("✗")} ${clean(`${file}: ${id}, ${title}`)}\n${problem
        .split("\n")
        .map((line) => `    ${clean(line)}\n`)
        .join("")}`,
    );
  const count = read.reduce((sum, { rules }) => sum + rules.length, 0);
  out(`${plural(count, "rule")}, ${plural(results.length, "case")}: ${wrong.length === 0 ? "all right" : `${wrong.length} wrong`}\n`);
  return wrong.length === 0 ? 0 : 1;
}
