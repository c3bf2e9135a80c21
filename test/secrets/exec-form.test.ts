import { describe, expect, test } from "vitest";
import { sight } from "../../src/secrets/texts/text.js";
import { secret, unknown } from "../suite.js";
import { leakingPaths } from "./leaking-paths.js";

const password = "bw9MqLdis87PUHEW";

const commands = [
  ["mysqldump", "-h", "db", "-u", "root", `-p${password}`, "shop"],
  ["redis-cli", "-h", "r", "-a", password, "PING"],
  ["curl", "-u", `svc:${password}`, "https://x"],
  ["sshpass", "-p", password, "ssh", "x"],
  ["docker", "login", "-u", "svc", "-p", password, "r.acme.dev"],
];

describe("a command as a list of words", () => {
  test.each(commands)("%s …", (...command) => {
    expect(leakingPaths({ command })).toEqual(["command"]);
    expect(leakingPaths({ containerDefinitions: JSON.stringify([{ name: "a", command }]) })).toEqual(["containerDefinitions[0].command"]);
    expect(leakingPaths({ spec: { containers: [{ args: command }] } })).toEqual(["spec.containers[0].args"]);
    const text = Buffer.from(JSON.stringify({ a: command })).toString("base64");
    expect(sight(text, { name: "", besideKeyId: false })?.by).toBe("form");
  });
  test("is reported once, where a word of it gives it away", () => {
    expect(leakingPaths({ command: ["app", "--password", password] })).toEqual(["command[2]"]);
    expect(leakingPaths({ command: ["sh", "-c", `sshpass -p ${password} ssh x`] })).toEqual(["command[2]"]);
  });
  test("is harmless, where the password is wrapped, not known yet, or is elsewhere", () => {
    for (const word of [secret(password), unknown, "$(REDIS_PASSWORD)", "$REDIS_PASSWORD", "changeme"])
      expect(leakingPaths({ command: ["redis-cli", "-a", word, "PING"] })).toEqual([]);
    expect(leakingPaths({ command: ["redis-cli", "-h", unknown, "-a", password] })).toEqual(["command"]);
  });
  test("is none, where a list holds no words, or very many", () => {
    for (const list of [[{ a: "redis-cli" }, "-a", password], ["redis-cli"], [...Array(100).fill("a"), "redis-cli", "-a", password]])
      expect(leakingPaths({ list })).toEqual([]);
    expect(leakingPaths({ list: ["a\nredis-cli", "-a", password] })).toEqual([]);
    expect(leakingPaths({ list: ["GET", "login", "--password-stdin", "authorization"] })).toEqual([]);
  });
});
