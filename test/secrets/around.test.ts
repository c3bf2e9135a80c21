import { describe, expect, test } from "vitest";
import type { SecretInput } from "../../src/data/tables.js";
import { toResource } from "../../src/model/resource.js";
import { signatureKey, signatures, unknownString } from "../../src/model/value.js";
import { leaksIn } from "../../src/secrets/texts/leaks.js";
import { sight } from "../../src/secrets/texts/text.js";
import { secret } from "../suite.js";
import { accessKeyId, base64, glue, hex, mixed, secretAccessKey } from "./tokens.js";

const password = "bw9MqLdis87PUHEW";
const token = glue("gh", "p_", mixed(36));
const seen = (text: string, name = "") => sight(text, { name, besideKeyId: false });
const leaks = (inputs: Readonly<Record<string, unknown>>, natural: readonly SecretInput[] = []) =>
  leaksIn(toResource({ urn: "urn:pulumi:dev::test::x:y:Z::it", type: "x:y:Z", inputs }).inputs, natural);
const paths = (inputs: Readonly<Record<string, unknown>>, natural: readonly SecretInput[] = []) =>
  leaks(inputs, natural).found.map(({ by, path }) => `${by} ${path}`);
const byHand = (path: string, more: Partial<SecretInput> = {}): SecretInput => ({ path, source: "hand", ...more });

describe("a name and its value in a map", () => {
  test.each([
    ["name", "value"],
    ["Name", "Value"],
    ["key", "value"],
    ["Key", "Value"],
    ["parameterKey", "parameterValue"],
    ["ParameterKey", "ParameterValue"],
    ["parameterName", "value"],
    ["headerName", "stringValue"],
    ["variable", "value"],
    ["httpHeaderName", "values"],
  ])("%s, %s", (name, value) => {
    expect(paths({ list: [{ [name]: "DB_PASSWORD", [value]: "hunter" }] })).toEqual([`name list[0].${value}`]);
    expect(paths({ list: [{ [name]: "MODE", [value]: "hunter" }] })).toEqual([]);
    expect(paths({ list: [{ other: "DB_PASSWORD", [value]: "hunter" }] })).toEqual([]);
  });
  test("of which the value is a pointer", () => {
    for (const type of ["PARAMETER_STORE", "SECRETS_MANAGER"])
      expect(paths({ list: [{ name: "DB_PASSWORD", value: "hunter", type }] })).toEqual([]);
    for (const type of ["PLAINTEXT", "MY_PARAMETER_STORE", "SECRETS_MANAGER_2", ["PARAMETER_STORE"]])
      expect(paths({ list: [{ name: "DB_PASSWORD", value: "hunter", type }] })).toEqual(["name list[0].value"]);
  });
  test("of which the name is not known yet", () => {
    const { found, open } = leaks({ list: [{ name: unknownString, value: "hunter" }] });
    expect([found, open.name]).toEqual([[], ["list[0].name"]]);
    expect(leaks({ list: [{ name: unknownString, value: "changeme" }] }).open.name).toEqual([]);
    expect(leaks({ list: [{ name: unknownString, value: ["hunter"] }] }).open.name).toEqual([]);
    expect(paths({ list: [{ name: 12, value: "hunter" }] })).toEqual([]);
  });
});

describe("an argument behind its flag", () => {
  test("is under the name of the flag", () => {
    for (const flag of ["--admin-password", "-password"]) expect(paths({ command: ["run", flag, "hunter"] })).toEqual(["name command[2]"]);
    for (const before of ["password", "---", "-9password", "x--password", "--password=x9Qk7Lm", 12])
      expect(
        paths({ list: [before, "hunter"] }).filter((it) => it.endsWith("[1]")),
        String(before),
      ).toEqual([]);
  });
});

describe("the parts of a document", () => {
  test("the private members of a JSON Web Key", () => {
    expect(paths({ jwk: { kty: "RSA", kid: "a", n: mixed(80), d: mixed(80) } })).toEqual(["name jwk.d"]);
    expect(paths({ jwk: { kty: "oct", k: mixed(43), dk: mixed(43) } })).toEqual(["name jwk.k"]);
    expect(paths({ other: { n: mixed(80), d: mixed(80) } })).toEqual([]);
  });
  test("a key under a name that states secret", () => {
    expect(paths({ jwtSecret: { type: "HS256", key: mixed(40) } })).toEqual(["name jwtSecret.key"]);
    expect(paths({ sorting: { type: "HS256", key: mixed(40) } })).toEqual([]);
    expect(paths({ jwtSecret: { key: mixed(40), value: "abc" } })).toEqual([]);
    expect(paths({ jwtSecret: { type: mixed(40), Key: mixed(40) } })).toEqual([]);
  });
  test("an attribute of DynamoDB, and the default of a parameter", () => {
    for (const kind of ["S", "SS", "N", "NS", "L"]) expect(paths({ password: { [kind]: "hunter" } })).toEqual([`name password.${kind}`]);
    expect(paths({ password: { B: "hunter" } })).toEqual([]);
    expect(paths({ password: { S: "hunter", type: "x" } })).toEqual([]);
    for (const key of ["default", "Default"])
      expect(paths({ DbPassword: { type: "String", [key]: "hunter" } })).toEqual([`name DbPassword.${key}`]);
    for (const key of ["defaults", "theDefault"]) expect(paths({ DbPassword: { type: "String", [key]: "hunter" } })).toEqual([]);
  });
  test("the secret beside the id of an access key", () => {
    for (const inputs of [
      { a: accessKeyId, b: secretAccessKey },
      { a: accessKeyId, b: { c: secretAccessKey } },
      { x: [{ value: accessKeyId }, { value: secretAccessKey }] },
    ])
      expect(paths(inputs)).toHaveLength(1);
    for (const inputs of [
      { a: "x", b: secretAccessKey },
      { a: `${accessKeyId} `, b: secretAccessKey },
      { x: [{ note: accessKeyId }, { value: secretAccessKey }] },
      { a: accessKeyId, b: `${secretAccessKey} x` },
    ])
      expect(paths(inputs)).toEqual([]);
    expect(seen(`${accessKeyId} ${secretAccessKey}`)).toEqual({ by: "form", description: "AWS secret access key" });
  });
});

describe("a text", () => {
  test("is evaluated by its form first, then by its name", () => {
    expect(seen(password, "dbPassword")).toEqual({ by: "name", description: "a plaintext value whose name suggests a secret" });
    expect(seen(token, "dbPassword")).toEqual({ by: "form", description: "GitHub token ghp_…(40 characters)" });
    expect(seen("requirepass hunter9")).toEqual({ by: "form", description: "password of a server" });
    expect(seen(`https://u:${password}@x`)).toEqual({ by: "form", description: "URL with a password" });
    expect(seen("hunt", "password")).toBeDefined();
    expect(seen("hun", "password")).toBeUndefined();
  });
  test("of an Authorization header", () => {
    for (const scheme of ["Bearer", "token", "ApiKey", "api-key", "GenieKey", "genie-key", "Splunk", "Digest"])
      for (const text of [`${scheme} ${mixed(20)}`, `${scheme}   ${mixed(20)}`, `"${scheme} ${mixed(20)}"`, `'${scheme} ${mixed(20)}'`])
        expect(seen(text)?.description, text).toBe("Authorization header");
    for (const text of [
      "Bearer internal-service",
      `Bearer ${mixed(11)}`,
      `my Bearer ${mixed(20)}`,
      `Bearer ${mixed(20)} x`,
      "Bearer <q1w2r3t4y5u6>",
    ])
      expect(seen(text), text).toBeUndefined();
    for (const text of [
      `Basic ${base64(`ops:${password}`)}`,
      `x = "basic   ${base64(`ops:${password}`)}"`,
      `Basic ${base64("ops:changeme")} Basic ${base64(`ops:${password}`)}`,
    ])
      expect(seen(text)?.description, text).toBe("Authorization header");
    for (const text of [
      `Basic ${base64("ops:changeme")}`,
      `Basic ${base64("ops:two words")}`,
      `Basic ${base64(`ops-${password}`)}`,
      `Basics ${base64(`ops:${password}`)}`,
      `Basic ${base64(`\u0001:${password}`)}`,
      `Basic ${base64(`ops:${password}\u0001`)}`,
    ])
      expect(seen(text), text).toBeUndefined();
  });
  test("of a registry's login", () => {
    for (const name of ["auth", "_auth"])
      expect(seen(base64(`ops:${password}`), name)).toEqual({ by: "form", description: "registry login" });
    expect(seen(base64("ops:changeme"), "_auth")).toBeUndefined();
    expect(seen(base64(`ops:${password}`), "note")).toBeUndefined();
  });
  test("of many lines is read line by line by all detectors", () => {
    const secretlint = `_authToken=${mixed(30)}`;
    const long = `${"a plain line of text\n".repeat(1000)}//registry.npmjs.org/:${secretlint}\n`;
    expect(long.length).toBeGreaterThan(20_000);
    expect(seen(long)?.by).toBe("form");
    expect(seen("a plain line of text\n".repeat(1000))).toBeUndefined();
  });
  test("in base64 is reported once, however deep", () => {
    expect(seen(base64(`export T=${token} # some more of it`))?.description).toBe("GitHub token ghp_…(40 characters), in base64");
    expect(seen(base64(base64(`export T=${token} # some more of it`)))?.description).toBe("GitHub token ghp_…(40 characters), in base64");
    expect(seen(base64(`export T=${token}${"\n# some more of it".repeat(500)}`))?.by).toBe("form");
    const wrapped = (depth: number): string => (depth === 0 ? `export T=${token} # some more` : base64(wrapped(depth - 1)));
    expect([1, 2, 3, 4, 5].map((depth) => seen(wrapped(depth)) !== undefined)).toEqual([true, true, true, true, false]);
  });
  test("of a UUID is the name of a key, where it is one of the cloud", () => {
    const uuid = "3edd6f5b-7615-4fc5-b8f9-b74e493e2729";
    for (const name of ["kmsSecretKey", "encryptionKey", "masterKey", "storageAccountKey", "serverKeySecretKey"])
      expect(seen(uuid, name), name).toBeUndefined();
    expect(seen(uuid, "apiKey")).toBeDefined();
  });
  test("that is an ARN or a URL has no words of its own", () => {
    for (const text of ["arn:aws:x:y:password=q1w2r3t4y5", "https://x.dev/password:q1w2r3t4y5"]) expect(seen(text), text).toBeUndefined();
    for (const text of [`see https://x.dev password=${password}`, `https://x.dev password=${password}`, "password=q1w"])
      expect(seen(text) !== undefined, text).toBe(text.length > 12);
  });
});

describe("an input that is secret by nature", () => {
  const users = [byHand("users[].password")];
  test("is found in lists and maps, as text or number, reported at its path", () => {
    expect(paths({ users: [{ password: "a" }, { password: 12 }, { password: secret("b") }] }, users)).toEqual([
      "nature users[0].password",
      "nature users[1].password",
    ]);
    expect(paths({ pins: { a: "x", b: ["y"] } }, [byHand("pins")])).toEqual(["nature pins.a", "nature pins.b[0]"]);
    expect(leaks({ pin: "x" }, [byHand("pin")]).found).toEqual([{ by: "nature", path: "pin", description: "" }]);
  });
  test("is none where it is a reference, a switch, missing, wrapped or harmless by nature", () => {
    for (const value of ["", "{{resolve:ssm:a}}", true, null, secret("x")]) expect(paths({ pin: value }, [byHand("pin")])).toEqual([]);
    expect(paths({ users: "x" }, users)).toEqual([]);
    expect(paths({}, users)).toEqual([]);
    expect(paths({ pin: "x" }, [byHand("pin", { credential: false })])).toEqual([]);
    expect(paths({ users: secret([{ password: "x" }]) }, users)).toEqual([]);
  });
  test("is open where it is not known yet", () => {
    expect(leaks({ pin: unknownString }, [byHand("pin")]).open).toEqual({ nature: ["pin"], form: [], name: [] });
    expect(leaks({ users: [unknownString, { password: unknownString }] }, users).open.nature).toEqual(["users[0]", "users[1].password"]);
  });
  test("depends on what is beside it", () => {
    const value = [byHand("headers[].value", { when: { isSecret: true, kind: "x" } })];
    expect(paths({ headers: [{ value: "a", isSecret: true, kind: "x" }] }, value)).toEqual(["nature headers[0].value"]);
    for (const beside of [{ isSecret: false, kind: "x" }, { isSecret: true }, { isSecret: true, kind: "y" }])
      expect(paths({ headers: [{ value: "a", ...beside }] }, value)).toEqual([]);
    const { found, open } = leaks({ headers: [{ value: "a", isSecret: unknownString, kind: "x" }] }, value);
    expect([found, open.nature]).toEqual([[], ["headers[0].isSecret"]]);
  });
});

describe("where a leak is reported", () => {
  test("without keys that may be credentials, or are longer than eighty characters", () => {
    const long = `a ${"b".repeat(78)}`;
    expect(paths({ tags: { [token]: { a: token }, [long]: token, [`${long}c`]: token } })).toEqual([
      "form tags.a",
      `form tags["${long}"]`,
      "form tags",
    ]);
  });
  test("JSON is read four deep", () => {
    const nested = (depth: number): string => (depth === 0 ? token : JSON.stringify({ a: nested(depth - 1) }));
    for (const depth of [1, 2, 3, 4]) expect(paths({ d: nested(depth) })).toEqual([`form d${".a".repeat(depth)}`]);
    expect(paths({ d: nested(5) })).toEqual(["form d.a.a.a.a"]);
  });
  test("open are names that say secret; what else is not known waits, but for identifiers", () => {
    const { open, waiting } = leaks({
      ...{
        role: unknownString,
        vpcId: unknownString,
        subnetIds: [unknownString],
        roleArn: unknownString,
        arns: [...Array(11).fill("a"), unknownString],
      },
      ...{ password: unknownString, userData: unknownString, settings: { a: unknownString }, idle: unknownString },
    });
    expect(open).toEqual({ nature: [], form: [], name: ["password"] });
    expect(waiting).toEqual(["role", "userData", "settings.a", "idle"]);
  });
  test("in the text of an asset", () => {
    expect(paths({ code: { [signatureKey]: signatures.asset, text: `T=${token}` } })).toEqual(["form code"]);
    expect(paths({ code: { [signatureKey]: signatures.asset, path: token } })).toEqual([]);
  });
  test("in the texts of an archive, and of one in it", () => {
    const asset = (text: string) => ({ [signatureKey]: signatures.asset, text });
    const archive = (assets: object) => ({ [signatureKey]: signatures.archive, assets });
    expect(paths({ code: archive({ "index.js": asset(`T=${token}`), "a.js": asset("x") }) })).toEqual(['form code.assets["index.js"]']);
    expect(paths({ code: archive({ lib: archive({ "__main__.py": asset(`T=${token}`) }) }) })).toEqual([
      'form code.assets.lib.assets["__main__.py"]',
    ]);
    expect(paths({ code: secret(archive({ "index.js": asset(token) })) })).toEqual([]);
    expect(paths({ code: archive({ "index.js": secret(asset(token)) }) })).toEqual([]);
  });
  test("as open, where the door does not show what is wrapped", () => {
    const inputs = { pin: "x", note: token, dbPassword: "hunter", later: unknownString };
    const unsure = toResource({ urn: "urn:pulumi:dev::test::x:y:Z::it", type: "x:y:Z", inputs, secretsKnown: false }).inputs;
    expect(leaksIn(unsure, [byHand("pin")])).toEqual({
      found: [],
      open: { nature: ["pin"], form: ["note"], name: ["dbPassword"] },
      waiting: ["later"],
    });
  });
  test("nowhere in what is wrapped as a whole", () => expect(paths({ a: secret({ b: token }), c: [secret(token), hex(8)] })).toEqual([]));
});
