// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { describe, expect, test } from "vitest";
import { isDummy, isHarmless, isPlaceholder, isReference } from "../../src/secrets/names/harmless.js";
import { glue, hex, mixed } from "./tokens.js";

// A text that is nothing but random: what makes it harmless is what stands beside it.
const random = "kQ9xLm2Zt8";
const harmless = (texts: readonly string[]) => {
  for (const text of texts) expect(isHarmless(text), text).toBe(true);
};
const suspect = (texts: readonly string[]) => {
  for (const text of texts) expect(isHarmless(text), text).toBe(false);
};

test("a random text, and any text of four characters", () => suspect([random, "kQ9x", "a-b4", mixed(40), hex(32)]));
test("what is shorter than four characters", () => harmless(["", "a", "k9", "kQ9"]));

describe("words that settings take", () => {
  const words = [
    "true false yes no on off none null nil undefined enabled disabled required optional default",
    "bearer basic oauth oauth2 jwt token secret password passwort passwd pass key auto rotate strict",
    "vault aws ssm env plain postgres root admin test user username string hidden masked dummy",
  ].flatMap((line) => line.split(" "));
  test("are harmless in any letter case", () => {
    harmless(words);
    harmless(words.map((word) => word.toUpperCase()));
    for (const word of words) expect(isDummy(word), word).toBe(true);
    expect(isDummy("Admin")).toBe(true);
  });
  test("are not with more letters", () => {
    suspect(words.filter((word) => word.length > 3 && !/^(null|none|dummy)$/.test(word)).map((word) => `q${word}9`));
    for (const text of ["rooted", "hunter", random]) expect(isDummy(text), text).toBe(false);
  });
});

describe("references to where the secret is", () => {
  const beginnings = [
    ..."<a ` arn:aws:s3::: Fn:: sops: {{ ${ $( $$. $. $ #{ !secret. @{ << op:// vault:kv/ ssm:/ awssm: aws-sm: sm:// gcpsm secretsmanager:".split(
      " ",
    ),
    ..."secretRef keyvault @Microsoft.KeyVault projects/acme-1/secrets/ kv/ env:A. file: s3:// data: / ~/ ./ ../ C:\\ z:\\".split(" "),
    ..."doppler: infisical: keychain: bao: ref+ secret:// resolve: rds! rds-db-credentials/ States.Format2( aws-sm: awssm:".split(" "),
    ..."$input. $context. $util. $ctx. $stageVariables. $method. $request.".split(" "),
  ];
  test("begin so", () => {
    harmless(beginnings.map((beginning) => `${beginning}${random}`));
    harmless(beginnings.map((beginning) => `${beginning}${random}`.toUpperCase()));
    harmless(["%DB_PASSWORD%", "%a%", "$DB_1", "$input", "$context", "/run/", "/run/se-c.ret/", "/a.b-c"]);
  });
  test("are none in the middle of a text", () =>
    suspect(beginnings.filter((beginning) => !/\.\./.test(beginning)).map((beginning) => `kQ9x7_${beginning}${random}`)));
  test("are none without their ends", () =>
    suspect([
      ...["$kQ9-xLm", "$9kQxLm2", `$inputs-${random}`, "%kQ9-x%", "%kQ9x", "%kQ9x%Lm", "%%-kQ9x", "<9kQxLm", "$$kQ9-Lm", "@kQ9xLm"],
      ...["projects/secrets/kQ9x", "projects/a/b/secrets/", "/kQ9x=Lm2", "/=kQ9xLm", "~kQ9x", "..kQ9xLm", "9:\\kQ9xLm", "C:kQ9xLm"],
      ...[
        "States.kQ9x",
        "States.9kQ(x",
        "States.(kQ9",
        "sm:/kQ9xLm",
        "aws-kQ9xLm",
        "rdskQ9xLm",
        "{kQ9xLm",
        "#kQ9xLm",
        "(kQ9xLm",
        ".kQ9/xLm",
      ],
    ]));
  test("may stand anywhere in braces", () => {
    harmless([
      "kQ9x${a}Lm2",
      "kQ9x{{ a }}Lm2",
      "kQ9x$(cat a)Lm2",
      "kQ9x%{a}Lm2",
      "kQ9x#{a}Lm2",
      "kQ9x${}Lm2",
      "kQ9x%{}Lm",
      "kQ9x#{}Lm",
      "kQ9x{{}}Lm",
      "kQ9x$()L",
    ]);
    suspect(["kQ9x${aLm2", "kQ9x{{a}Lm2", "kQ9x$(aLm2", "kQ9x%{aLm2", "kQ9x#{aLm2", "kQ9x{a}Lm2", "kQ9x(a)Lm2", "kQ9xa}Lm2"]);
  });
  test("with a slash in front are paths, if they are not base64", () => {
    const key = `/${mixed(12)}/${mixed(26)}`;
    suspect([key, `${key}=`, `${key}==`, `/${mixed(27)}/`]);
    harmless([`${key}===`, `${key}-`, key.toLowerCase(), key.toUpperCase(), key.replace(/\d/g, "x"), `/${mixed(12)}/${mixed(13)}`]);
    harmless(["/aws/service/eks/optimized/amazonLinux2/x86/recommended/imageId", `/${mixed(7)}/${mixed(7)}/${mixed(7)}/${mixed(7)}`]);
  });
});

describe("references of inputs that are secret by nature", () => {
  test.each([
    ...["", "  \n", "{{resolve:secretsmanager:a}}", "${a}", "$(a)", "#{a}"],
    ...["arn:aws:secretsmanager:eu-west-1:1:secret:a", "arn:aws-cn:ssm:cn-north-1:1:parameter/a"],
    ...["op://vault/item", "vault:secret/data/a", "ssm:/a", "awssm:a", "ref+vault://a", "REF+awsssm://a", "OP:a"],
  ])("%s", (text) => expect(isReference(text)).toBe(true));
  test.each([
    ...[
      "changeme",
      "a{{b}}",
      "a${b}",
      "a$(b)",
      "a#{b}",
      "x arn:aws:ssm:a",
      "arn:aws:rds:ssm:a",
      "arn:ssm:a",
      "arn::ssm:a",
      "arn:aws:ssma:b",
    ],
    ...["stop:a", "avault:a", "vault", "ssm/a", "{a}", "$a", "#a", "op-a"],
  ])("not %s", (text) => expect(isReference(text)).toBe(false));
});

describe("placeholders", () => {
  const inside = [
    "changeme change-me change_me Change-This change_it CHANGEIT replaceme replace-me Replace_This replace-with your- YOUR_",
    "placeholder redacted example EXAMPLE dummy insert- insert_ fillme fill-me fill_me putyour put-your put_your ... …",
    "notreal not-real not_real not-a-real not_a_secret notused not-set not_secret",
  ].flatMap((line) => line.split(" "));
  test("say so anywhere in the text", () => {
    for (const text of [...inside, "change me", "replace with", "your key", "not a real", "put your", "fill me", "insert here"]) {
      expect(isPlaceholder(text), text).toBe(true);
      expect(isPlaceholder(`kQ9x7${text}Zt8`), text).toBe(true);
      expect(isDummy(`kQ9x7${text}Zt8`), text).toBe(true);
    }
  });
  test("say so as a whole or with a word of their own", () => {
    for (const text of [
      "todo",
      "TODO later 9",
      "kQ9 tbd",
      "tbd-kQ9x",
      "__DB_PASSWORD__",
      "setme",
      "set-me",
      "set_me",
      "xxxxxx",
      "XX",
      "set me",
    ])
      expect(isPlaceholder(text), text).toBe(true);
    for (const text of ["<kQ9x>", "[kQ9x]", "{kQ9x}", "(kQ9x)", "<kQ9x 7b>", "from-kQ9x", "see kQ9x", "via_kQ9x", "USE-kQ9x"])
      expect(isPlaceholder(text), text).toBe(true);
  });
  test("say how the secret comes there", () => {
    const how =
      "managed overridden overriding provided injected stored populated loaded generated supplied resolved fetched replaced set".split(" ");
    const where = "by from at in via on with during through later manually externally".split(" ");
    for (const verb of how)
      for (const text of [`${verb}-by-kQ9x`, `${verb}_by`, `${verb} by kQ9x`]) expect(isPlaceholder(text), text).toBe(true);
    for (const word of where)
      for (const text of [`set-${word}-kQ9x`, `set_${word}`, `SET ${word} x`]) expect(isPlaceholder(text), text).toBe(true);
    for (const text of ["kQ9-set-by-x", "set-kQ9xLm-by", "set-byte9xQ", "setby-kQ9x", "set.by.kQ9x", "overrid-by-9xkQ"])
      expect(isPlaceholder(text), text).toBe(false);
  });
  test("repeat a character, or have nothing but marks", () => {
    for (const text of ["kQ9aaaaaxLm2", "*****", "•••", "x.x-x", "#*#-.", "--", "ababab", "1111"])
      expect(isPlaceholder(text), text).toBe(true);
    for (const text of ["kQ9aaaaxLm2", "*a*9", "a-b#", "abcabc", "xLx9x"]) expect(isPlaceholder(text), text).toBe(false);
  });
  test("are not parts of other words", () => {
    for (const text of [
      ...[
        random,
        "mastodont9",
        "tbdx9k",
        "atbd9k",
        "todos9k",
        "__kQ9-x__",
        "a__kQ9__",
        "__kQ9__a",
        "____",
        "resetme9",
        "set-men9",
        "axxx9",
        "xxxb9",
      ],
      ...[
        "<kQ9x",
        "kQ9x>",
        "a<kQ9x>",
        "<kQ9x>a",
        "afrom-9k",
        "from9k",
        "useful9",
        "exchange9k",
        "replaced9",
        "yours9k",
        "changes9",
        "notary9",
      ],
      ...["insert9k", "fill.me9", "put.your9", "not.set9", "not-any9", "kQ..9xLm"],
    ].filter((text) => text !== "____"))
      expect(isPlaceholder(text), text).toBe(false);
  });
});

describe("what is of no use to who reads it", () => {
  const sealed = [
    ..."ENC[ AQICAH vault:v1: $2a$ $2b$ $2x$ $2y$ $2$ $argon2 $1$ $5$ $6$ $y$ $pbkdf2 pbkdf2: pbkdf2_ scrypt: {SSHA} {SHA} {PBKDF2} {CRYPT}".split(
      " ",
    ),
    ..."sha1- sha256: sha384- sha512- md5: md5- admin:$2y$ a.b-c:$apr1$ ops:$2a$ ops:$2b$ age-encryption $ANSIBLE_VAULT {SSHA512}".split(
      " ",
    ),
  ];
  test("ciphertext and hashes", () => {
    harmless(sealed.map((beginning) => `${beginning}${random}`));
    harmless([`AgA${mixed(100)}`, `AgD${mixed(100)}`, "-----BEGIN PGP MESSAGE-----"]);
    suspect(sealed.filter((beginning) => !/[:]\$/.test(beginning)).map((beginning) => `7_${beginning.replace(/^\$/, "~")}${random}`));
    suspect([
      `AgA${mixed(40)}`,
      `AgE${mixed(120)}`,
      `$7$-${random}`,
      `$2c$-${random}`,
      `sha2-${random}`,
      `md5${random}`,
      `vault_v1${random}`,
      `:$2a$-${random}`,
    ]);
  });
  const published = [
    ..."ssh-rsa ssh-ed25519 ssh-dss ecdsa- sk-ssh LS0tLS1CRUdJTiBDRVJUSUZ LS0tLS1CRUdJTiBQVUJMSU pk_live_ pk_test_ pk. phc_ sb_publishable_".split(
      " ",
    ),
    ...["CERTIFICATE", "PUBLIC KEY", "RSA PUBLIC KEY", "SSH2 PUBLIC KEY"].map((kind) => `-----BEGIN ${kind}-----`),
  ];
  test("public keys, certificates and what front ends hold", () => {
    harmless(published.map((beginning) => `${beginning}${random}`));
    harmless([glue("pub", hex(32)), "12345-abc9def.apps.googleusercontent.com"]);
    suspect(published.filter((beginning) => !/-----/.test(beginning)).map((beginning) => `7_${beginning}${random}`));
    suspect([glue("pub", hex(31)), glue("pub", hex(33)), glue("xpub", hex(32)), ".apps.googleusercontent9", "kQ9.apps.googleusercontent"]);
    suspect([`ssh-${random}`, `pk_prod_${random}`, `pk-${random}`, `pk.${"/"}${random}`]);
  });
});
