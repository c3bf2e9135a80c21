// @ts-check
/**
 * Builds dist: JavaScript, the data tables beside the code that reads them, the page of the HTML report, the schemas of the configuration and of rules
 * in YAML, and with `--types` the declarations. Types are checked by `npm run lint`, so that a slip in one file does not stop a build. dist is swapped in
 * when it is complete: a build that fails leaves the last one.
 * Usage: node scripts/build.mjs [--types]
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");
const out = join(root, `.dist-${process.pid}`);
/** Packages that every run needs: Node takes longer to find and examine one than to run it. Their licences are written beside them. */
const bundled = ["commander", "ipaddr.js"];
try {
  build();
  await writeSchemas();
  await bundle();
  swapIn();
} finally {
  rmSync(out, { recursive: true, force: true });
}

function build() {
  for (const file of readdirSync(src, { recursive: true, encoding: "utf8" })) {
    const target = join(out, file);
    if (file.endsWith(".d.ts") || !/\.[a-z]+$/.test(file)) continue;
    mkdirSync(dirname(target), { recursive: true });
    if (file.endsWith(".ts")) writeFileSync(target.replace(/\.ts$/, ".js"), transpiled(file));
    else cpSync(join(src, file), target);
  }
  chmodSync(join(out, "cli.js"), 0o755);
  if (process.argv.includes("--types")) writeTypes();
}

/** A source as JavaScript. @param {string} file below src */
function transpiled(file) {
  const { outputText, diagnostics = [] } = ts.transpileModule(readFileSync(join(src, file), "utf8"), {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  const [first] = diagnostics;
  if (first !== undefined) fail(`src/${file}: ${ts.flattenDiagnosticMessageText(first.messageText, "\n")}`);
  return outputText;
}

function writeTypes() {
  const tsc = fileURLToPath(import.meta.resolve("typescript/lib/tsc.js"));
  const args = [tsc, "-p", join(root, "tsconfig.build.json"), "--emitDeclarationOnly", "--outDir", out];
  if (spawnSync(process.execPath, args, { stdio: "inherit" }).status !== 0) fail("the declarations could not be written");
}

/** Editors complete configurations and rules in YAML by them. */
async function writeSchemas() {
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(out, file)).href);
  const files = ["config/json-schema.js", "rules/index.js", "language/written/schema.js"];
  const [{ configurationSchema }, { allRules }, { rulesSchema }] = await Promise.all(files.map(load));
  writeFileSync(join(out, "configuration.schema.json"), `${JSON.stringify(configurationSchema(allRules))}\n`);
  writeFileSync(join(out, "rules.schema.json"), `${JSON.stringify(rulesSchema())}\n`);
}

/**
 * Puts what starts a program into few files, since finding and compiling some 270 takes longer than a small check. All entries share them, so that a
 * pattern of somebody's own rule is one to the command line too. The modules stay beside them for whoever loads one alone: tests and scripts.
 */
async function bundle() {
  const { exports, bin, main } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  // Started by path: a thread of the command `audit`.
  const worker = "./dist/audit-worker.js";
  const entries = [main, worker, ...Object.values(bin), ...Object.values(exports).map((given) => given.default ?? given)].filter((file) =>
    file.endsWith(".js"),
  );
  const input = Object.fromEntries(entries.map((file) => basename(file, ".js")).map((name) => [name, join(out, `${name}.js`)]));
  const bundler = await import("rolldown").catch(() => undefined);
  // A checkout without its development dependencies starts more slowly, and does the same.
  if (bundler === undefined) return console.warn("build: rolldown is not installed, so that dist is not bundled");
  const made = await bundler.rolldown({
    input,
    platform: "node",
    // A pack in one file has another module in the place of that which reads the package's files.
    external: (id) => (!id.startsWith(".") && !isAbsolute(id) && !bundled.includes(id)) || /[\\/]data[\\/]packaged\.js$/.test(id),
    // Data is found from the module that reads it.
    plugins: [
      { name: "places", transform: (code, id) => code.replaceAll("import.meta.url", placeIn(id)) },
      { name: "ascii", generateBundle: (_, files) => Object.values(files).forEach(inAscii) },
    ],
    logLevel: "warn",
  });
  await made.write({
    dir: out,
    entryFileNames: "[name].js",
    chunkFileNames: "chunk-[name]-[hash].js",
    codeSplitting: { groups: groups() },
    // Names stay as they are, for whoever reads a crash.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await made.close();
  writeFileSync(join(out, "licences.txt"), bundled.map(licenceOf).join("\n"));
}

/**
 * What is in one file with all that it imports: what sets up V8, which is loaded before everything else, and the rules. The pack's bundle is made of these
 * files, so what it shares with the command line stays in files of its own: in one with the whole command line it would be bundled with all of it.
 */
function groups() {
  return ["files/v8.js", "rules/index.js"].map((file, i, { length }) => ({
    name: basename(file, ".js"),
    test: (/** @type {string} */ id) => id === join(out, file),
    priority: length - i,
  }));
}

/** @param {string} name of a package */
function licenceOf(name) {
  const folder = join(root, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf8")}`;
}

/** V8 keeps a source with one character beyond Latin-1 in twice the memory, and reads it more slowly. @param {any} file of the bundle */
function inAscii(file) {
  if (file.type !== "chunk") return;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII
  file.code = file.code.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Where a module stood, from a file in dist itself. @param {string} id */
function placeIn(id) {
  const place = `./${relative(out, id).split(sep).join("/")}`;
  return `new URL(${JSON.stringify(place)}, import.meta.url).href`;
}

function swapIn() {
  const [dist, old] = [join(root, "dist"), `${out}-old`];
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(out, dist);
  rmSync(old, { recursive: true, force: true });
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`build: ${message}`);
  rmSync(out, { recursive: true, force: true });
  process.exit(1);
}
