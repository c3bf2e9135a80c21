/** What the files of servers, calls of libraries and people's own passwords look like. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templates
import { describe, expect, test } from "vitest";
import { isHarmless } from "../../src/secrets/names/harmless.js";
import { isSecretLiteral, isSecretUnder, isWordOfCommand } from "../../src/secrets/names/literal.js";
import { certaintyOf } from "../../src/secrets/names/name.js";
import { lineHit } from "../../src/secrets/texts/script.js";
import { leakingPaths, wide } from "./leaking-paths.js";

const password = "bw9MqLdis87PUHEW";

describe("files of servers", () => {
  test.each([
    ["HAProxy", `userlist ops\n  user stats insecure-password ${password}`],
    ["HAProxy", `frontend stats\n  stats auth ops:${password}`],
    ["Postfix", `cat > /etc/postfix/sasl_passwd <<'EOF'\n[smtp.mailprovider.eu]:587 relay@acme.dev:${password}\nEOF`],
    ["SNMP", `createUser monitor SHA "${password}" AES "other"\nrouser monitor priv`],
    ["SNMP", `createUser monitor SHA-256 ${password}`],
    ["Redis", `user default off\nuser worker on >${password} ~jobs:* +@all`],
    ["Redis", `redis-cli ACL SETUSER worker on >${password} ~* +@all`],
    ["RADIUS", "client office {\n  ipaddr = 192.0.2.0/24\n  secret = houtduif88\n}"],
    ["NetworkManager", `nmcli dev wifi connect kantoor password '${password}'`],
    ["NetworkManager", `nmcli con modify kantoor wifi-sec.psk ${password}`],
    ["properties", "spring.mail.username=shop\nspring.mail.password=Lente/Zon,22\nspring.jpa.show-sql=false"],
  ])("%s: %s", (_, text) => {
    expect(lineHit(text)).toBeDefined();
    expect(lineHit(wide(text))).toBeDefined();
  });
  test.each([
    "userlist ops\n  user stats password $5$k6NQ0/rounds9xQ",
    "  stats auth ops:${STATS_PASSWORD}",
    "# sasl_passwd\n[smtp.mailprovider.eu]:587 relay@acme.dev",
    "createUser monitor SHA $SNMP_PASSWORD1",
    "user worker on >$REDIS_PASSWORD ~* +@all",
    "user worker on #5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8 ~* +@all",
    "the user is on >9000 machines",
    "client office {\n  secret = ${RADIUS_SECRET}\n}",
    "secret = settings2.secret",
    "secret = read_secret2(name)",
    "nmcli dev wifi connect kantoor password $PSK9xQ7",
    "token at src/secrets/literal.ts:1173:43-173:60:text.length = 120",
    "token 12:5432:60:11:text & length 120",
    "token_parts=a/b,c\npath=x,y",
  ])("not %s", (text) => expect(lineHit(text)).toBeUndefined());
});

describe("calls of libraries", () => {
  test.each([
    `auth := smtp.PlainAuth("", "noreply@acme.dev", "${password}", "smtp.acme.dev")`,
    `req.SetBasicAuth("ci", "${password}")`,
    `auth=HTTPBasicAuth('ci', '${password}')`,
    `new NetworkCredential("svc", "${password}")`,
    `DriverManager.getConnection("jdbc:mysql://db/shop", "shop", "${password}")`,
    `$db = mysqli_connect('db', 'shop', '${password}', 'shop');`,
    `$db = new PDO('mysql:host=db', 'shop', '${password}');`,
    `ftp_login($conn, 'shop', '${password}')`,
    `server.login("noreply@acme.dev", "${password}")`,
  ])("%s", (line) => {
    expect(lineHit(line)?.text).toBe(password);
    expect(lineHit(line.replaceAll(", ", " ,  ").replace("(", "( "))?.text).toBe(password);
    expect(lineHit(line.replaceAll(password, "changeme"))).toBeUndefined();
  });
  test.each([
    'auth := smtp.PlainAuth("", user, pass, "smtp.acme.dev")',
    'req.SetBasicAuth(user, os.Getenv("CI_PASSWORD"))',
    'new NetworkCredential("svc", password)',
    'DriverManager.getConnection("jdbc:mysql://db/shop", user, password)',
    "server.login(user, password)",
    'server.login("noreply@acme.dev", "<password>")',
  ])("not %s", (line) => expect(lineHit(line)).toBeUndefined());
});

describe("a word as a password on a command line", () => {
  test.each([
    ...["docker login -u ci -p Theepot.Deksel registry.acme.dev", "wget --user=mirror --password=Kwartelei https://dl.acme.dev/pkg.tgz"],
    ...["rabbitmqctl add_user worker 'Duinpan 44'", "ldap_default_authtok = Meikever.Dans"],
  ])("%s", (line) => expect(lineHit(line)).toBeDefined());
  test.each([
    ...["mysql --password Required", "app --password String", "app --password config.password", "app --password db.internal"],
    ...["app --password Passwort", "the --password Option", "app --password Settings.Value", "app --password Secret"],
  ])("not %s", (line) => expect(lineHit(line)).toBeUndefined());
  test("as a list of words", () => {
    expect(leakingPaths({ command: ["redis-server", "--appendonly", "yes", "--requirepass", "Dennenappel"] })).toEqual(["command"]);
  });
});

describe("names", () => {
  test.each([...["DB_PASSWROD", "db_pasword", "PAROL_BD", "lozinka", "DB_GESLO", "HASLO_BAZY", "SENHA_PAINEL", "ADMIN_PIN", "door-pin"]])(
    "%s: a password",
    (name) => expect(certaintyOf(name)).toBe("sure"),
  );
  test.each(["x-functions-key", "HASLO_ADMINA_2", "SENHA_CLIENTE"])("%s: probably a secret", (name) =>
    expect(certaintyOf(name)).toBe("likely"),
  );
  test.each(["RELAY_PIN", "PIN", "GPIO_PIN", "PASSWORD_TABLE", "pin_count"])("%s: nothing", (name) =>
    expect(certaintyOf(name)).toBeUndefined(),
  );
  test("of a PIN, of six digits", () => {
    expect(leakingPaths({ ADMIN_PIN: "730518", DOOR_PIN: "17" })).toEqual(["ADMIN_PIN"]);
  });
});

describe("a password with blanks", () => {
  test.each(["Kaffee & Kuchen!7", "Bosuil Roept 3", "Tea+Milk noon 5#"])("%s", (text) => expect(isSecretLiteral(text, "sure")).toBe(true));
  test.each([
    ...[
      "Enter 8+ characters!",
      "Minimum 12 chars",
      "Rotation 90 days",
      "Password & PIN 2!",
      "Set in 2024",
      "Kaffee & Kuchen!",
      "TLS 1.2 only",
    ],
    ...["Bosuil Roept drie", "Please use 2 & more!", "See ticket 4711", "size >= 120", "a && b 12", "x == 4"],
  ])("not %s", (text) => expect(isSecretLiteral(text, "sure")).toBe(false));
});

test("a placeholder of Maven", () => {
  expect(isHarmless("@mail.password@")).toBe(true);
  expect(isHarmless("@Qx7vT2pLm9!@")).toBe(false);
});

describe("at its limits", () => {
  const words = "abandon amount liar expire adjust cage candy arch gather drum bullet absurd";
  const all = (texts: readonly string[], name: string): string[] => texts.filter((text) => isSecretUnder(name, text));
  test("a mnemonic has twelve words or more, all in lower case", () => {
    const many = [words, `  ${words}  `, words.replaceAll(" ", "  "), `${words} ${words}`];
    expect(all(many, "MNEMONIC")).toEqual(many);
    const none = [
      words.slice(0, words.lastIndexOf(" ")),
      `${words}!`,
      `Words: ${words}`,
      `${words} ${words} math`,
      `see ${words.toUpperCase()}`,
    ];
    expect(all(none, "WALLET_MNEMONIC")).toEqual([]);
    for (const name of ["MNEMONIC_OLD", "WALLET_MNEMONIC_2", "walletmnemonic", "seedphrase"]) {
      expect(all(many, name), name).toEqual(many);
      expect(all(["global9substitute", ...many], name), name).toEqual(many);
    }
    for (const name of ["SEED_PHRASE_HINT", "mnemonic_language"]) expect(all(many, name), name).toEqual([]);
  });
  test("a gossip key has 16, 24 or 32 bytes", () => {
    const keys = [16, 24, 32].map((bytes) => Buffer.alloc(bytes, "q9Xv").toString("base64"));
    expect(all(keys, "encrypt")).toEqual(keys);
    expect(all(keys, "ENCRYPT")).toEqual(keys);
    expect(all(keys.map((key) => `${key}A`).concat(keys.map((key) => `!${key}`)), "encrypt")).toEqual([]);
    expect(all(keys, "encrypted")).toEqual([]);
    expect(all(keys, "dont_encrypt")).toEqual([]);
  });
  test("words with a number", () => {
    const some = ["Ceviche y Limón 21", "ocho dos Limón papas 21", "21 Limón papas dos", "Bosuil Roept 3"];
    expect(all(some, "PASSWORD")).toEqual(some);
    const none = [
      "ocho dos tres papas Limón 21",
      "Ceviche y Limón x21",
      "Ceviche y Limón 0",
      "Ceviche y Limón 21x",
      "bosuil Roept 3",
      "Bosuil Roe 3",
      "Bosuil Roept 03",
    ];
    expect(all([...none, "Ceviche y Limón 1234567", "Bosuil Roept 1234567", "The Bosuil 3"], "PASSWORD")).toEqual([]);
  });
  test("words with a mark", () => {
    const some = ["Tea & Milk 7", "Tea & Milk!7", "Tea & Milk 7!", "a = b c 7", "Tea ~ Milk 7"];
    expect(all(some, "PASSWORD")).toEqual(some);
    const none = [
      "Tea & Milk",
      "Tea and Milk 7?",
      "Tea & Milk 7 Sugar",
      "Tea (& Milk) 7",
      "Tea && Milk 7",
      "a != b 7",
      "one & two three four five 7",
      "Tea & the Milk 7",
    ];
    expect(all([...none, `${"Tea & ".repeat(2)}${"x".repeat(60)} 7`], "PASSWORD")).toEqual([]);
  });
  test("words with dots", () => {
    const some = ["gelber.regen.im.flur", "aa.bb.cc.dd.ee.ff.gg.hh"];
    expect(all(some, "PASSWORD")).toEqual(some);
    const none = [
      "gelber.regen.flur",
      "aa.bb.cc.dd.ee.ff.gg.hh.ii",
      "aa.bb.aa.bb.cc",
      "gelber.regen.im.Flur",
      "gelber.regen.the.flur",
      "a.bb.cc.dd",
      "gelber.regen.im.flur.",
    ];
    expect(all([...none, "gelber.regen.im.local", "spring.regen.im.flur"], "PASSWORD").filter((text) => !text.endsWith("."))).toEqual([]);
  });
  test("a word on a command line", () => {
    for (const text of ["Kwartelei", "Dennen", "Theepot.Deksel", "Élodie.Marchand"]) expect(isWordOfCommand(text), text).toBe(true);
    const none = [
      "Dennx1",
      "Denne",
      "dennen",
      "Th.Deksel",
      "Theepot.De",
      "Theepot.deksel",
      "Theepot.Deksel.Drie",
      "Required",
      "Default",
      "Settings.Deksel",
    ];
    for (const text of [...none, "Password", "Optional", "Options", "Textual", "Numbers", "Argument", "XTheepot", "Theepot!"])
      expect(isWordOfCommand(text), text).toBe(false);
  });
});
