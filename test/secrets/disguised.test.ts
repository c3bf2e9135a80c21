import { describe, expect, test } from "vitest";
import { isReference } from "../../src/secrets/names/harmless.js";
import { isSecretUnder } from "../../src/secrets/names/literal.js";

describe("a reference excuses what has its whole form", () => {
  test.each([
    ["DB_PASSWORD", "ssm:Sup3rS3cret!"],
    ["DB_PASSWORD", "arn:hunter2-Kx93mQ7L"],
    ["DB_PASSWORD", "https://Tr0ub4dor&3x9"],
    ["DB_PASSWORD", "vault:Kx93mQ7LpWz2"],
    ["DB_PASSWORD", "env:P@ss!w0rd9"],
  ])("a secret behind the beginning of one: %s %s", (name, text) => expect(isSecretUnder(name, text)).toBe(true));
  test.each([
    ["DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-Gd1yho"],
    ["DB_PASSWORD", "ssm:/prod/db/password"],
    ["DB_PASSWORD", "ssm:db-password"],
    ["DB_PASSWORD", "vault:secret/data/app#password"],
    ["DB_PASSWORD", "op://Private/db/password"],
    ["DB_PASSWORD", "env:DB_PASSWORD"],
    ["DB_PASSWORD", "https://vault.example.com/v1/kv/db"],
    ["AUTH_TOKEN", "s3://my-bucket/token"],
  ])("a reference: %s %s", (name, text) => expect(isSecretUnder(name, text)).toBe(false));
  test("of an input that is secret by nature too", () => {
    expect(["ssm:Sup3rS3cret!", "ssm:/prod/db/password", "{{resolve:ssm:a}}"].map(isReference)).toEqual([false, true, true]);
  });
});

describe("passwords that servers are delivered with", () => {
  test.each([
    ["POSTGRES_PASSWORD", "postgres"],
    ["MYSQL_ROOT_PASSWORD", "root"],
    ["RABBITMQ_PASSWORD", "guest"],
    ["adminPassword", "admin"],
    ["DB_PASSWORD", "Password"],
  ])("are passwords: %s %s", (name, text) => expect(isSecretUnder(name, text)).toBe(true));
  test.each([
    ["DB_PASSWORD", "<your-password>"],
    ["DB_PASSWORD", `\${DB_PASSWORD}`],
    ["DB_PASSWORD", "xxx"],
    ["DB_PASSWORD", "changeme"],
    ["AUTH_MODE", "password"],
    ["DB_USER", "postgres"],
    ["RESET_ADMIN_PASSWORD", "admin"],
  ])("or none: %s %s", (name, text) => expect(isSecretUnder(name, text)).toBe(false));
});

describe("keys that are published", () => {
  test.each([
    ["ANALYTICS_TOKEN", "G-9XK2M4PQ7L"],
    ["TAG_MANAGER_SECRET", "GTM-K9X2M4P"],
    ["VITE_API_KEY", "kx93mq7lpwz2kx93mq7lpwz2"],
    ["REACT_APP_AUTH_TOKEN", "kx93mq7lpwz2kx93mq7lpwz2"],
    ["ALGOLIA_SEARCH_API_KEY", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"],
  ])("are not secrets: %s", (name, text) => expect(isSecretUnder(name, text)).toBe(false));
  test.each([
    ["API_KEY", "kx93mq7lpwz2kx93mq7lpwz2"],
    ["VITE_SECRET_KEY", "kx93mq7lpwz2kx93mq7lpwz2"],
    ["REACT_APP_DB_PASSWORD", "Kx93mQ7LpWz2"],
    ["ALGOLIA_ADMIN_API_KEY", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"],
  ])("and others are: %s", (name, text) => expect(isSecretUnder(name, text)).toBe(true));
});
