/**
 * A policy pack in one executable file, as Pulumi starts it without a language host: the rules, an organisation's own rules, the data, and the packages
 * they need. The package brings such a file with its own rules; the bundler (rolldown) is needed only to make one with rules of somebody's own.
 */
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { ConfigError } from "../config/config.js";
import { version } from "../data/packaged.js";
import { packNameProblem } from "../doors/pulumi/serve.js";
import { InputError, reading } from "../files/errors.js";
import { writeWhole } from "../files/write.js";
import type { RegisteredRule } from "../language/registry.js";
import { ownRulesAt } from "./own-rules.js";

type Rolldown = typeof import("rolldown");

/** The name and version of a pack of one's own. */
export interface PackName {
  readonly name?: string;
  readonly version?: string;
}

/** Files of the data that rules read. */
const dataFiles = [
  "aliases.json",
  "escalation-paths.json",
  "examples.json",
  "frameworks.json",
  "iam-actions.json",
  "iam-condition-keys.json",
  "iam-managed-policies.txt.br",
  "native-types.json",
  "secret-inputs.json",
  "shapes.json",
  "stateful.json",
  "taggable.json",
] as const;
/** What rules in YAML are read with. */
const ofWrittenRules = "class-inputs.txt.br";

/** The folder that has what the build made: this module, or the chunk that it is in, is there or one folder below. */
const dist = ((): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  return existsSync(join(here, "pack.js")) ? here : dirname(here);
})();
const ready = join(dist, "stackwarden-pack");

/**
 * Writes the pack to a file that can be executed, and for Windows a `.cmd` beside it.
 * @throws InputError, ConfigError where own rules cannot be loaded or bundled, or the file cannot be written
 */
export async function writePackFile(
  out: string,
  rules: readonly RegisteredRule[],
  own: readonly string[] = [],
  identity: PackName = {},
): Promise<{ bytes: number }> {
  if (extname(out).toLowerCase() === ".cmd")
    throw new ConfigError(`--out is ${out}, expected a name without .cmd: the file for Windows is written beside it`);
  const wrongName = identity.name === undefined ? undefined : packNameProblem(identity.name);
  if (wrongName !== undefined) throw new ConfigError(wrongName);
  const folder = dirname(resolve(out));
  if (!existsSync(folder)) throw new InputError(out, "cannot be written: its folder does not exist. Create it first.");
  const isOurs = own.length === 0 && identity.name === undefined && identity.version === undefined;
  const text = isOurs && existsSync(ready) ? reading(ready, () => readFileSync(ready, "utf8")) : await bundled(rules, own, identity);
  write(out, text, 0o755);
  write(`${out}.cmd`, windowsText, 0o644);
  return { bytes: Buffer.byteLength(text) };
}

function write(file: string, text: string, mode: number): void {
  reading(file, () => writeWhole(file, text));
  reading(file, () => chmodSync(file, mode));
}

/** Windows starts no file by its first line. `%~dpn0` is the path of the `.cmd` without its ending. */
const windowsText = '@node "%~dpn0" %*\r\n';

/** The text of a pack. @throws InputError, ConfigError */
export async function bundled(rules: readonly RegisteredRule[], own: readonly string[] = [], identity: PackName = {}): Promise<string> {
  const ownRules = await ownRulesAt(rules, own);
  const entry = entryOf(ownRules, identity);
  const { rolldown } = await bundler();
  const virtual = new Map([
    ["\0stackwarden-pack", entry],
    ["\0stackwarden-packaged", packagedModule(ownRules.some(({ written }) => written !== undefined))],
  ]);
  const used = new Set<string>();
  const bundle = await rolldown({
    input: "\0stackwarden-pack",
    platform: "node",
    // Own rules may find the package by any of its links: there is one copy of it in the file.
    plugins: [
      {
        name: "stackwarden-pack",
        resolveId(id, importer) {
          if (virtual.has(id)) return id;
          if (id === "stackwarden") return join(dist, "index.js");
          if (/(^|[\\/])packaged\.js$/.test(id) && importer?.startsWith(dist) === true) return "\0stackwarden-packaged";
          // What the virtual modules import is installed with the package, wherever it is.
          return importer?.startsWith("\0") === true && /^[@\w]/.test(id) ? this.resolve(id, join(dist, "index.js")) : undefined;
        },
        load: (id) => {
          const code = virtual.get(id);
          if (code === undefined) used.add(id);
          return code;
        },
      },
    ],
    onLog: (level, log) => {
      if (log.code === "UNRESOLVED_IMPORT") throw new ConfigError(`cannot be bundled: ${log.message.split("\n")[0]}`);
      if (level === "warn" && log.code !== "EVAL") console.warn(log.message.split("\n")[0]);
    },
    logLevel: "warn",
    tsconfig: false,
  });
  try {
    const { output } = await bundle.generate({
      format: "cjs",
      codeSplitting: false,
      minify: { compress: false, mangle: false, codegen: true },
      comments: false,
    });
    const [chunk, ...more] = output;
    if (more.length > 0) throw new Error(`the bundle has ${more.length} more files`);
    return executable(chunk.code, [...used]);
  } finally {
    await bundle.close();
  }
}

async function bundler(): Promise<Rolldown> {
  // The folder of the own rules has it as a development dependency, or this package's own checkout does.
  const from = [join(process.cwd(), "package.json"), join(dist, "index.js")];
  for (const place of from) {
    let found: string;
    try {
      found = createRequire(place).resolve("rolldown");
    } catch {
      continue;
    }
    return (await import(pathToFileURL(found).href)) as Rolldown;
  }
  throw new ConfigError("to bundle your own rules, rolldown is needed. Run: npm install --save-dev rolldown");
}

/** The main module: it serves every rule, as `src/pack.ts`, with the own ones by the names under which their modules export them. */
function entryOf(own: Awaited<ReturnType<typeof ownRulesAt>>, identity: PackName): string {
  const files = [...new Set(own.map(({ file }) => file))];
  const rules = own.map(({ id, family, file, keys }) => {
    const at = keys.map((key) => `[${JSON.stringify(key)}]`).join("");
    return `{ id: ${JSON.stringify(id)}, family: ${JSON.stringify(family)}, rule: own${files.indexOf(file)}${at} }`;
  });
  const all = rules.length === 0 ? "allRules" : `[...allRules, ${rules.join(", ")}].sort((a, b) => (a.id < b.id ? -1 : 1))`;
  const start = `servePack({ ...${JSON.stringify(identity)}, rules: ${all} })`;
  const written = new Map(own.flatMap((one) => (one.written === undefined ? [] : [[one.file, one.written] as const])));
  // Own rules may be the main file of a pack, which serves what it has when it is loaded.
  return [
    'import { allRules, servePack, withoutServing, writtenRules } from "stackwarden";',
    ...files.map((_, i) => `let own${i};`),
    `const loaded = withoutServing(async () => {`,
    ...files.map((file, i) =>
      written.has(file)
        ? `  own${i} = writtenRules(${JSON.stringify(written.get(file))});`
        : `  own${i} = await import(${JSON.stringify(resolve(file))});`,
    ),
    "});",
    `loaded.then(() => ${start}).catch((error) => {`,
    '  console.error("stackwarden: the policy pack could not be served:", error instanceof Error ? error.message : String(error));',
    "  process.exitCode = 1;",
    "});",
  ].join("\n");
}

/** The module in the place of `data/packaged.ts`: the data inside, compressed until it is read. */
function packagedModule(hasWritten: boolean): string {
  const data = [...dataFiles, ...(hasWritten ? [ofWrittenRules] : [])].map((name): [string, string] => {
    const bytes = readFileSync(join(dist, "data", name));
    return [name, (name.endsWith(".br") ? bytes : brotliCompressSync(bytes)).toString("base64")];
  });
  return [
    'import { brotliDecompressSync } from "node:zlib";',
    `const data = ${JSON.stringify(Object.fromEntries(data))};`,
    "export const packagedFile = (name) => {",
    '  const bytes = Buffer.from(data[name], "base64");',
    '  return name.endsWith(".br") ? bytes : brotliDecompressSync(bytes);',
    "};",
    `export const version = () => ${JSON.stringify(version())};`,
    'export const expressions = () => require("re2js");',
    'export const yamlReader = () => require("yaml");',
    'export const credentialDetectors = () => require("@secretlint/secretlint-rule-preset-recommend");',
  ].join("\n");
}

/**
 * The code as a file that starts by itself. Its text is both CommonJS and an ES module, because the package.json of whatever folder it is in decides
 * which of them Node.js takes it for.
 */
function executable(code: string, modules: readonly string[]): string {
  const names = "require, module, exports, __filename, __dirname";
  return [
    "#!/usr/bin/env node",
    `// Stackwarden ${version()}, a policy pack for Pulumi: pulumi preview --policy-pack FILE. Licences of what is in it: at its end.`,
    `(function (${names}) {`,
    code.replace(/^#!.*\n/, ""),
    '})(process.getBuiltinModule("node:module").createRequire(process.execPath), { exports: {} }, {}, process.argv[1], ".");',
    `/*!\n${licencesOf(modules).join("\n\n").replaceAll("*/", "* /")}\n*/`,
    "",
  ].join("\n");
}

/** The licence of each package that a module in the file is from. */
function licencesOf(modules: readonly string[]): string[] {
  const folders = new Set(modules.flatMap((file) => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1] ?? []));
  return [...folders].sort().map((folder) => {
    const {
      name = "",
      version: own = "",
      license = "",
    } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license"]
      .map((each) => join(folder, each))
      .find((each) => existsSync(each));
    const text = file === undefined ? "" : readFileSync(file, "utf8").trim();
    // The text of Apache 2.0 is that of Stackwarden's own licence.
    return `${name} ${own}: ${license}${text === "" || license === "Apache-2.0" ? "" : `\n${text}`}`;
  });
}
