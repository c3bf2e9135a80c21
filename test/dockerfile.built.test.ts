/** The image: built and run where a builder is, and its Dockerfile read everywhere. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dockerfileErrors } from "./dockerfile.js";

const repository = join(import.meta.dirname, "..");
const dockerfile = readFileSync(join(repository, "Dockerfile"), "utf8");
// `info` also asks the daemon: a client alone builds nothing.
const builder = ["docker", "podman"].find((command) => spawnSync(command, ["info"]).status === 0);
if (builder === undefined) console.warn("The image is not built: neither docker nor podman runs here");

describe("the Dockerfile", () => {
  test("has a pinned base, a user that is not root, and no script from the network", () => {
    expect(dockerfileErrors(dockerfile)).toEqual([]);
  });

  test.each([
    ["FROM node\nUSER node", /DL3006/],
    ["FROM node:latest\nUSER node", /DL3006/],
    ["FROM node:22-alpine\nUSER node", /DL3006/],
    ["FROM node:22.20.0", /DL3002/],
    ["FROM node:22.20.0\nUSER root", /DL3002/],
    ["FROM node:22.20.0 AS a\nUSER node\nFROM a", /DL3002/],
    ["FROM node:22.20.0\nUSER node\nRUN curl -fsSL https://example.com/x | sh", /piped/],
    ["FROM node:22.20.0\nUSER node\nRUN wget -qO- https://example.com/x \\\n  | bash", /^3: .*piped/],
    ["FROM node:22.20.0\nUSER node\nRUN npm install stackwarden", /npm ci/],
    ["FROM node:22.20.0\nUSER node\nADD https://example.com/x /x", /DL3020/],
    ["FROM node:22.20.0\nUSER node\nCMD node cli.js", /DL3025/],
    ["FROM node:22.20.0\nUSER node\nENV API_TOKEN=x", /secret in ENV/],
  ])("%j is refused", (text, problem) => {
    expect(dockerfileErrors(text)).toEqual([expect.stringMatching(problem)]);
  });

  test("runs a Node.js that the package supports, and copies what is there", () => {
    const { engines } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { engines: { node: string } };
    const least = Number(/\d+/.exec(engines.node)?.[0]);
    for (const [, major] of dockerfile.matchAll(/^FROM node:(\d+)/gm)) expect(Number(major)).toBeGreaterThanOrEqual(least);
    for (const file of ["package.json", "package-lock.json", "LICENSE", "scripts/build.mjs", "scripts/bundle.mjs", "dist/cli.js"])
      expect(existsSync(join(repository, file)), file).toBe(true);
  });
});

describe.skipIf(builder === undefined)(`the image, by ${builder ?? "no builder"}`, () => {
  test("is built, and checks a folder that is mounted", { timeout: 900_000 }, () => {
    const run = (...args: string[]) => spawnSync(builder ?? "", args, { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 28 });
    const built = run("build", "--quiet", ".");
    expect(built.stderr).toBe("");
    const image = built.stdout.trim();
    try {
      const checked = run("run", "--rm", "--network=none", "--volume", `${join(repository, "examples/shop")}:/work:ro`, image);
      expect(checked.stdout).toContain("iam-role-trust-not-open");
      expect(checked.status).toBe(1);
      expect(run("run", "--rm", "--entrypoint", "id", image, "-un").stdout.trim()).toBe("node");
    } finally {
      run("rmi", "--force", image);
    }
  });
});
