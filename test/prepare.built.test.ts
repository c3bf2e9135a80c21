/** What npm runs after an installation in a checkout without its development dependencies: a build that works. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "stackwarden-prepare-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("npm ci --omit=dev leaves a command line, a pack and a library that work", async () => {
  for (const name of ["package.json", "PulumiPolicy.yaml", "src", "scripts"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, { dev?: true }> };
  // What `npm ci --omit=dev` installs. TypeScript is among it, because Pulumi's SDK has it as a peer dependency.
  for (const [path, { dev }] of Object.entries(packages)) {
    if (path === "" || dev === true || path.lastIndexOf("node_modules/") !== 0 || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    symlinkSync(join(root, path), join(copy, path));
  }
  expect([existsSync(join(copy, "node_modules/typescript")), existsSync(join(copy, "node_modules/rolldown"))]).toEqual([true, false]);
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { cwd: copy, stdio: "pipe" });
  const run = (...args: string[]) => spawnSync(process.execPath, [join(copy, "dist/cli.js"), ...args], { cwd: root, encoding: "utf8" });
  expect(run("--version")).toMatchObject({ status: 0, stderr: "" });
  expect(run("check", "examples/shop")).toMatchObject({ status: 1, stderr: "" });
  const library = `import { allRules } from ${JSON.stringify(join(copy, "dist/index.js"))}; console.log(allRules.length);`;
  expect(Number(execFileSync(process.execPath, ["--input-type=module", "-e", library], { encoding: "utf8" }))).toBeGreaterThan(100);
  const served = spawn(process.execPath, [join(copy, "dist/pack.js")], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const port = await new Promise<string>((done) => served.stdout.once("data", (bytes: Buffer) => done(bytes.toString("utf8"))));
    expect(port).toMatch(/^\d+\n$/);
  } finally {
    served.kill();
  }
});
