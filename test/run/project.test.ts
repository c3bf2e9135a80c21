import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readProject } from "../../src/run/project.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stackwarden-project-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (config: string) => {
  writeFileSync(join(folder, "Pulumi.dev.yaml"), `config:\n${config}`);
  return readProject(folder, { stack: "dev" });
};

test("an encrypted value is a stand-in, and its key is secret", () => {
  const { config, secretKeys, encrypted, standInsInside } = read("  shop:password:\n    secure: v1:abc\n  shop:size: 2\n");
  expect(config["shop:password"]).toMatch(/^not-decrypted-/);
  expect(config["shop:size"]).toBe("2");
  expect([secretKeys, encrypted, standInsInside]).toEqual([["shop:password"], ["shop:password"], []]);
});

test("an encrypted value inside an object or a list is one too, each another", () => {
  const { config, secretKeys, encrypted, standInsInside } = read(
    "  shop:db:\n    user: app\n    password:\n      secure: v1:abc\n    hosts:\n      - secure: v1:def\n      - b\n",
  );
  const [password, host] = standInsInside;
  expect(JSON.parse(config["shop:db"] ?? "")).toEqual({ user: "app", password, hosts: [host, "b"] });
  expect(password).toMatch(/^not-decrypted-/);
  expect(host).not.toBe(password);
  expect([secretKeys, encrypted]).toEqual([["shop:db"], []]);
});

test("an object without a secret stays", () => {
  const { config, secretKeys } = read("  shop:db:\n    user: app\n");
  expect([config["shop:db"], secretKeys]).toEqual(['{"user":"app"}', []]);
});
