/** What daily configuration holds: seeds, gossip keys, scheduled tasks, sealed secrets, labels in other languages. */
import { describe, expect, test } from "vitest";
import { toResource } from "../../src/model/resource.js";
import { commandHit } from "../../src/secrets/commands/commands.js";
import { isHarmless } from "../../src/secrets/names/harmless.js";
import { isSecretLiteral } from "../../src/secrets/names/literal.js";
import { certaintyOf } from "../../src/secrets/names/name.js";
import { leaksIn } from "../../src/secrets/texts/leaks.js";
import { lineHit } from "../../src/secrets/texts/script.js";
import { leakingPaths, wide } from "./leaking-paths.js";
import { base64, glue, hex, mixed } from "./tokens.js";

const password = "bw9MqLdis87PUHEW";
const gossip = (bytes: number): string => base64(mixed(bytes));

describe("seeds", () => {
  test.each(["TOTP_SEED", "otpSeed", "mfa-seed", "NKEY_SEED", "WALLET_SEED"])("%s is one", (name) =>
    expect(certaintyOf(name)).toBe("likely"),
  );
  test.each(["MNEMONIC", "walletMnemonic", "SEED_PHRASE", "recoveryPhrase"])("%s is one in words", (name) =>
    expect(certaintyOf(name)).toBe("sure"),
  );
  test.each(["SEED", "RANDOM_SEED", "DB_SEED", "catchPhrase", "PHRASE"])("%s is none", (name) => expect(certaintyOf(name)).toBeUndefined());
  test("of one-time passwords", () => {
    expect(leakingPaths({ variables: { TOTP_SEED: "GGZKOX37M6VM3ODTZVMFJYOAOJQZYC54", RANDOM_SEED: "8812735523" } })).toEqual([
      "variables.TOTP_SEED",
    ]);
    const words =
      "abandon amount liar amount expire adjust cage candy arch gather drum bullet absurd math era live bid rhythm alien crouch range attend journey unaware";
    for (const name of ["WALLET_MNEMONIC", "seed-phrase", "recoveryPhrase"])
      expect(leakingPaths({ variables: { [name]: words } }), name).toEqual([`variables.${name}`]);
    expect(
      leakingPaths({ variables: { MNEMONIC: "global substitute", mnemonic: "xq7Lm29TvB", seedPhrase: "four words are few" } }),
    ).toEqual([]);
    expect(lineHit("Mnemonic: global9substitute")).toBeUndefined();
  });
});

describe("gossip keys", () => {
  test.each([`encrypt = "${gossip(32)}"`, `  "encrypt": "${gossip(16)}",`, `encrypt="${gossip(24)}"`])("%#", (line) =>
    expect(lineHit(`datacenter = "fra1"\n${line}`)?.description).toBe("value of encrypt"),
  );
  test("of a name in two words is evaluated as any", () => expect(lineHit(`encrypt_mode = "${gossip(32)}"`)).toBeUndefined());
  test("in JSON", () =>
    expect(leakingPaths({ content: JSON.stringify({ datacenter: "fra1", encrypt: gossip(32) }) })).toEqual(["content.encrypt"]));
  test.each(['encrypt = "true"', 'encrypt = "TLSv1.2_2021"', "encrypt: AES256", 'encrypt = "aws:kms"', `encrypt = "${mixed(20)}"`])(
    "not %s",
    (line) => expect(lineHit(line)).toBeUndefined(),
  );
});

describe("accounts of Windows on a command line", () => {
  test.each([
    `schtasks /create /tn Sync /tr C:\\sync.cmd /sc daily /ru CORP\\svc_sync /rp ${password}`,
    `schtasks /change /rp "${password}" /tn Sync`,
    `net use Z: \\\\nas01\\data /user:CORP\\svc_sync ${password}`,
    `NET USE \\\\nas01\\data ${password} /USER:svc`,
    `psexec \\\\db01 -u CORP\\svc -p ${password} cmd`,
    `sc.exe config Agent obj= "CORP\\svc" password= "${password}"`,
  ])("%s", (line) => {
    expect(commandHit(line)?.text).toBe(password);
    expect(lineHit(wide(line))?.text).toBe(password);
  });
  test.each([
    "schtasks /create /tn Sync /rp %PASSWORD%",
    "schtasks /create /tn Sync /ru SYSTEM",
    "net use Z: \\\\nas01\\data /user:CORP\\svc_sync *",
    "net use Z: \\\\nas01\\data /persistent:yes",
    "net use Z: \\\\nas01\\data /user:svc /persistent:yes",
    "net use Z: /delete",
    "net use Z: \\\\nas01\\data /savecred /user:svc",
    "psexec \\\\db01 -s cmd",
    "sc config Agent start= auto",
  ])("not %s", (line) => expect(lineHit(line)).toBeUndefined());
});

describe("words with blanks", () => {
  test.each(["Ceviche y Limón 21", "Koala frisst 3 Blätter", "koala eats 3 leaves"])("%s is a password", (text) =>
    expect(isSecretLiteral(text, "sure")).toBe(true),
  );
  test.each([
    ...[
      "Mindestens 8 Zeichen lang",
      "Al menos 12 caracteres",
      "8 caractères au minimum",
      "Bitte 8 Zeichen eingeben",
      "See ticket ops 1234",
    ],
    ...["Элемент не имеет больше 2", "Element has tabindex 0", "元素的 tabindex 不大于 2", "Fields that need 3 more values"],
    ...["Limón 21", "Mot de passe 2", "Step 2 of 3 done", "Ceviche y Limón"],
  ])("%s is none", (text) => expect(isSecretLiteral(text, "sure")).toBe(false));
  test("in a password file of PostgreSQL", () => {
    expect(lineHit("# host:port:db:user:password\ndb.internal:5432:ledger:ledger_ro:koala eats 3 leaves")?.text).toBe(
      "koala eats 3 leaves",
    );
    expect(lineHit("# auth\nweb:5432:open:until:see the wiki for 3 reasons")).toBeUndefined();
  });
});

test("a name and its value, as other providers call them", () => {
  const value = mixed(24);
  expect(leakingPaths({ repository: "shop", variableName: "VERCEL_TOKEN", value })).toEqual(["value"]);
  expect(
    leakingPaths({
      plainTextBindings: [
        { name: "ORIGIN", text: "https://a.dev" },
        { name: "SHARED_SECRET", text: hex(40) },
      ],
    }),
  ).toEqual(["plainTextBindings[1].text"]);
  expect(
    leakingPaths({
      fields: [
        { name: "password", text: "Enter it twice" },
        { name: "title", text: value },
      ],
    }),
  ).toEqual([]);
});

test("a key in the middle of a name opens a file", () => {
  expect(lineHit(`adyen:\n  merchant: AcmeNL\n  hmacKey: ${hex(64).toUpperCase()}`)?.description).toBe("value of hmacKey");
  expect(lineHit(`storage:\n  signingKey: "${mixed(32)}"`)?.description).toBe("value of signingKey");
  expect(lineHit(`table:\n  partitionKey: ${mixed(32)}`)).toBeUndefined();
});

describe("a login in a sentence", () => {
  const strong = glue("Tulpen", "zwiebel!Mai6");
  test.each([
    `Login at portal.strato.example with invoice / ${strong} if it stops.`,
    `log in to https://erp.acme.dev as invoice / ${strong}.`,
    `Sign in on portal.acme.dev using invoice:${strong}`,
  ])("%s", (line) => {
    expect(lineHit(line)?.text).toBe(strong);
    expect(lineHit(wide(line))?.text).toBe(strong);
    expect(lineHit(line.toUpperCase().replace(strong.toUpperCase(), strong))?.text).toBe(strong);
  });
  test.each(["Login at portal.acme.dev with SSO / Okta2fa or a link", "log in to /admin/users2 first", "sign in on arm64/amd64v2 nodes"])(
    "not %s",
    (line) => expect(lineHit(line)).toBeUndefined(),
  );
});

test("a reference of AWS Batch", () => {
  expect(isHarmless("Ref::password")).toBe(true);
  expect(leakingPaths({ command: ["dbt", "run", "--password", "Ref::password"] })).toEqual([]);
});

test("what a cluster alone can open", () => {
  const sealed = mixed(300);
  expect(leakingPaths({ kind: "SealedSecret", spec: { encryptedData: { password: sealed, token: sealed } } })).toEqual([]);
  expect(leakingPaths({ spec: { data: { password: password } } })).toEqual(["spec.data.password"]);
});

test.each(["API-Schlüssel", "Clé-secrète", "Ключ-доступа", "Zugangsschlüssel"])("%s, a label, is not a token", (text) =>
  expect(isSecretLiteral(text, "likely")).toBe(false),
);

describe("names", () => {
  test.each([
    "--src_pswd",
    "DB_PSW",
    "APP_PASSWRD",
    "LDAP_BINDPW",
    "rootpw",
    "CONTRASENA_SMTP",
    "MOT_DE_PASSE_LDAP",
    "PASSWORD_DB",
    "ERLANG_COOKIE",
  ])("%s: a password", (name) => expect(certaintyOf(name)).toBe("sure"));
  test.each([
    ...[
      "LIZENZSCHLUESSEL",
      "apiSchlüssel",
      "x-intern-schluessel",
      "GEHEIMSCHLUESSEL",
      "ZUGANGS_SCHLUESSEL",
      "CLE_API",
      "CLÉ_SECRÈTE",
      "CLAVE_PRIVADA",
    ],
    ...["LLAVE_API", "CHIAVE_PRIVATA", "CHAVE_SECRETA", "API_SLEUTEL", "LICENTIE_SLEUTEL", "PASSWORD_EMAIL"],
  ])("%s: a key", (name) => expect(certaintyOf(name)).toBe("likely"));
  test.each([
    ...[
      "FREMDSCHLUESSEL",
      "SORTIER_SCHLUESSEL",
      "schluessel",
      "CLE",
      "cle_primaire",
      "CHAVE",
      "LLAVE_PRIMARIA",
      "OEFFENTLICHER_SCHLUESSEL",
      "powerpw9",
    ],
    ...["CLE_PUBLIQUE", "SCHLUESSEL_ID", "CLE_API_ID", "API_SCHLUESSEL_NAME"],
  ])("%s: nothing", (name) => expect(certaintyOf(name)).toBeUndefined());
});

describe("words with dots", () => {
  test.each(["gelber.regenschirm.im.flur", "maple.quartz.harbor.willow"])("%s is a password", (text) =>
    expect(isSecretLiteral(text, "sure")).toBe(true),
  );
  test.each([
    ...[
      "db.internal",
      "spring.datasource.password",
      "form.login.password.label",
      "com.acme.auth.service",
      "db.prod.acme.internal",
      "app.core.two.local",
    ],
    ...["user.account.credentials.value", "errors.field.is.required", "one.one.one.one", "config.Auth.main.Key"],
  ])("%s is none", (text) => expect(isSecretLiteral(text, "sure")).toBe(false));
});

test("a console of a game", () => {
  expect(leakingPaths({ parameters: `+map arena +maxplayers 16 +rcon_password ${password}` })).toEqual(["parameters"]);
  expect(leakingPaths({ parameters: "+map arena +password_policy strict9Q7xLm2" })).toEqual([]);
});

describe("what a firewall compares a header with", () => {
  const rule = (name: string, searchString: string) => ({
    statement: { byteMatchStatement: { fieldToMatch: { singleHeader: { name } }, searchString } },
  });
  test("is a secret where the header reports it", () =>
    expect(leakingPaths(rule("x-origin-verify", mixed(40)))).toEqual(["statement.byteMatchStatement.searchString"]));
  test("is none elsewhere", () => {
    expect(leakingPaths(rule("user-agent", mixed(40)))).toEqual([]);
    expect(leakingPaths(rule("x-origin-verify", "cloudfront"))).toEqual([]);
    expect(leakingPaths({ fieldToMatch: { uriPath: {} }, searchString: mixed(40) })).toEqual([]);
    expect(leakingPaths({ fieldToMatch: null, searchString: mixed(40) })).toEqual([]);
  });
});

describe("a user and a password in a sentence", () => {
  const weak = glue("Leucht", "turm_Sylt3");
  test.each([
    `Runbook: auf bastion anmelden (Benutzer wartung, Passwort: ${weak}), dann Dienst neu starten`,
    `user: app password: ${weak}`,
    `utilisateur app et mot de passe : ${weak}`,
    `usuario app, contraseña: ${weak}`,
  ])("%s", (line) => {
    expect(lineHit(line)?.text).toBe(weak);
    expect(lineHit(wide(line))?.text).toBe(weak);
    expect(lineHit(line.toUpperCase().replace(weak.toUpperCase(), weak))?.text).toBe(weak);
  });
  test.each([
    ...[
      'Passwort: siehe Tresor "Betrieb", Eintrag bastion; Token: wird von CI erneuert',
      "Password: rotate monthly",
      "Password: stored in the vault",
    ],
    ...[
      "user app, password: 1Password",
      "user admin, password: $DB_PASSWORD1",
      "user name, password: required",
      "user app, password: base64",
    ],
  ])("not %s", (line) => expect(lineHit(line)).toBeUndefined());
  test.each(["password: hunter", "PASSWORD=hunter serve", "password: hunter # of the test"])("%s, a setting", (line) =>
    expect(lineHit(line)?.text).toBe("hunter"),
  );
});

test("an interpolation of Python", () => {
  expect(isHarmless("%(DB_PASS)s")).toBe(true);
  expect(leakingPaths({ variables: { DSN: "%(DB_USER)s:%(DB_PASS)s@tcp(mysql.svc.local:3306)/shop" } })).toEqual([]);
});

test("a map of credentials holds names too", () => {
  const inputs = {
    credentialsMap: {
      tenant: "acme-de",
      region: "eu",
      userName: "app",
      shared_secret: "hunter",
      clientId: mixed(32),
      clientid: mixed(32),
      id: "x7",
      other: "hunter",
      android: "hunter",
    },
  };
  const resource = toResource({ urn: "urn:pulumi:dev::test::x:y:Z::it", type: "x:y:Z", inputs });
  expect(leaksIn(resource.inputs, [{ path: "credentialsMap", source: "hand" }]).found.map(({ path }) => path)).toEqual([
    "credentialsMap.shared_secret",
    "credentialsMap.other",
    "credentialsMap.android",
  ]);
});

test("whole words of a name decide", () => {
  expect(certaintyOf("encrypt")).toBe("likely");
  expect(certaintyOf("plaintextValue")).toBe("likely");
  for (const name of [
    "my_encrypt",
    "unseed_phrase",
    "seedling_phrase",
    "spin_lock",
    "admin_spin",
    "badminton_pin",
    "desperate_seed",
    "wallets_seed",
    "plaintext",
  ])
    expect(certaintyOf(name), name).toBeUndefined();
  for (const name of ["cookie_erlang", "hasło_id", "senha_nome_arquivo", "passwort_datei", "api_schluesseldienst", "xapischluessel"])
    expect(certaintyOf(name), name).toBeUndefined();
});
