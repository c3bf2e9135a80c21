import { describe, expect, test } from "vitest";
import { beginnings } from "../../src/secrets/formats/beginnings.js";
import { hasAccessKeyId, isCutOff, isMasked, privateKeyIn, secretKeyIn, tokenIn } from "../../src/secrets/formats/formats.js";
import { fill } from "./cases/kit.js";
import { tokensByProvider } from "./cases/providers.js";
import { accessKeyId, base64, glue, hex, jwt, mixed, pem, secretAccessKey } from "./tokens.js";

const webToken = (header: object, payload: object): string =>
  [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat(mixed(43))
    .join(".");

describe("a provider's token", () => {
  test.each(tokensByProvider)("%s: %s", (says, form) => {
    const token = fill(form);
    for (const text of [token, `first line\n  ${token}`, `'${token}'`]) {
      expect(beginnings.test(text)).toBe(true);
      expect(tokenIn(text)?.description).toBe(says);
    }
    // It is the token that a finding masks, with nothing of what stands around.
    expect(token).toContain(tokenIn(`a = ${token} # b`)?.text);
  });

  test("is found again by whoever looks again", () => {
    for (const text of [glue("gh", "p_", mixed(36)), jwt]) expect([tokenIn(text)?.text, tokenIn(text)?.text]).toEqual([text, text]);
    for (const find of [privateKeyIn, secretKeyIn])
      for (const text of [pem("PRIVATE KEY"), base64(pem("PRIVATE KEY")), secretAccessKey]) expect(find(text)?.text).toBe(find(text)?.text);
  });

  test("is alone: a longer word only has it inside", () => {
    for (const around of ["a", "Z", "9", "_"]) expect(tokenIn(`${around}${glue("np", "m_", mixed(36))}`)).toBeUndefined();
    for (const around of ["a", "Z", "9", "_", "-"]) expect(tokenIn(`${glue("np", "m_", mixed(36))}${around}`)).toBeUndefined();
    for (const around of ["-", "=", ":", ".", "/"])
      expect(tokenIn(`${around}${glue("np", "m_", mixed(36))}`)?.description).toBe("npm token");
  });

  test("is none where it is too short", () => {
    for (const text of [glue("gh", "p_", mixed(29)), glue("AI", "za", mixed(34)), glue("xo", "xb-70501-", mixed(24))])
      expect(tokenIn(text)).toBeUndefined();
  });

  test("has a beginning to show only where all of its kind have it", () => {
    expect(tokenIn(glue("gh", "p_", mixed(36)))?.hasPrefix).toBe(true);
    expect(tokenIn(jwt)?.hasPrefix).toBe(true);
    expect(tokenIn(`${hex(32)}-us14`)?.hasPrefix).toBe(false);
  });

  test("behind one of the documentation is found", () => {
    const shown = glue("gh", "p_", "x".repeat(36));
    const real = glue("gh", "p_", mixed(36));
    expect(tokenIn(shown)).toBeUndefined();
    expect(tokenIn(`${shown} ${real}`)?.text).toBe(real);
    expect(tokenIn(`${real.slice(0, 35)}... ${glue("gh", "s_", mixed(36))}`)?.text).toBe(glue("gh", "s_", mixed(36)));
  });
});

test("most texts have no beginning of a token", () => {
  for (const text of [
    ...[
      "",
      "eu-central-1",
      "a plain sentence about tokens",
      "arn:aws:iam::123456789012:role/deploy",
      "my_gh_settings",
      "task-2",
      "registry.acme.dev/app:1.4",
    ],
    ...[
      "skip-this",
      "dash-board",
      "unsecret_ive",
      "https://acme.dev/hook",
      "monkey-2024",
      "resign_all",
      "cities",
      "xylophone",
      "12/1234",
      "live-data",
    ],
  ])
    expect(beginnings.test(text)).toBe(false);
});

describe("a token of documentation", () => {
  test.each([
    glue("sk", "_live_", "your_key_here"),
    glue("gh", "p_", "EXAMPLE", mixed(29)),
    `${mixed(20)}${"abcd".repeat(4)}`,
    `${mixed(20)}...`,
  ])("%#: is masked", (token) => expect(isMasked(token)).toBe(true));
  test.each([mixed(36), `${"abcd".repeat(4)}${mixed(16)}`, `${mixed(20)}${"abcde".repeat(4)}`, mixed(12)])("%#: is not", (token) =>
    expect(isMasked(token)).toBe(false),
  );
  test.each(["#", "*", "<", "[", "…", "-#", "_*", "-[", "_<", "..", "..."])("goes on in %s", (rest) =>
    expect(isCutOff(`abc${rest} and more`, 3)).toBe(true),
  );
  test.each(["", " #", ".", ". .", "a..", "--#", "-", "_", "\n<", "a", "]", ">"])("does not go on in %s", (rest) =>
    expect(isCutOff(`abc${rest}`, 3)).toBe(false),
  );
});

describe("a JSON Web Token", () => {
  const signed = { alg: "HS256", typ: "JWT" };
  const person = { sub: "7f288da3", role: "service" };
  test("is one by its header", () => {
    const token = webToken(signed, person);
    expect(tokenIn(`Bearer ${token}`)).toEqual({ description: "JSON Web Token", text: token, hasPrefix: true });
    expect(tokenIn(webToken({ type: "page" }, person))).toBeUndefined();
  });
  test("of an anonymous front end is published", () => {
    const anonymous = webToken(signed, { role: "anon", iss: "supabase" });
    expect(tokenIn(anonymous)).toBeUndefined();
    expect(tokenIn(Buffer.from('{"role" : "anon"}').toString("base64url") && anonymous)).toBeUndefined();
    for (const payload of ['{"a":1,"role" :"anon"}', '{"a":1,"role": "anon"}', '{"a":1,"role"  :  "anon"}'])
      expect(tokenIn([anonymous.split(".")[0], Buffer.from(payload).toString("base64url"), mixed(43)].join("."))).toBeUndefined();
    expect(tokenIn(`${anonymous} ${webToken(signed, person)}`)?.text).toBe(webToken(signed, person));
  });
  test("that goes on in one letter is none", () => {
    const [header, payload] = webToken(signed, person).split(".");
    expect(tokenIn(`${header}.${payload}.${"x".repeat(40)}`)).toBeUndefined();
    expect(tokenIn(`${header}.${payload}.${mixed(19)}`)).toBeUndefined();
    expect(tokenIn(`${header}.${payload}.${mixed(20)}`)?.description).toBe("JSON Web Token");
    expect(tokenIn(`a${webToken(signed, person)}`)).toBeUndefined();
  });
});

describe("a private key", () => {
  const key = (kind: string, body: string) => glue("-----BEGIN ", kind, "PRIVATE KEY-----", body, "-----END ", kind, "PRIVATE KEY-----");
  test.each([
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "PGP PRIVATE KEY BLOCK",
    "SSH2 A B PRIVATE KEY",
  ])("%s", (kind) => {
    for (const text of [
      pem(kind),
      `key: |\n  ${pem(kind).replaceAll("\n", "\r\n  ")}`,
      pem(kind).replaceAll("\n", "\\n"),
      pem(kind).replaceAll("\n", "\\r\\n"),
    ])
      expect(privateKeyIn(text)?.description).toBe("private key");
  });
  test.each(["PUBLIC KEY", "CERTIFICATE", "PRIVATE KEY INFO"])("a %s is none", (kind) => {
    expect(privateKeyIn(pem(kind))).toBeUndefined();
    expect(privateKeyIn(base64(pem(kind)))).toBeUndefined();
  });
  test("has forty characters, in one line or folded", () => {
    expect(privateKeyIn(key("", `\n${mixed(39)}\n`))).toBeUndefined();
    expect(privateKeyIn(key("", `\n${mixed(40)}\n`))).toBeDefined();
    expect(privateKeyIn(key("", `\n${mixed(20)}\n${mixed(20)}\n`))).toBeDefined();
    expect(privateKeyIn(key("", `\\r\\n${mixed(20)}\\r\\n${mixed(20)}\\r\\n`))).toBeDefined();
  });
  test.each(["EXAMPLE", "redacted", "...", "<your key>", "xxxxxxxx"])("of documentation (%s) is none, and hides none behind it", (mark) => {
    const shown = key("RSA ", `\n${mark}${mixed(64)}\n`);
    expect(privateKeyIn(shown)).toBeUndefined();
    expect(privateKeyIn(`${shown}${" ".repeat(400)}${pem("RSA PRIVATE KEY")}`)).toBeDefined();
    expect(privateKeyIn(key("RSA ", `\n${mixed(64)}${mark}\n`))).toBeDefined();
  });
  test("in base64", () => {
    const encoded = base64(pem("EC PRIVATE KEY"));
    for (const text of [encoded, `client-key-data: ${encoded}`, `${base64(pem("CERTIFICATE"))} ${encoded}`])
      expect(privateKeyIn(text)?.description).toBe("private key");
    expect(privateKeyIn(`A${encoded}`)).toBeUndefined();
    expect(privateKeyIn(encoded.slice(0, 70))).toBeUndefined();
  });
});

describe("the secret of an access key", () => {
  test("has an id of a kind", () => {
    for (const text of [accessKeyId, accessKeyId.replace("AKIA", "ASIA"), `id=${accessKeyId};`]) expect(hasAccessKeyId(text)).toBe(true);
    for (const text of [
      `X${accessKeyId}`,
      `9${accessKeyId}`,
      `${accessKeyId}X`,
      `${accessKeyId}9`,
      accessKeyId.slice(0, 19),
      accessKeyId.replace("AKIA", "AROA"),
      "AKIAIOSFODNN7EXAMPLE",
    ])
      expect(hasAccessKeyId(text)).toBe(false);
  });
  test("is forty characters of both cases with a digit or sign", () => {
    expect(secretKeyIn(`secret ${secretAccessKey};`)).toEqual({ description: "AWS secret access key", text: secretAccessKey });
    expect(secretKeyIn(`${hex(40)} ${secretAccessKey}`)?.text).toBe(secretAccessKey);
  });
  test.each([
    ["a commit", hex(40)],
    ["a commit in capitals", hex(40).toUpperCase()],
    ["a text in capitals", secretAccessKey.toUpperCase()],
    ["a text in small letters", secretAccessKey.toLowerCase()],
    ["letters alone", secretAccessKey.replace(/[\d/+]/g, "x")],
    ["the documentation's", glue("wJalrXUtnFEMI/K7MDENG/", "bPxRfiCY", "EXAMPLEKEY")],
    ["a part of something longer", `${secretAccessKey}a`],
    ["the end of something longer", `=${secretAccessKey}`],
    ["something shorter", secretAccessKey.slice(1)],
  ])("%s is none", (_, text) => expect(secretKeyIn(text)).toBeUndefined());
});
