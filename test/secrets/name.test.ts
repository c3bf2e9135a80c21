import { describe, expect, test } from "vitest";
import { certaintyOf, wordsOf } from "../../src/secrets/names/name.js";

describe("a name states", () => {
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
      "motDePasse",
      "DB_MDP",
      "adgangskode",
      "ADMIN_PASSORD",
      "heslo",
      "db.jelszó",
      "şifre",
      "salasana",
      "пароль",
      "パスワード",
      "비밀번호",
      "密码",
      "contrasena_db_senha",
      "--requirepass",
      "MOT_DE_PASSE_BDD",
      "PASSWORT_DATENBANK",
      "RABBITMQ_ERLANG_COOKIE",
    ],
  ])("%s: a password", (name) => expect(certaintyOf(name)).toBe("sure"));

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
    ...["COOKIE_SECRETS", "API_KEYS", "VAULT_UNSEAL_KEY", "SEGMENT_WRITE_KEY", "OPENAI_KEY"],
  ])("%s: probably a secret", (name) => expect(certaintyOf(name)).toBe("likely"));

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
  ])("%s: nothing", (name) => expect(certaintyOf(name)).toBeUndefined());

  test("a word of its own, in any place of the last", () => {
    const likely =
      "secret token credential credentials creds salt pepper bearer jwt pat auth apikey secretkey privatekey accesstoken authtoken clientsecret";
    for (const word of `${likely} secrets tokens myapikey mysecretkey myprivatekey myaccesstoken myauthtoken mysecret myapitoken myauthkey mysigningkey`.split(
      " ",
    ))
      for (const name of [word, `my_${word}`, `my-${word}-2`, word.toUpperCase()]) expect(certaintyOf(name), name).toBe("likely");
    for (const name of ["next_accesstoken", "plaintextValue", "secretData", "originVerify", "myencryptionkey"])
      expect(certaintyOf(name), name).toBe("likely");
    for (const name of ["next_tokenpwd", "password_old", "DB_PASSWORD_PRIMARY", "wifipass", `${"a".repeat(111)}_PASSWORD`])
      expect(certaintyOf(name), name).toBe("sure");
  });
  test("nothing by a part of a word, or a word in front", () => {
    for (const name of [
      ...[
        "dbpassage",
        "apikeys2x",
        "secretary",
        "tokenized",
        "pageVerify",
        "verifyOrigin",
        "originCookie",
        "cookieErlang",
        "PASSWORD_COLOR",
        "MODE_DB",
        "my.password.$",
      ],
      ...[
        "publicToken",
        "tokenPublic_key",
        "maxToken",
        "minToken",
        "hashedPassword",
        "numTokens",
        "nextTokens",
        "plaintext",
        "secretDataFile",
        "old",
        `${"a".repeat(112)}_PASSWORD`,
      ],
    ])
      expect(certaintyOf(name), name).toBeUndefined();
  });
  test("less, where something is done with it", () => {
    const verbs =
      "update reset change require requires enable disable show hide validate verify check rotate generate allow force " +
      "prompt use has is no skip send forgot ask";
    for (const verb of `${verbs} expire store remember confirm`.split(" ")) expect(certaintyOf(`${verb}Password`), verb).toBe("likely");
  });
  test("sure, where its owner is behind it", () => {
    const owners = "db database mysql mariadb postgres postgresql redis mongo smtp ldap ftp sftp admin root banco bd";
    for (const owner of owners.split(" ")) expect(certaintyOf(`password_${owner}`), owner).toBe("sure");
    for (const name of ["password_mail", "password_email", "reset_password_db", "show_password_admin"])
      expect(certaintyOf(name), name).toBe("likely");
  });
  test("the words of every style", () => {
    expect(wordsOf("AWSSecretAccessKey")).toEqual(["aws", "secret", "access", "key"]);
    expect(wordsOf("key12_a1b--c3")).toEqual(["key", "a1b", "c"]);
    expect(wordsOf("spring.datasource-password_2")).toEqual(["spring", "datasource", "password"]);
  });
});
