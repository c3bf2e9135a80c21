/** The template of a policy pack: `pulumi policy new` of the real CLI makes a pack of it, which compiles, passes its tests and finds. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { preview, pulumi, repositoryFolder, resource } from "./engine.js";
import { missingForGit, repositoryOf, serveGit } from "./git-server.js";

const template = join(repositoryFolder, "templates/policy-pack");
const temporary = mkdtempSync(join(tmpdir(), "stackwarden-new-"));
const made = join(temporary, "made");
const home = { PULUMI_HOME: join(temporary, "home"), PULUMI_BACKEND_URL: `file://${temporary}`, PULUMI_SKIP_UPDATE_CHECK: "true" };
const policyNew = (...args: string[]) => pulumi(["policy", "new", ...args, "--generate-only"], temporary, home);
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: made, encoding: "utf8" });
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

let created: Awaited<ReturnType<typeof policyNew>>;
beforeAll(async () => {
  created = await policyNew(template, "--dir", made);
});

test("pulumi policy new copies the template as it is", () => {
  expect(created).toMatchObject({ status: 0, stdout: expect.stringContaining("Your new Policy Pack is ready to go!") });
  expect(filesOf(made)).toEqual(filesOf(template));
});

const where = missingForGit === undefined ? "" : ` (skipped: no ${missingForGit})`;
test.skipIf(missingForGit !== undefined)(`it takes the URL of a git repository and the folder in it${where}`, async () => {
  repositoryOf(join(repositoryFolder, "templates"), join(temporary, "git/acme/stackwarden.git"));
  const { url, certificate, close } = await serveGit(join(temporary, "git"), temporary);
  try {
    const folder = join(temporary, "cloned");
    const from = `${url}/acme/stackwarden.git/policy-pack`;
    const cloned = await pulumi(["policy", "new", from, "--dir", folder, "--generate-only"], temporary, {
      ...home,
      SSL_CERT_FILE: certificate,
    });
    expect(cloned).toMatchObject({ status: 0, stderr: "" });
    expect(filesOf(folder)).toEqual(filesOf(template));
  } finally {
    close();
  }
});

test("it overwrites nothing", async () => {
  writeFileSync(join(made, "rules.ts"), "mine");
  const again = await policyNew(template, "--dir", made);
  expect(again.status).not.toBe(0);
  expect(readFileSync(join(made, "rules.ts"), "utf8")).toBe("mine");
  writeFileSync(join(made, "rules.ts"), readFileSync(join(template, "rules.ts")));
});

test("its dependencies and compiler options are those of the tutorial", () => {
  for (const file of ["package.json", "tsconfig.json"]) {
    const [ours, tutorial] = [template, join(repositoryFolder, "examples/own-rules")].map((folder) => {
      const { name: _, ...rest } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>;
      return rest;
    });
    expect(ours).toEqual(tutorial);
  }
});

describe("the pack", () => {
  beforeAll(() => {
    // What `npm install` puts there, linked.
    mkdirSync(join(made, "node_modules"));
    symlinkSync(repositoryFolder, join(made, "node_modules/stackwarden"));
    for (const name of ["@pulumi", "@types", "typescript", ".bin"])
      symlinkSync(join(repositoryFolder, "node_modules", name), join(made, "node_modules", name));
  });

  test("compiles and passes its tests", { timeout: 300_000 }, () => {
    const { status, stdout, stderr } = run("npm", "test");
    expect(`${stdout}${stderr}`).not.toContain("error TS");
    expect(stdout).toContain("our-queue-encrypted-with-key");
    expect(status).toBe(0);
  });

  test("has a valid configuration", () => {
    const cli = join(repositoryFolder, "dist/cli.js");
    expect(run(process.execPath, cli, "config", "validate", "stackwarden.json")).toMatchObject({ status: 0, stderr: "" });
  });

  test("serves its own rule and those of Stackwarden in the engine", async () => {
    const packConfig = { "our-queue-encrypted-with-key": "mandatory" };
    const program = async (): Promise<void> => {
      resource("aws:sqs/queue:Queue", "plain", {});
      resource("aws:ebs/volume:Volume", "disk", { availabilityZone: "us-east-1a", size: 8, encrypted: false });
    };
    const { ok, diagnostics } = await preview(program, { packs: [made], packConfig });
    expect(ok).toBe(false);
    const mandatory = diagnostics.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
    expect(mandatory).toEqual(expect.arrayContaining(["our-queue-encrypted-with-key", "ebs-volume-encrypted"]));
  });
});
