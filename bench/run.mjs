// Prints one table: what a check, the server's start and a pack in the real engine cost, beside what they are compared with.
// node bench/run.mjs [check] [server] [engine] [html]   (all of them where none is named; builds nothing: run `npm run build` first)
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { resources, state } from "./stack.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "dist/cli.js");
const emptyPack = join(root, "test/e2e/packs/empty");
const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "stackwarden-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
if (!existsSync(cli)) throw new Error("dist/cli.js is missing: run npm run build");

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const rows = [];
const row = (what, seconds, limit, against) =>
  rows.push({ what, seconds, limit, ratio: against === undefined ? undefined : seconds / against });
const is = (part) => wanted.length === 0 || wanted.includes(part);

/** Runs several things by turns, so that a busy moment of the machine hits them alike; resolves to the median seconds of each. */
async function compare(times, runs) {
  const seconds = runs.map(() => []);
  for (let i = 0; i < times; i++)
    for (const [at, run] of runs.entries()) {
      const start = performance.now();
      await run();
      seconds[at].push((performance.now() - start) / 1000);
    }
  return seconds.map(median);
}

const node = (...args) => {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
};
const stateFile = (count) => {
  const file = join(folder, `state-${count}.json`);
  writeFileSync(file, JSON.stringify(state(count)));
  return file;
};

if (is("check")) {
  const [small, large] = [stateFile(30), stateFile(5000)];
  const [nothing, version, cold, many] = await compare(9, [
    () => node("-e", "0"),
    () => node(cli, "--version"),
    () => node(cli, "check", small),
    () => node(cli, "check", large),
  ]);
  row("node -e 0", nothing);
  row("stackwarden --version: the program is loaded", version);
  row("check of 30 resources, cold", cold, "0.35 s");
  row("check of 5,000 resources", many, "1.5 s");
}

// As the engine starts a pack: by the SDK's starter, which loads the main file of the pack's folder.
const starter = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
function untilPort(pack) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [starter, "127.0.0.1:1", pack], { cwd: pack, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.once("data", (text) => {
      if (/^\d+\s/.test(String(text))) resolve();
      else reject(new Error(`the pack printed no port: ${text}`));
      child.kill();
    });
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`the pack ended with ${status}`)));
  });
}

if (is("server")) {
  const [empty, own] = await compare(9, [() => untilPort(emptyPack), () => untilPort(root)]);
  row("start of an empty @pulumi/policy pack, to its port", empty);
  row("start of stackwarden as a pack, to its port", own, "1.20 ×", empty);
}

if (is("engine")) {
  // The harness of the end-to-end tests is TypeScript; Vite, which Vitest brings, loads it.
  const { runnerImport } = await import("vite");
  const { module: engine } = await runnerImport(join(root, "test/e2e/engine.ts"), { root, configFile: false, logLevel: "error" });
  const count = 1000;
  const program = async () => {
    for (const { type, name, inputs } of resources(count)) engine.resource(type, name, inputs, { protect: true });
  };
  const found = [];
  const preview = (packs) => async () => {
    const stack = await engine.openStack();
    try {
      const run = await stack.preview(program, { packs });
      if (packs[0] === root) found.push(run.diagnostics.length);
    } finally {
      await stack.close();
    }
  };
  const [none, empty, own] = await compare(5, [preview([]), preview([emptyPack]), preview([root])]);
  row(`pulumi preview of ${count} resources, no pack`, none);
  row("… with an empty @pulumi/policy pack", empty);
  row(`… with stackwarden (${median(found)} findings)`, own, "1.15 ×", empty);
}

if (is("html")) {
  const { htmlInteractions } = await import("./html.mjs");
  const interactions = await htmlInteractions(cli, folder);
  if (interactions === undefined) console.log("html: no Chromium found; install it or set CHROMIUM to its path");
  for (const [what, middle, worst] of interactions ?? [])
    row(`HTML, 5,000 findings: ${what} (worst ${worst.toFixed(0)} ms)`, middle / 1000, what === "opened" ? undefined : "0.1 s");
}

const rules = JSON.parse(
  execFileSync(process.execPath, [cli, "rules", "--format", "json"], { encoding: "utf8", maxBuffer: 2 ** 28 }),
).length;
console.log(`\nMedians, node ${process.version}, ${rules} rules\n`);
for (const { what, seconds, limit, ratio } of rows)
  console.log(
    [
      `${what.padEnd(72)} ${seconds.toFixed(3).padStart(8)} s`,
      ` ${(ratio === undefined ? "" : `${ratio.toFixed(2)} ×`).padStart(8)}  `,
      limit === undefined ? "" : `(at most ${limit})`,
    ].join(""),
  );
