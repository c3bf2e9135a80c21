// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { describe, expect, test } from "vitest";
import { urlIn } from "../../src/secrets/formats/urls.js";
import { isHarmless } from "../../src/secrets/names/harmless.js";
import { isSecretLiteral } from "../../src/secrets/names/literal.js";
import { lineHit } from "../../src/secrets/texts/script.js";
import { glue } from "./tokens.js";

describe("a password that begins with a word of labels", () => {
  test.each([
    ...["Password123!", "Passw0rd!2024xQ", "Enterprise2024!", "Contractor#2024!", "MotorCity#77x", "Passat-B8-2019!", "PleaseWork!2023"],
    ...["Minimal#Secret9", "Wrongly+Right7", "Passw0rd24", "Enterprise2024", "Invalid~4you", "Kennedy#1963"],
  ])("%s", (text) => {
    expect(isSecretLiteral(text, "sure")).toBe(true);
    expect(lineHit(`export DB_PASSWORD='${text}'`)?.text).toBe(text);
  });
  test.each([
    ...["changeme", "<password>", "REPLACE_ME", "********", "your-password-here", "passwordPlaceholder", "PASSWORD_HERE", "pass:word"],
    ...["passwordMismatch", "Password required", "Password*", "Passwort?", "Enter-password!", "passwordMin8Chars", "PasswordMin8Chars"],
    ...[
      "passwordV2",
      "PasswordStep2",
      "Minimum12Chars",
      "password_v2Mismatch",
      "Password_must_have_8_chars!",
      "PASSWORD_8_CHARS",
      "pass1!",
    ],
    ...[
      "password1",
      "password123",
      "invalid_password_2",
      "please-enter-8-chars",
      "pass1234",
      "passwordTooShort!",
      "12345678!pass".slice(9),
    ],
  ])("not %s", (text) => expect(isSecretLiteral(text, "sure")).toBe(false));
});

test("a run of one character within a password is not a mask", () => {
  for (const text of ["Qx7v!aaaaaLm92024", "Kq9xLm2Zt8vB7777777"]) expect(isSecretLiteral(text, "sure"), text).toBe(true);
  for (const text of [
    ...["kQ9aaaaaxLm2", "Kq9xLm2Zt8xxxxxx", "Kq9xLm2Zt8*****Bz", "Kq9xLm2Zt8v.....", "aaaaaaaaaaaaLm92024Qx7v", "Kq9xLm2Zt800000"],
    ...["qx7v!aaaaalm92024", "QxMv!aaaaaLmBzRtQw"],
  ])
    expect(isHarmless(text), text).toBe(true);
});

describe("a value that begins with a mark", () => {
  const passwords = ["!Qx7vT2#pLm9", "@@Qx7vT2pLm9!", "!!Qx7vT2pLm9", "@Qx7vT2pLm9", "!Ref7Qx7vT2", "!secretQx7v#2"];
  test.each(passwords)("%s is a password", (text) => {
    expect(isSecretLiteral(text, "sure")).toBe(true);
    expect(lineHit(`DB_PASSWORD='${text}'`)?.text).toBe(text);
    expect(urlIn(`postgres://app:${text.replace(/[@#]/g, "_")}@db/app`)?.description).toBe("URL with a password");
  });
  test.each([
    ...[
      "!Ref DbPassword",
      "!Sub '${Password}'",
      "!GetAtt Db.Password",
      "!GetAtt",
      "!ImportValue x",
      "!Join ['', [a]]",
      "!secret db_password",
    ],
    ...[
      "!vault |",
      "!reference [.x, y]",
      "!env DB_PASSWORD",
      "!env_var DB_PASSWORD",
      "!include secrets.yaml",
      "!!binary |",
      "!ref x",
      "!If [a, b]",
    ],
    ...[
      "@Microsoft.KeyVault(SecretUri=https://a)",
      "@{variables('x')}",
      "@/run/secrets/db",
      "@./password.txt",
      "@~/password",
      "@@DB_PASSWORD@@",
    ],
    "@file:/run/secrets/db",
  ])("%s is a reference", (text) => expect(isSecretLiteral(text, "sure")).toBe(false));
  test("is code, where a name is denied or a tag is unknown", () => {
    for (const line of ["showPassword = !showPassword;", "password: !this.password,", "password: !acme_tag db", "usePassword=!!password"])
      expect(lineHit(line), line).toBeUndefined();
    expect(lineHit("DB_PASSWORD=!Qx7vT2pLm9")?.text).toBe("!Qx7vT2pLm9");
  });
});

describe("a percent code at the start of a password in a URL", () => {
  test.each(["%21Qx7vT2pLm9", "%23Qx7vT2pLm9", "%40%2FQx7vT2pLm9"])("%s is a character of it", (text) => {
    expect(urlIn(`postgres://app:${text}@db/app`)?.text).toBe(text);
    expect(urlIn(glue("redis://:", text, "@r:6379"))?.text).toBe(text);
  });
  test.each(["%DB_PASSWORD%", "%PASS%", "%s", "%d", "%v", "%(password)s", "%{pass}", "%DB%"])("%s is a placeholder", (text) =>
    expect(urlIn(`postgres://app:${text}@db/app`)).toBeUndefined(),
  );
});
