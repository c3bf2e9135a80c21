/** The first block of the tutorial, followed literally in a copy of the checkout, and all that a new rule touches. No engine is needed. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryFolder } from "./engine.js";

const folder = mkdtempSync(join(tmpdir(), "stackwarden-tutorial-"));
const tutorial = readFileSync(join(repositoryFolder, "docs/writing-a-rule.md"), "utf8");
const commands = (/```sh\n([\s\S]*?)```/.exec(tutorial)?.[1] ?? "").trim().split("\n");
const [, id = ""] = /new-rule -- (\S+)/.exec(commands[0] ?? "") ?? [];
const apart = /^(node_modules|dist|\.dist-.*|\.git|coverage|\.stryker)$/;

beforeAll(() => {
  for (const name of readdirSync(repositoryFolder).filter((each) => !apart.test(each)))
    cpSync(join(repositoryFolder, name), join(folder, name), { recursive: true });
  symlinkSync(join(repositoryFolder, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// What this runner set for itself is not for the one that is started.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST") && name !== "NODE_ENV"));
function run(command: string): string {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { cwd: folder, env, encoding: "utf8", maxBuffer: 2 ** 28 });
  expect(status, `${command}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

test("its commands run as they are", { timeout: 900_000 }, () => {
  expect(commands.length).toBeGreaterThanOrEqual(3);
  for (const command of commands) run(command);
  expect(readFileSync(join(folder, `docs/rules/${id}.md`), "utf8")).toContain(`\`${id}\``);
  expect(readFileSync(join(folder, "src/rules/index.ts"), "utf8").match(/^import .*transfer.*$/gm)).toHaveLength(1);
});

test("formatting and rooms are as they must be", { timeout: 300_000 }, () => {
  run("npx biome check --error-on-warnings src/rules test/rules");
  run("node scripts/cycles.mjs");
});

test("every other kind of rule is valid at once, and the compiler agrees", { timeout: 900_000 }, () => {
  run('npm run new-rule -- transfer-server-banner "transfer.Server" --kind check');
  run('npm run new-rule -- transfer-server-certificate "transfer.Server" --kind join --with "certificate -> acm.Certificate"');
  run('npm run new-rule -- sqs-queue-with-redrive "sqs.Queue" --kind join --with "sqs.RedrivePolicy#queueUrl"');
  run("npm run new-rule -- ecs-task-own-logs taskContainers --kind view");
  run("npm run new-rule -- ec2-group-not-world ingress --kind view");
  run("npx biome check --error-on-warnings src/rules test/rules");
  // A CI run writes no snapshots by itself, and these rules are new.
  run(
    "npx vitest run --project unit test/rules/transfer.test.ts test/rules/sqs.test.ts test/rules/ecs.test.ts test/rules/ec2.test.ts --update",
  );
  run("npx tsc -p .");
});

test("all tests over all rules pass with the new ones", { timeout: 1_800_000 }, () => {
  run("npm run docs");
  const tests = readdirSync(join(folder, "test"), { recursive: true, encoding: "utf8" })
    // Those that go through all rules; the others read some, or would take as long as the whole suite.
    .filter((name) => /^(report|language)\/.*\.test\.ts$|^(rules|docs|examples|exports)\.test\.ts$|^cli\/config\.test\.ts$/.test(name));
  expect(tests).toEqual(expect.arrayContaining(["rules.test.ts", "docs.test.ts", "report/sarif.test.ts"]));
  run(`npx vitest run --project unit ${tests.map((name) => `test/${name}`).join(" ")}`);
});
