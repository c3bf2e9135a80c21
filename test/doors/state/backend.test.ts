import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { backendOf, withoutSecrets } from "../../../src/doors/state/backend.js";
import { folder, run } from "../../cli/fixture.js";

const { path: root } = folder();
let count = 0;
const tree = (files: Record<string, string>): string => {
  const path = join(root, `t${count++}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
};
// Joined at run time, so that no scanner of repositories takes it for a real one.
const token = ["pul", "0123456789abcdef"].join("-");
const home = tree({
  "credentials.json": JSON.stringify({ current: "https://api.pulumi.com", accessTokens: { "https://api.pulumi.com": token } }),
});
const plain = "name: shop\nruntime: nodejs\n";
afterEach(() => vi.unstubAllEnvs());

describe("the backend of a project", () => {
  const own = tree({ "Pulumi.yaml": `${plain}backend:\n  url: s3://states?region=eu-west-1\n` });
  test("is chosen as the CLI does: the environment, the project, the last login", () => {
    expect(backendOf(own, { PULUMI_BACKEND_URL: "file:///srv/states" })).toEqual({ url: "file:///srv/states", from: "PULUMI_BACKEND_URL" });
    expect(backendOf(own, { PULUMI_HOME: home })).toEqual({ url: "s3://states", from: "Pulumi.yaml" });
    expect(backendOf(tree({ "Pulumi.yaml": plain }), { PULUMI_HOME: home })).toEqual({
      url: "https://api.pulumi.com",
      from: "pulumi login",
    });
    expect(backendOf(tree({ "Pulumi.yaml": plain }), { PULUMI_HOME: tree({ "x.json": "" }) })).toBeUndefined();
    expect(backendOf(tree({ "Pulumi.yaml": plain }), { PULUMI_HOME: tree({ "credentials.json": "{" }) })).toBeUndefined();
  });
  test.each([
    ["https://me:secret@pulumi.acme.test/api", "https://pulumi.acme.test/api"],
    ["azblob://states?sv=1&sig=secret", "azblob://states"],
    ["s3://states/a@b", "s3://states/a@b"],
    ["file://~", "file://~"],
  ])("%s is shown without credentials", (url, shown) => {
    expect(withoutSecrets(url)).toBe(shown);
  });
});

describe("`check` of projects without a state", () => {
  test("names the projects, their backends and the command, and no token", async () => {
    vi.stubEnv("PULUMI_BACKEND_URL", undefined);
    vi.stubEnv("PULUMI_CREDENTIALS_PATH", undefined);
    vi.stubEnv("PULUMI_HOME", home);
    const path = tree({ "a/Pulumi.yaml": `${plain}backend:\n  url: gs://acme\n`, "b/Pulumi.yaml": plain, "b/Pulumi.dev.yaml": "" });
    const without = await run(["check", join(path, "a")]);
    expect([without.status, without.out]).toEqual([2, ""]);
    expect(without.err).toContain(`Project: ${join(path, "a")} (backend gs://acme, from Pulumi.yaml). Run there: pulumi stack export`);
    const both = await run(["check", path]);
    expect(both.status).toBe(2);
    expect(both.err).toContain(`${join(path, "b")} (backend https://api.pulumi.com, from pulumi login)`);
    expect(both.err + both.out + without.err).not.toContain(token);
  });
});
