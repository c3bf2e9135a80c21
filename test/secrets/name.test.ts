import { describe, expect, test } from "vitest";
import { saying, wordsOf } from "../../src/secrets/name.js";

describe("a name says", () => {
  test.each([
    ...[
      "DB_PASSWORD",
      "dbPassword",
      "spring.datasource.password",
      "MYSQL_PWD",
      "SMTP_PASS",
      "--admin-password",
      "rootpassword",
      "DB_PASSWORD_1",
      "LDAP_BIND_PW",
      "dbpass",
      "mysqlpwd",
      "DB_PASSWORD_RO",
      "MOT_DE_PASSE",
      "contrasena_db_senha",
      "--requirepass",
    ],
  ])("%s: a password", (name) => expect(saying(name)).toBe("sure"));

  test.each([
    ...[
      "API_KEY",
      "apiKey",
      "x-api-key",
      "CLIENT_SECRET",
      "GITHUB_TOKEN",
      "AWS_SECRET_ACCESS_KEY",
      "SECRET_KEY_BASE",
      "RAILS_MASTER_KEY",
      "AUTH_SALT",
    ],
    ...["LOGGED_IN_KEY", "STORAGE_ACCESS_KEY", "APIKEY", "REGISTRY_AUTH", "refreshToken", "jwt"],
    ...["COOKIE_SECRETS", "API_KEYS", "VAULT_UNSEAL_KEY", "SEGMENT_WRITE_KEY", "OPENAI_KEY", "PASSWORD_DB", "RABBITMQ_ERLANG_COOKIE"],
  ])("%s: probably a secret", (name) => expect(saying(name)).toBe("likely"));

  test.each([
    ...[
      "DB_PASSWORD_ARN",
      "DB_PASSWORD_SECRET_NAME",
      "PASSWORD_MIN_LENGTH",
      "TOKEN_TTL",
      "SECRET_ROTATION_DAYS",
      "AUTH_TOKEN_URL",
      "API_KEY_HEADER",
    ],
    ...[
      "PUBLIC_KEY",
      "NEXT_PUBLIC_API_KEY",
      "STRIPE_PUBLISHABLE_KEY",
      "PARTITION_KEY",
      "CACHE_KEY",
      "KEY_PAIR_ID",
      "KMS_KEY_ID",
      "AWS_ACCESS_KEY_ID",
    ],
    ...[
      "AWS_ACCESS_KEY",
      "accessKey",
      "MAX_TOKENS",
      "TOKENIZER",
      "PASSWORDLESS_LOGIN",
      "NEXT_TOKEN",
      "clientRequestToken",
      "SECRETS_REGION",
      "bypass",
      "compass",
      "encryptedPassword",
      "token.$",
      "password.$",
      "dkimTokens",
      "PASSWORD_TABLE",
      "DB_PASSWORD_ROTATION",
      "SESSION_COOKIE",
      "WRITE_KEY_CAPACITY",
    ],
    ...["", "key", "value", "a".repeat(200)],
  ])("%s: nothing", (name) => expect(saying(name)).toBeUndefined());

  test("the words of every style", () => {
    expect(wordsOf("AWSSecretAccessKey")).toEqual(["aws", "secret", "access", "key"]);
    expect(wordsOf("spring.datasource-password_2")).toEqual(["spring", "datasource", "password"]);
  });
});
