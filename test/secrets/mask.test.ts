import { describe, expect, test } from "vitest";
import { looksSecret, mask } from "../../src/secrets/names/mask.js";
import { credentialKeys, isCredential } from "../../src/secrets/texts/credential.js";
import { accessKeyId, glue, hex, jwt, mixed } from "./tokens.js";

describe("kept out of messages by its name", () => {
  test.each([
    ..."password dbPassword PASSWD userpasswd passphrase pass mysqlPwd clientSecret secretValue token accessToken apiKey api-key API_KEY".split(
      " ",
    ),
    ..."apikey private_key private-key privatekey access_key access-key accesskey credentials auth-key auth_key authkey connection-string".split(
      " ",
    ),
    ..."connection_string connectionString pin PIN tokenSource".split(" "),
  ])("%s", (name) => expect(looksSecret("word", name)).toBe(true));
  test.each([
    ..."name id secretArn passwordId secretName password_policy tokenVersion tokenTtl passwordLength tokenExpiry tokenValidityUnits maxTokens".split(
      " ",
    ),
    ..."spin pins pinned passing bypassed pwds passport apikind keyApi auth authk".split(" "),
  ])("not %s", (name) => expect(looksSecret("word", name)).toBe(false));
  test.each(["idToken", "nameToken", "tokensSecret"])("%s: the end states what it is", (name) =>
    expect(looksSecret("word", name)).toBe(true),
  );
  test("nor a text of three characters", () => {
    expect(looksSecret("abc", "password")).toBe(false);
    expect(looksSecret("abcd", "password")).toBe(true);
  });
});

describe("kept out of messages by its look", () => {
  test.each([
    ...[mixed(24), hex(24), `${"a".repeat(23)}1`, `1${"a".repeat(23)}`, `${mixed(20)}+/_=.~-`],
    ...[
      "redis://u:pw@cache",
      "x https://user:longer@h y",
      "-----BEGIN PRIVATE KEY",
      "-----BEGIN RSA PRIVATE KEY-----",
      accessKeyId,
      accessKeyId.replace("AKIA", "ASIA"),
    ],
    ...["p", "o", "u", "s", "r"].map((kind) => `a gh${kind}_${"a".repeat(20)} b`),
    ...["a", "b", "p", "r", "s"].map((kind) => `my xox${kind}-a`),
    ...[`the ${jwt}`, "eyJabcdefghij.x"],
  ])("%#", (text) => expect(looksSecret(text, "")).toBe(true));
  test.each([
    ...["a".repeat(40), "1".repeat(40), mixed(23), `${mixed(30)} ${mixed(30)}`, `${mixed(30)}!`, `!${mixed(30)}`],
    ...["arn:1234567890abcdefghijklmnop", "https://acme.dev/1234567890abcdefg", "http://acme.dev/1234567890abcdefgh"],
    ...[
      "db1.internal.eu-central-1.acme.dev",
      "ami-0123456789abcdef01234567",
      "subnet-0123456789abcdef0",
      "vpc-0123456789abcdef0",
      "sg-0123456789abcdef0123456",
    ],
    ...[
      "orders-db-7-eu-central-1-primary",
      "AMI-0123456789ABCDEF01234567",
      "ami-0123456789abcdef0123_4567",
      "subnet-0123456789abcdef_0123",
      "vpc-0123456789abcdef_012345",
      "sg-0123456789abcdef_0123456",
    ],
    ...["OAUTH2_PROXY_COOKIE_SECRET", "OAUTH_PROXY12_COOKIE_SECRET3", "oauth2_proxy-cookie.secret_base", "oauth_proxy12-cookie3.secret"],
    ...[
      "://u:pw",
      "https://u@host",
      "-----BEGIN PUBLIC KEY-----",
      "AKIA123",
      glue("gh", "p_", "a".repeat(19)),
      "ghx_aaaaaaaaaaaaaaaaaaaa",
      "xoxz-a",
      "xoxb",
      "eyJabc.x",
      "eyJabcdefghij",
    ],
  ])("not %s", (text) => expect(looksSecret(text, "")).toBe(false));
  test.each([
    ...["OAUTH2_PROXY_COOKIE_SECRET_", "OAUTH234_PROXY_COOKIE_SECRET", "OAUTH2_PROXY123456789012345", "oauth2__proxy_cookie_secret1"],
    ...[
      "1OAUTH_PROXY_COOKIE_SECRET_A",
      "oauth2_proxy1234567890_cookie",
      "my_ami-0123456789abcdef0123456",
      "orders--db-7-eu-central-1-primary_",
    ],
  ])("but %s", (text) => expect(looksSecret(text, "")).toBe(true));
});

describe("a hint", () => {
  test("shows the beginning of a long text, and the length", () => {
    expect(mask("abcdefghijklmnopqrst")).toBe("abcd…(20 characters)");
    expect(mask("ab-_efghijklmnopqrst")).toBe("ab-_…(20 characters)");
    expect(mask("abcdefghijklmnopqrs")).toBe("…(19 characters)");
  });
  test("shows no mark, which may be a part of a password", () => {
    for (const text of ["a!cdefghijklmnopqrst", "!bcdefghijklmnopqrst", "abc!efghijklmnopqrst"])
      expect(mask(text)).toBe("…(20 characters)");
  });
});

describe("better not shown", () => {
  test("by its look, its name, or because a detector knows it", () => {
    expect(isCredential("word", "password")).toBe(true);
    expect(isCredential(mixed(24), "")).toBe(true);
    expect(isCredential("requirepass bw9MqLdis87PUHEW", "")).toBe(true);
    expect(isCredential("hunter", "DB_PASS")).toBe(true);
    expect(isCredential("hunter", "")).toBe(false);
  });

  const keysIn = (value: Parameters<typeof credentialKeys>[0]) => [...credentialKeys(value)];
  const token = glue("gh", "p_", mixed(36));
  test("keys that are credentials, in lists, maps and JSON texts", () => {
    expect(keysIn({ a: [{ [token]: 1, plain: { [mixed(30)]: "x" } }] })).toEqual([token, mixed(30)]);
    expect(keysIn({ body: JSON.stringify({ [token]: 1 }), list: JSON.stringify([{ [mixed(30)]: 1 }]) })).toEqual([token, mixed(30)]);
    expect(keysIn({ environment: "prod", "a-plain-key": 1, password: "x", [token.slice(0, 7)]: 1 })).toEqual([]);
    expect(keysIn("plain text")).toEqual([]);
    expect(keysIn(JSON.stringify(token))).toEqual([]);
    expect(keysIn(undefined)).toEqual([]);
  });
  test("a key has eight characters", () => {
    expect(keysIn({ "a:9x@b": 1, "://a:9@": 1 })).toEqual([]);
    expect(keysIn({ "://a:9@b": 1 })).toEqual(["://a:9@b"]);
  });
  test("also after many other keys, and again", () => {
    const many = Object.fromEntries(Array.from({ length: 10_050 }, (_, i) => [`key${i % 9}${i}`, 1]));
    expect(keysIn({ [token]: 1, ...many, other: { [token]: 1, environment: 1 } })).toEqual([token, token]);
  });
});
