import { describe, expect, test } from "vitest";
import { isSecretLiteral } from "../../src/secrets/names/literal.js";
import { isUuid, looksRandom } from "../../src/secrets/names/random.js";
import { glue, hex, mixed } from "./tokens.js";

const uuid = "3edd6f5b-7615-4fc5-b8f9-b74e493e2729";
const each = (judge: (text: string) => boolean, is: boolean, texts: readonly string[]) => {
  for (const text of texts) expect(judge(text), text).toBe(is);
};
const sure = (text: string) => isSecretLiteral(text, "sure");
const likely = (text: string) => isSecretLiteral(text, "likely");

describe("a generated text", () => {
  test("has digits among its letters", () =>
    each(looksRandom, true, ["cugx09QV", "qhum90bu", "AJl25OXfk9DC3PM", "1a2b3c4d5e", "z9!x8-y7-w6", mixed(40), "QHUM90BU", "9qhumbux"]));
  test("has three kinds of characters, or two and a length that names do not have", () => {
    each(looksRandom, true, ["qWe#rTy!uIo", "q!e9r@t8y", "ab#cd#ef#gh#ij#kl#mn#op#qr#st"]);
    each(looksRandom, false, ["q!er@ty", "ab#cd#ef#gh", "correct#horse", "abcdefghijklmnopqrstuvwxyz", "ab#cd#ef#gh#ij#kl#mn#op"]);
  });
  test("has eight characters, of which five differ", () => {
    each(looksRandom, true, ["q1w2r3t4", "q1w2qwrq"]);
    each(looksRandom, false, ["q1w2r3t", "q1w2q1w2", "aaaaaaaa1", "aabbccd", "1a1a1b1b"]);
  });
  test("is hexadecimal, of sixteen characters", () => {
    each(looksRandom, true, [hex(16), hex(32), hex(16).toUpperCase(), "1234567890123456", "abcdefabcdefabcd"]);
    each(looksRandom, false, ["123456789012345", "abcdefabcdefabc", "abcdefabcdefabcg", "gabcdefabcdefabcd"]);
  });
  test("is a UUID as a whole", () => {
    for (const judge of [looksRandom, isUuid]) each(judge, true, [uuid, uuid.toUpperCase()]);
    each(isUuid, false, [
      `x${uuid}`,
      `${uuid}x`,
      uuid.slice(1),
      uuid.replaceAll("-", ""),
      `${uuid}0`,
      `0${uuid}`,
      uuid.replace("3e", "3g"),
    ]);
  });
  test("has pieces that nobody could say", () => {
    each(looksRandom, true, ["JmKjxPDtQtaWndwVcR", "KqwWzrRtxBvn"]);
    each(looksRandom, false, [
      "KqwWzrRtxBv",
      "GitHubAppWebhook",
      "AllowOAuthFromVpc",
      "jmkjxpdtqtawndwvcr",
      "JMKJXPDTQTAWNDWVCR",
      "HttpProxyServerTlsConfiguration",
    ]);
  });
});

describe("a name of something is not generated", () => {
  test("words and numbers, joined", () =>
    each(looksRandom, false, [
      ...[
        "internal-service-token",
        "customerId",
        "ordersTable12",
        "DB_PASSWORD_OLD",
        "api.v1.orders",
        "release:2024",
        "ops@mail.acme",
        "eu-central-1",
      ],
      ...[
        "web-t3a-node",
        "a1-b2c-d34",
        "x86-64-linux",
        "build-1a2b3c4d",
        "build-1a2b3c",
        "v12-stable",
        "RELEASE12",
        "12345678-1234",
        "abc-v123456789",
        "myApp123",
      ],
    ]));
  test("words with marks around them", () => {
    each(looksRandom, false, ["(internal-service-token-name)", "...internal-service-token-name!!!", "#CorrectHorseBatteryStaple"]);
    each(looksRandom, true, ["(internal-service-token-9x8q)", "ab!internal-service-token-name"]);
  });
  test("a point in time", () => {
    each(looksRandom, false, [
      "2026-11-22",
      "2026-11-22T10:00:00Z",
      "2026-11-22T10:00:00.123Z",
      "2026-11-22T10:00:00+01:00",
      "2026-11-22T10:00:00-0100",
      "2026-11-22T10:00",
    ]);
    each(looksRandom, true, ["2026-11-22T10:00:00Zq9X", "x2026-11-22T10:00:00Z", "2026-11-22T10:00:00Q9", "20x6-11-22T10:00:00Z"]);
  });
});

describe("under a name that states secret", () => {
  test("blanks around it count for nothing", () => {
    expect(sure(` ${mixed(16)}\n`)).toBe(true);
    expect(sure(" none ")).toBe(false);
    expect(sure("  ab ")).toBe(false);
  });
  test("a text of more than four thousand characters is a file", () => {
    expect(sure(mixed(4096))).toBe(true);
    expect(sure(mixed(4097))).toBe(false);
    expect(sure(`${mixed(4096)}   `)).toBe(true);
  });
  test("a URL is evaluated by the credentials in it", () => {
    each(sure, false, ["https://acme.dev/x9K2m", "git+ssh://x9K2mQ7", "HTTPS://x9K2mQ7", "s3-a.b://x9K2mQ7"]);
    each(sure, true, ["x9K2 ://".replace(" ", "!"), "9https://x9K2mQ7", "://x9K2mQ7pL", "https:/x9K2mQ7"]);
  });
  test("a number is a PIN of six digits, of passwords alone", () => {
    each(sure, true, ["912836", "-91283", "9128.5", "9128365"]);
    each(sure, false, ["91283", "9.75", "-9128"]);
    each(likely, false, ["912836", "9128363746", "-91283", "9128.5745"]);
    each(likely, true, ["9128x63746q", "9128.57.4x", "a9128.57b"]);
  });
  test("a path of words is none", () => {
    each(sure, false, ["prod/app/db-password", "prod/app/", "app//db", "prod/v1.2/app@acme:db"]);
    each(sure, true, ["prod/x9K2mQ7pL", "x9K2mQ7pL/prod", "prod/app#db", "pr$od/app", "app/db!"]);
  });
  test("dotted words are none", () => {
    each(sure, false, ["e.password", "db.internal", "com.acme.Auth", "_a.b-c"]);
    each(sure, true, ["e.x9K2mQ7", "9e.password", "e..password", "e.pass!word", "e.9password", "epass!word", "e.password."]);
  });
  test("a version is none", () => {
    each(sure, false, ["1.2.0", "^4.0.23", "~4.0", ">=1.2.0", "v1.2.3-rc.1", "1.2.3+build.5", "=1.2.3"]);
    each(sure, true, ["x1.2.3!", "1.2.3.4.5.6!", "1.2.3!rc", "^^^^1.2.3", "1.2.x-9"]);
  });
  test("a text of a script without blanks is none", () => {
    each(sure, false, ["密码必须更新9", "パスワード9", "ひらがなだけ9", "비밀번호를9", "รหัสผ่าน9"]);
    expect(sure("пароль9x!Q")).toBe(true);
  });
  test("an address of mail is none", () => {
    each(sure, false, ["ops@acme.dev", "OPS+1@mail.acme.co.uk"]);
    each(sure, true, ["ops@acme", "ops@acme.dev!", "o@ps@acme.dev", "@acme.dev", "x ops@acme.dev".replace(" ", "@@")]);
  });
  test("one word with a capital in front is a label", () => {
    each(sure, false, ["Passwort", "Wachtwoord", "Łańcuch", "Ungültig"]);
    each(sure, true, ["Hunter2", "HUnter", "hunter", "Hun-ter", "xHunter"]);
  });
  test("a word of a form is none", () => {
    const beginnings = "pass kenn mot contra senha wachtwoord geheim bitte please enter invalid wrong minim".split(" ");
    each(
      sure,
      false,
      beginnings.flatMap((word) => [`${word}-x9`, `${word.toUpperCase()}x9`]),
    );
    each(
      sure,
      true,
      beginnings.map((word) => `x9${word}`),
    );
  });
  test("a pattern of names is not a token", () => {
    each(likely, false, ["session:{userId}9xQ", "x9K2{a}mQ7pL", "{_a1}x9K2mQ7"]);
    each(likely, true, ["x9K2{}mQ7pL", "x9K2{1a}mQ7pL", "x9K2{a-b}mQ7pL", "x9K2{amQ7pL"]);
    expect(sure("x9K2{a}mQ7pL")).toBe(true);
  });
  test("a list is evaluated by its parts", () => {
    each(likely, true, [`${mixed(20)},abc`, `abc;${mixed(20)}`, `${mixed(20)},`, `abc,,${mixed(20)}`, `a:b,${mixed(20)}`]);
    each(likely, false, ["read:a1,write:b2", "prod/a,prod/b", "orders1,orders2,orders3", "read:token;write:token;"]);
  });
  test("a password needs no look of one", () => {
    each(sure, true, ["hunter", "orange", "tundra-copper", "Orange201"]);
    each(likely, false, ["hunter", "orange", "tundra-copper", "Orange201"]);
  });
});

describe("a text with blanks", () => {
  const soup = glue("|{z#Xk)9^v+ RtY7-", "qWe@1!mNb~ZxC,vB");
  test("is a generated key where it has symbols all over", () => {
    expect(soup.length).toBe(33);
    each(likely, true, [soup, soup.slice(1), soup.replace("#", "_")]);
    each(likely, false, [
      ...[soup.slice(2), soup.toLowerCase(), soup.toUpperCase(), soup.replace(/\d/g, "x"), soup.replace("9", "\n")],
      soup.replace(/[^A-Za-z0-9\s]/g, "x"),
    ]);
    const symbols = (n: number) => `aB3 ${"cD4 ".repeat(8)}${Array.from({ length: n }, (_, i) => "#!@%&*+="[i % 8]).join("q")}`;
    expect(likely(symbols(8))).toBe(true);
    expect(likely(symbols(7))).toBe(false);
  });
  test("is a passphrase of four to twelve words of one case", () => {
    each(sure, true, [
      "correct horse battery staple",
      "Correct Horse Battery Staple",
      "correct 42 battery staple",
      "Willow 401 Harbor Maple Quartz",
    ]);
    const twelve = "willow harbor maple quartz copper tundra saddle walnut ember falcon glacier meadow";
    each(sure, true, [twelve]);
    each(sure, false, [
      `${twelve} river`,
      "correct horse battery",
      "correct Horse battery staple",
      "CORRECT HORSE BATTERY STAPLE",
      "correct horse battery st",
    ]);
    each(sure, false, [
      "maple maple maple quartz",
      "correct  horse battery staple",
      "correct horse battery, staple",
      "correct horse 1234567 staple battery",
    ]);
    each(sure, true, ["maple maple quartz harbor willow", "correct horse 123456 staple"]);
    each(sure, false, [Array.from({ length: 6 }, (_, i) => `abcdefghijklmnopqrst${"uvwxyz"[i]}`).join(" ")]);
    each(likely, false, ["correct horse battery staple"]);
  });
  test("is a sentence where it has small words, or speaks of what is asked for", () => {
    const small = [
      "the and for with from your you are was has have must should will can may not new old this that its our their any all only then than",
      "when where which who how enter type choose please see use used using set get read stored kept least most more min minimum max maximum",
      "characters character chars letters letter digits symbols numbers words word invalid wrong required forgot forgotten reset confirm",
      "repeat again same hint default rotated rotate managed generated every days day hours ask ein eine der die das und oder mit bitte ist",
      "les des une est vous votre pour por una los las con per",
      "password tokens mysecret credentials kennwort motto contrato senhas wachtwoorden geheimnis",
    ].flatMap((line) => line.split(" "));
    for (const word of small) {
      expect(sure(`willow harbor ${word} maple quartz`), word).toBe(false);
      expect(sure(`Willow Harbor ${word[0]?.toUpperCase()}${word.slice(1)} Maple Quartz`), word).toBe(false);
    }
    for (const word of ["theme", "bathe", "forge", "unset", "settle", "seesaw", "daylight"])
      expect(sure(`willow harbor ${word} maple quartz`), word).toBe(true);
  });
});
