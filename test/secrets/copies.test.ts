import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";
import { signatureKey, signatures } from "../../src/model/value.js";
import { copiesIn, secretValues } from "../../src/secrets/texts/copies.js";
import { secret } from "../suite.js";
import { base64, glue, hex, mixed, pem } from "./tokens.js";

const password = "bw9MqLdis87PUHEW";
const resource = (type: string, inputs: RawResource["inputs"], outputs: RawResource["outputs"] = {}) =>
  toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs, outputs });
const stackWith = (...resources: readonly ReturnType<typeof resource>[]) =>
  toStack(resources, { name: "dev", project: "test", today: "2026-07-01", config: undefined });
const valuesOf = (type: string, inputs: RawResource["inputs"], outputs?: RawResource["outputs"]) =>
  secretValues(stackWith(resource(type, inputs, outputs)));
const database = valuesOf("aws:rds/instance:Instance", { password: secret(password) });
const where = 'password of "it"';

describe("a secret is known again", () => {
  test("as it is, in JSON, in a URL, and in base64", () => {
    const odd = 'k9"x\\Q/7&pL+2zT';
    const values = valuesOf("aws:rds/instance:Instance", { password: secret(odd) });
    for (const text of [odd, `a ${odd} b`, JSON.stringify({ a: odd }), `https://x/?p=${encodeURIComponent(odd)}`])
      expect(values.find(text)).toBe(where);
    for (const text of [
      base64(`the password: ${odd}`),
      gzipSync(`the password: ${odd}`).toString("base64"),
      `echo ${base64(`the password: ${odd}`)} | base64 -d`,
    ])
      expect(values.find(text)).toBe(where);
    expect(values.find(odd.slice(1))).toBeUndefined();
    expect(values.find("")).toBeUndefined();
    expect(database.find(base64(`pw=${password}`))).toBe(where);
  });
  test("behind other base64", () => {
    expect(database.find(`${base64("nothing of interest here")} ${base64(`the password: ${password}`)}`)).toBe(where);
    expect(database.find(base64("nothing of interest here"))).toBeUndefined();
  });
  test("from the configuration, inputs and outputs, the first that has it", () => {
    const stack = toStack([resource("x:y:Z", { token: secret(mixed(30)) }, { apiToken: secret(mixed(32, 5)), token: secret(mixed(30)) })], {
      name: "dev",
      project: "test",
      today: "2026-07-01",
      config: { values: { "shop:dbPassword": password, "shop:plain": "Kq9xLm2Zt8vB4nR" }, secretKeys: new Set(["shop:dbPassword"]) },
    });
    const values = secretValues(stack);
    expect(values.find(password)).toBe("the secret configuration value shop:dbPassword");
    expect(values.find(mixed(30))).toBe('token of "it"');
    expect(values.find(mixed(32, 5))).toBe('apiToken of "it"');
    expect(values.find("Kq9xLm2Zt8vB4nR")).toBeUndefined();
  });
  test("from a key of the configuration that reports nothing, or has a colon in front of its name", () => {
    const configured = (key: string, text: string) =>
      secretValues(
        toStack([], { name: "dev", project: "test", today: "2026-07-01", config: { values: { [key]: text }, secretKeys: new Set([key]) } }),
      ).find(text);
    expect(configured("shop:note", "q1w2r3t4")).toBe("the secret configuration value shop:note");
    expect(configured("shop:id", "q1w2r3t4")).toBeUndefined();
    expect(configured("password:note", "saddletundra")).toBeUndefined();
    expect(configured("shop:password", "saddletundra")).toBe("the secret configuration value shop:password");
    expect(secretValues(stackWith()).find("q1w2r3t4")).toBeUndefined();
  });
  test("with the first of the places that hold it", () => {
    const twice = secretValues(stackWith(resource("x:y:Z", { password: secret(password), token: secret(password) })));
    expect(twice.find(password)).toBe(where);
  });
  test("inside lists, maps, JSON texts and numbers", () => {
    const values = valuesOf("x:y:Z", {
      secrets: secret([{ password: "Kq9xLm2Zt8vB4nR" }]),
      body: secret(JSON.stringify({ db: [{ password: "Zt8vB4nRKq9xLm2" }] })),
      list: secret(JSON.stringify([mixed(40)])),
      password: secret(918273645123),
    });
    expect(values.find("Kq9xLm2Zt8vB4nR")).toBe('secrets of "it"');
    expect(values.find("Zt8vB4nRKq9xLm2")).toBe('body of "it"');
    expect(values.find(mixed(40))).toBe('list of "it"');
    expect(values.find("918273645123")).toBe('password of "it"');
  });
  test("with a half of a character in it", () =>
    expect(valuesOf("x:y:Z", { password: secret(`\ud800${password}`) }).find(`\ud800${password}`)).toBe(where));
});

describe("what is telling enough to be looked for", () => {
  const held = (name: string, text: string, type = "x:y:Z") => valuesOf(type, { [name]: secret(text) }).find(text) !== undefined;
  test("a token or a private key, under any name", () => {
    for (const text of [glue("gh", "p_", mixed(36)), pem("PRIVATE KEY")])
      for (const name of ["note", "id", "userName"]) expect(held(name, text)).toBe(true);
    expect(held("note", "sk-this is no token")).toBe(false);
  });
  test("a password or token under its name", () => {
    expect(held("password", "hunter12")).toBe(false);
    expect(held("password", "q1w2r3t4")).toBe(true);
    expect(held("password", "q1w2r3t")).toBe(false);
    expect(held("password", "saddletundra")).toBe(true);
    expect(held("password", "saddletundr")).toBe(false);
    expect(held("token", "saddletundra")).toBe(false);
    expect(held("token", mixed(12))).toBe(true);
    expect(held("password", `${"a-b#9Q!k".repeat(512)}`)).toBe(true);
    expect(held("note", `${glue("gh", "p_", mixed(36))} ${"x".repeat(8192)}`)).toBe(false);
    expect(held("password", "changeme1234")).toBe(false);
    expect(held("password", mixed(4096))).toBe(true);
    expect(held("password", `${mixed(4096)}${mixed(4097)}`)).toBe(false);
  });
  test("a generated text of sixteen letters and digits under another name", () => {
    expect(held("note", mixed(16))).toBe(true);
    expect(held("note", mixed(15))).toBe(false);
    expect(held("note", `${mixed(16)}!`)).toBe(false);
    expect(held("note", `!${mixed(16)}`)).toBe(false);
    expect(held("note", "internal_service_name")).toBe(false);
    expect(held("note", `${mixed(10)}+/=_${mixed(6)}`)).toBe(true);
  });
  test("nothing that its own name calls public", () => {
    const text = base64(mixed(32));
    for (const name of ["publicKey", "public_key", "PUBLISHABLE_KEY", "rsaPublicKey"]) {
      expect(held(name, text), name).toBe(false);
      expect(valuesOf("x:y:Z", { secretString: secret(JSON.stringify({ [name]: text })) }).find(text), name).toBeUndefined();
    }
    expect(held("publicKey", pem("PRIVATE KEY"))).toBe(true);
    expect(held("republicanKey", text)).toBe(true);
  });
  test("no identifier that only travelled with a secret", () => {
    for (const name of [
      "id",
      "keyIds",
      "roleArn",
      "arns",
      "hostname",
      "passwordHash",
      "checksum",
      "digest",
      "etag",
      "version",
      "url",
      "uri",
      "endpoint",
      "host",
      "address",
      "user",
      "username",
      "Id",
    ])
      expect(held(name, mixed(24)), name).toBe(false);
    for (const name of ["identity", "urls2", "hosting", "userData"]) expect(held(name, mixed(24)), name).toBe(true);
  });
  test("what random makes, and what an input is by nature, whatever its name", () => {
    for (const type of ["random:index/randomPassword:RandomPassword", "random:index/randomBytes:RandomBytes"]) {
      const made = (path: string) => valuesOf(type, {}, { [path]: secret("q1w2r3t4") }).find("q1w2r3t4");
      expect(made("result")).toBe('result of "it"');
      expect(made("bcryptHash")).toBeUndefined();
    }
    for (const type of [
      "random:index/randomPet:RandomPet",
      "xrandom:index/randomPassword:RandomPassword",
      "random:index/randomPasswordX:Y",
    ])
      expect(valuesOf(type, {}, { result: secret("q1w2r3t4") }).find("q1w2r3t4")).toBeUndefined();
    // Their values stand under names that say nothing.
    const connection = (name: string) => ({
      authParameters: { invocationHttpParameters: { headers: Array.from({ length: 11 }, () => ({ [name]: secret("q1w2r3t4") })) } },
    });
    expect(valuesOf("aws:cloudwatch/eventConnection:EventConnection", connection("value")).find("q1w2r3t4")).toMatch(
      /headers\[0\]\.value of "it"$/,
    );
    expect(valuesOf("aws:cloudwatch/eventConnection:EventConnection", connection("note")).find("q1w2r3t4")).toBeUndefined();
    expect(valuesOf("aws:cloudwatch/eventConnection:EventConnection", {}, connection("value")).find("q1w2r3t4")).toBeUndefined();
    expect(valuesOf("aws:directconnect/macsecKeyAssociation:MacsecKeyAssociation", { cak: secret("q1w2r3t4") }).find("q1w2r3t4")).toBe(
      'cak of "it"',
    );
    expect(
      valuesOf("aws:directoryservice/sharedDirectory:SharedDirectory", { notes: secret("q1w2r3t4") }).find("q1w2r3t4"),
    ).toBeUndefined();
    expect(valuesOf("aws:elasticache/user:User", { passwords: secret(["q1w2r3t4"]) }).find("q1w2r3t4")).toBe('passwords of "it"');
    expect(valuesOf("aws:mq/broker:Broker", { users: [{ password: secret("q1w2r3t4") }] }).find("q1w2r3t4")).toBe(
      'users[0].password of "it"',
    );
  });
});

describe("a copy is in plaintext", () => {
  const copies = (inputs: RawResource["inputs"]) => copiesIn(resource("aws:lambda/function:Function", inputs).inputs, database);
  test("at its path, in lists, maps, assets and JSON texts", () => {
    expect(copies({ environment: { variables: { A: "x", B: password } }, layers: ["a", password] })).toEqual([
      { path: "environment.variables.B", origin: where },
      { path: "layers[1]", origin: where },
    ]);
    expect(
      copies({
        code: { [signatureKey]: signatures.asset, text: `x = ${password}` },
        description: JSON.stringify({ a: [{ b: password }] }),
      }),
    ).toEqual([
      { path: "code", origin: where },
      { path: "description.a[0].b", origin: where },
    ]);
    expect(copies({ code: { [signatureKey]: signatures.asset, path: "./x" } })).toEqual([]);
    const part = { [signatureKey]: signatures.asset, text: `x = ${password}` };
    expect(copies({ code: { [signatureKey]: signatures.archive, assets: { "index.js": part } } })).toEqual([
      { path: 'code.assets["index.js"]', origin: where },
    ]);
    expect(copies({ description: JSON.stringify(["a", [password]]) })).toEqual([{ path: "description[1][0]", origin: where }]);
  });
  test("not where it is wrapped", () => expect(copies({ environment: secret({ B: password }), layers: [secret(password)] })).toEqual([]));
  test("with keys that are credentials left out of the path", () =>
    expect(copies({ tags: { [glue("gh", "p_", mixed(36))]: { a: password } } })).toEqual([{ path: "tags.a", origin: where }]));
  test("JSON in JSON is read four deep", () => {
    const nested = (depth: number): string => (depth === 0 ? password : JSON.stringify({ a: nested(depth - 1) }));
    for (const depth of [1, 2, 3, 4]) expect(copies({ d: nested(depth) })[0]?.path).toBe(`d${".a".repeat(depth)}`);
    expect(copies({ d: nested(5) })[0]?.path).toBe("d.a.a.a.a");
    expect(copies({ d: "[]", e: hex(40), f: 12 })).toEqual([]);
  });
});
