import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { load, ROOT, type Sources } from "../scripts/docs/load.mjs";
import { examplesOf } from "../scripts/docs/pages.mjs";
import { withRequired } from "../scripts/docs/required.mjs";
import * as patterns from "../src/language/pattern.js";

const prelude = `
import { ${Object.keys(patterns).join(", ")} } from "../language/pattern.js";
import { rule } from "../language/rule.js";
import { grantsAdmin, inAnyHands } from "../iam/access/grants.js";
import { verdictAt } from "../iam/access/verdicts.js";
import { grants } from "../views/grants.js";
import { stateful } from "../views/stateful.js";
const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;
`;

const tutorial = readFileSync(join(ROOT, "docs/writing-a-rule.md"), "utf8");
const blocks = [...tutorial.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
/** The rows of the table of words: word, class and pattern. */
const rows = [...tutorial.matchAll(/^\| (.*?) \|.*\| `([a-z0-9]+\.\w+)` \| `(.*)` \|$/gm)];

/** The tutorial's code: blocks that name their file stand in it, the others are rules of one group. */
function tutorialPrograms(): [string, string][] {
  const members = blocks.filter((block) => block.startsWith('"')).join("");
  const words = rows.map(([, , cls, pattern], i) => `"row-${i}": rule("${cls}", { ...about, require: ${pattern} }),`);
  return [
    ...blocks
      .filter((block) => block.startsWith("// "))
      .map((block): [string, string] => [join(ROOT, block.slice(3, block.indexOf("\n"))), block]),
    [join(ROOT, "src/rules/tutorial.ts"), `${prelude}\nexport const tutorial = {\n${members}${words.join("\n")}\n};`],
  ];
}

let sources: Sources;
const examples = new Map<string, string>();
/** What the compiler finds wrong in examples and tutorial, which it reads as one program. */
let errors: string[];

beforeAll(async () => {
  sources = await load();
  for (const registered of sources.allRules)
    for (const [kind, { imports, code }] of Object.entries(examplesOf(sources, registered) ?? {}))
      examples.set(join(ROOT, "examples", `${registered.id}.${kind}.ts`), [...imports, code, "export {};"].join("\n"));
  errors = errorsIn(new Map([...examples, ...tutorialPrograms()]));
}, 300_000);

describe("the generated documentation", () => {
  test("shows a bad and a good example of every rule, which compile against the provider", () => {
    expect(errors.filter((error) => error.startsWith("examples/"))).toEqual([]);
    expect(examples.size).toBe(2 * sources.allRules.length);
  });

  test("fills what the provider requires without making the bad good or the good bad", () => {
    const judged = sources.allRules.flatMap((registered) =>
      Object.entries(examplesOf(sources, registered) ?? {}).map(([kind, { given }]) => {
        const of = given.of.map((spec) => ({ ...spec, inputs: withRequired(sources.classOfType(spec.type), spec.inputs) }));
        const fails = sources.evaluateMock(registered.id, registered.rule, { ...given, of }).some((j) => j.outcome === "fail");
        return `${registered.id} ${kind}: ${fails ? "bad" : "good"}`;
      }),
    );
    expect(judged.filter((line) => !/ (\w+): \1$/.test(line))).toEqual([]);
  });
});

describe("the tutorial", () => {
  test("has code that compiles", () => {
    expect(blocks.length).toBeGreaterThan(5);
    expect(errors.filter((error) => !error.startsWith("examples/"))).toEqual([]);
  });

  test("has every word of the patterns, with an example that uses it", () => {
    const engine = ["Matcher", "entriesOf", "items", "match", "wordsOf", "is", "leaves", "silent"];
    const shown = rows.flatMap(([, word = "", , pattern = ""]) =>
      pattern.includes(word.replaceAll("`", "")) ? [word.replaceAll("`", "")] : [],
    );
    expect(Object.keys(patterns).filter((word) => !engine.includes(word) && !shown.includes(word))).toEqual([]);
  });
});

describe("the pages", () => {
  const pages = [
    ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"],
    ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" }).map((name) => `docs/${name}`),
  ];

  test("link what is there", () => {
    const broken = pages
      .filter((page) => page.endsWith(".md"))
      .flatMap((page) =>
        [...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)].flatMap(
          ([link, path = "", anchor]) => {
            const target = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
            if (!existsSync(target)) return [`${page}: ${link}`];
            return anchor === undefined || anchorsOf(target).includes(anchor) ? [] : [`${page}: ${link}`];
          },
        ),
      );
    expect(broken).toEqual([]);
  });
});

/** The anchors that headings make. */
const anchorsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );

test("README.md has fewer than 200 lines", () => {
  expect(readFileSync(join(ROOT, "README.md"), "utf8").split("\n").length).toBeLessThan(200);
});

/** What the compiler says of programs that stand in no file. */
function errorsIn(programs: ReadonlyMap<string, string>): string[] {
  const others = join(ROOT, "examples/other-packages.d.ts");
  // Examples of what other providers make import packages that are not installed here.
  const files = new Map([...programs, [others, 'declare module "@pulumi/*";']]);
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, verbatimModuleSyntax: false }, ROOT);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...programs.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    if (source === undefined) return [`${file} was not read`];
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((error) => {
      const line = source.text.split("\n")[source.getLineAndCharacterOfPosition(error.start ?? 0).line];
      return `${file.slice(ROOT.length)}: ${line?.trim()}\n${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`;
    });
  });
}
