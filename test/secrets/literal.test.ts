import { describe, expect, test } from "vitest";
import { isHarmless, isReference } from "../../src/secrets/names/harmless.js";
import { isSecretLiteral } from "../../src/secrets/names/literal.js";
import { looksRandom } from "../../src/secrets/names/random.js";
import { glue, hex, mixed, pem } from "./tokens.js";

describe("a value under a name that states secret", () => {
  test.each(["bw9MqLdis87PUHEW", "saddle-tundra-copper-walnut", "Orange2010$$", "hunter", "qhum90BU", "912836"])(
    "%s is a password",
    (text) => expect(isSecretLiteral(text, "sure")).toBe(true),
  );

  test.each(["AJl25OXfk9DC3PM", "cugx09QV", hex(32), "3edd6f5b-7615-4fc5-b8f9-b74e493e2729", mixed(40)])("%s is a token", (text) =>
    expect(isSecretLiteral(text, "likely")).toBe(true),
  );

  test("generated text with blanks is one, a sentence is none", () => {
    expect(isSecretLiteral("|{z#Xk)9^v+ RtY7-qWe@1!mNb~ZxC,vB<gH;8JkL?", "likely")).toBe(true);
    expect(isSecretLiteral("Your password has been reset. Sign in with the new password.", "sure")).toBe(false);
  });

  test.each(["correct horse battery staple", "Willow Quartz Harbor Maple", "maple quartz harbor willow 401"])(
    "%s is a passphrase, of passwords alone",
    (text) => {
      expect(isSecretLiteral(text, "sure")).toBe(true);
      expect(isSecretLiteral(text, "likely")).toBe(false);
    },
  );
  test.each([
    ...[
      "enter the database password here",
      "twelve letters and digits",
      "Mindestens zwölf Zeichen eingeben",
      "minimum twelve characters long",
    ],
    ...["rotated every thirty days", "correct horse", "one one one one", "Set by the operator", "ask the platform team"],
  ])("%s is a sentence", (text) => expect(isSecretLiteral(text, "sure")).toBe(false));

  test("a list under a name of tokens is evaluated by its parts", () => {
    expect(isSecretLiteral(`${hex(32)},${mixed(32)}`, "likely")).toBe(true);
    expect(isSecretLiteral("prod/api-AbCdEf,prod/db", "likely")).toBe(false);
    expect(isSecretLiteral("read:token,write:token", "likely")).toBe(false);
  });

  test.each([
    ...["", "  ", "true", "none", "password", "changeme", "REPLACE_ME", "<your key here>", "********", "xxxxxxxx", "your-token"],
    ...[
      "arn:aws:secretsmanager:eu-west-1:1:secret:a",
      "{{resolve:ssm-secure:/a:1}}",
      `\${DB_PASSWORD}`,
      "$DB_PASSWORD",
      "$(pass)",
      "%PASS%",
      "#{pass}",
    ],
    ...[
      "op://vault/item/field",
      "vault:secret/data/db#password",
      "ssm:/a/b",
      "/run/secrets/pg",
      "prod/app/db-password",
      "rds!cluster-12ab34cd",
      "rds-db-credentials/cluster-ABCDEFGHIJKLMNOPQRSTUVWX2Y/app",
      "States.StringToJson($.secret.SecretString)",
    ],
    ...[
      "ENC[AES256_GCM,data:x]",
      "AQICAHh",
      "$2b$12$22yJ7Pwbhu9cXHxeg2abcu",
      "$argon2id$v=19$m=65536",
      "https://login.acme.dev/token",
      "ops@acme.dev",
      "Passwort",
    ],
    ...["$.auth.token", "db.internal", "e.password", "12"],
  ])("%s is not a password", (text) => expect(isSecretLiteral(text, "sure")).toBe(false));

  test.each([
    "customerId",
    "orders-db-credentials",
    "RS256",
    "vault",
    "dockercfg",
    "cl100k_base",
    "minutes",
    "api-keys-aaa2b92",
    "1234567890",
    "session:{userId}",
    "2026-11-22T00:00:00Z",
  ])("%s is not a token", (text) => expect(isSecretLiteral(text, "likely")).toBe(false));
});

describe("harmless", () => {
  test("a path, and no base64 that begins with a slash", () => {
    expect(isHarmless("/aws/service/eks/optimizedAmi/1a2b")).toBe(true);
    expect(isHarmless("/run/secrets/databasePassword")).toBe(true);
    expect(isHarmless(`/${mixed(12)}/${mixed(26)}`)).toBe(false);
  });
  test.each([
    pem("CERTIFICATE"),
    pem("PUBLIC KEY"),
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 ops@bastion",
    glue("pk", "_live_", mixed(24)),
    "sha256:4ebbd0c6d548",
  ])("%#", (text) => expect(isHarmless(text)).toBe(true));
  test("not a password with odd characters", () => expect(isHarmless("wvn7_8v5%M#Z&+hd^bi6GUH9z")).toBe(false));
});

test("references of the cloud", () => {
  expect(isReference("{{resolve:secretsmanager:prod/db}}")).toBe(true);
  expect(isReference("arn:aws:secretsmanager:eu-west-1:1:secret:a")).toBe(true);
  expect(isReference("changeme")).toBe(false);
});

test("randomness", () => {
  expect(looksRandom("JmKjxPDtQtaWndwVcR")).toBe(true);
  for (const name of ["GitHubAppWebhook", "AllowOAuthFromVpc", "FsxOpenZfsFileSystem", "HttpProxyServer"])
    expect(looksRandom(name)).toBe(false);
  expect(looksRandom("AJl25OXfk9DC3PM")).toBe(true);
  expect(looksRandom("internal-service-token")).toBe(false);
  expect(looksRandom("aaaaaaaa1")).toBe(false);
});
