// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { describe, expect, test } from "vitest";
import { lineHit } from "../../src/secrets/texts/script.js";
import { expectNone, password } from "./lines.js";
import { glue, hex, mixed } from "./tokens.js";

describe("a pair in the middle of a line", () => {
  test("is found by its name and look", () => {
    for (const before of ["run ", "a, ", "a; ", "x&", "a {", "a (", 'a "', "a '", "x?", "x -"])
      for (const pair of [
        `dbPassword=${password}`,
        `"dbPassword": "${password}"`,
        `dbPassword: ${password}`,
        `dbPassword = '${password}'`,
        `dbPassword := "${password}"`,
        `'dbPassword':'${password}'`,
      ])
        expect(lineHit(`${before}${pair}`)?.text, `${before}${pair}`).toBe(password);
    expect(lineHit('x = {user: "a", password: "hunter"}')?.text).toBe("hunter");
    expect(lineHit(`run password=hunter`)).toBeUndefined();
    expect(lineHit('run token="hunter"')).toBeUndefined();
    expect(lineHit(`run token="${mixed(20)}"`)).toEqual({ description: "value of token", text: mixed(20) });
    expect(lineHit(`run token=${mixed(20)}`)).toEqual({ description: "value of token", text: mixed(20) });
  });
  test("inside a quoted text too", () => {
    expect(lineHit(`sh -c "export A=1 dbPassword=${password}"`)?.text).toBe(password);
    expect(lineHit(`a: x="dbPassword=${password}"`)?.text).toBe(password);
    expect(lineHit(`cfg mode='apiToken=${mixed(20)}' x`)?.text).toBe(mixed(20));
  });
  test("of an expression or another name is none", () =>
    expectNone([
      "call(user=user, password=password, host=host)",
      `run mode=${password} # no token`,
      "call(token=get_token(9), x)",
      `x mypasswords9=${password}`,
      `run password=$PASSWORD9 x`,
    ]));
});

describe("a name in one line, and its value in the next", () => {
  test("of a manifest", () => {
    for (const text of [
      ...[
        `- name: DB_PASSWORD\n  value: ${password}`,
        `- name: "DB_PASSWORD"\n  value: "${password}"`,
        `  key: 'DB_PASSWORD'\n  value: '${password}' `,
      ],
      ...[`- value: ${password}\n  name: DB_PASSWORD`, `name: A\nvalue: b123\nname: DB_PASSWORD\nvalue: ${password}`],
    ])
      expect(lineHit(text), text).toEqual({ description: "value of DB_PASSWORD", text: password });
  });
  test("belongs to no other item of the list", () =>
    expectNone([
      `- name: MODE\n  value: ${password}\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: x`,
      `- value: prod\n  name: DB_PASSWORD_MODE\n- value: ${password}\n  name: MODE`,
      `- valueFrom: x\n  name: DB_PASSWORD\n- value: ${password}\n  name: MODE`,
      `name: MODE\nvalue: ${password}\nname: DB_PASSWORD\nvalueFrom: x`,
      `value: changeme\nname: DB_PASSWORD\nvalue: ${password}\nname: MODE`,
    ]));
  test("of an answer file", () => {
    const file = (tag: string) =>
      `<UserAccounts>\n  <${tag}>\n    <Value>${password}</Value>\n    <PlainText>true</PlainText>\n  </${tag}>`;
    expect(lineHit(file("AdministratorPassword"))).toEqual({ description: "value of AdministratorPassword", text: password });
    expect(lineHit(`${file("Mode")} password`)).toBeUndefined();
    expect(lineHit(`a\nrabbitmqctl add_user app ${password}\nunzip x`)?.description).toBe("RabbitMQ user");
    expect(lineHit(`echo -e "${password}\\n${password}" | smbpasswd -s -a ops`)?.text).toBe(password);
  });
  test("belongs to no other name", () =>
    expectNone([
      `- name: DB_PASSWORD\n  other: x\n  value: ${password}`,
      `- name: MODE\n  value: ${password}\n- name: OTHER`,
      `- name: DB_PASSWORD\n  valueFrom: ${password}`,
      `- name: DB_PASSWORD x\n  value: ${password}`,
      `- name: DB_PASSWORD\n  value: ${password} and more`,
      `- name: DB_PASSWORD\n  value: abc`,
      `- name: DB_PASSWORD\n  value: changeme`,
      `- my name: DB_PASSWORD\n  value: ${password}`,
      `- name: DB_PASSWORD\n  my value: ${password}`,
    ]));
  test("in braces", () => {
    for (const text of [
      ...[
        `env: [{name: DB_PASSWORD, value: ${password}}]`,
        `{ "name": "DB_PASSWORD" , "value": "${password}" }`,
        `x: {key: 'DB_PASSWORD', value: '${password}'}`,
        `x {Name: DB_PASSWORD,value:${password}}`,
      ],
      `[{name: A, value: b123}, {name: DB_PASSWORD, value: ${password}}]`,
    ])
      expect(lineHit(text)?.text, text).toBe(password);
    expectNone([
      `env: [{name: MODE, value: ${password}}, password]`,
      `env: [{name: DB_PASSWORD, value: changeme}]`,
      `env: [{name: DB_PASSWORD, valueFrom: ${password}}]`,
      `env: [{name: DB_PASSWORD, value: abc}]`,
    ]);
  });
});

describe("the default of a parameter", () => {
  test("is below its name, and deeper", () => {
    for (const text of [
      `Parameters:\n  DbPassword:\n    Type: String\n    Default: ${password}`,
      `  "DbPassword":  \n    default:  "${password}" `,
      `'DbPassword':\n  Default: '${password}'`,
    ])
      expect(lineHit(text), text).toEqual({ description: "default of DbPassword", text: password });
    expectNone([
      `DbPassword:\nDefault: ${password}`,
      `  DbPassword:\n Default: ${password}`,
      `DbPassword: x\n  Default: ${password}`,
      `DbName:\n  Default: ${password}\n# password`,
      "DbPassword:\n  Default: changeme",
    ]);
    expectNone([
      `DbPassword:\n  Default: ${password} and more`,
      "DbPassword:\n  Default: abc",
      `DbPassword:\n  MyDefault: ${password}`,
      `the DbPassword:\n  Default: ${password}`,
    ]);
  });
});

describe("other ways to show a password", () => {
  test("a list for chpasswd", () => {
    for (const entry of [`    root:${password}`, `  - root:${password}`, `  - "ops.a-b:${password}" `, `\t'ubuntu:${password}'`])
      expect(lineHit(`chpasswd:\n  list: |\n${entry}\n`)).toEqual({ description: "password in a list for chpasswd", text: password });
    expectNone([
      `password list:\n    root:${password}\n`,
      "chpasswd:\n  list: |\n    root:RANDOM\n",
      `chpasswd:\nroot:${password}\n`,
      "chpasswd:\n  root:q1w2r\n",
      `chpasswd:\n  root:${password} x\n`,
      `chpasswd:\n  9root:${password}\n`,
    ]);
  });
  test("a token of a registry", () => {
    for (const text of [
      `//npm.acme.dev/:_authToken=${mixed(36)}`,
      `//npm.acme.dev/:_password = "${mixed(36)}"`,
      `npm config set //npm.acme.dev/:_auth ${mixed(36)}`,
      `x/:_authToken='${mixed(36)}'`,
    ])
      expect(lineHit(text), text).toEqual({ description: "registry token", text: mixed(36) });
    expectNone([
      "//npm.acme.dev/:_authToken=${NPM_TOKEN}",
      "//npm.acme.dev/:_authToken=internal-token",
      "//npm.acme.dev/:_authToken is written there",
      "//npm.acme.dev/:_authToken=q1w2r3t",
      "//npm/:_authTokens=q1w2r3t4y5",
    ]);
  });
  test("netrc", () => {
    for (const text of [
      ...[
        `machine git.acme.dev\n  login ci\n  password ${password}`,
        `machine git.acme.dev login ci password ${password}`,
        `machine a login b password ${password} account c`,
      ],
      ...[
        `machine a login b password ${password} machine c`,
        `machine a login b password ${password} # note`,
        `machine a login b password ${password} macdef x`,
        `machine a\nlogin b\npassword   ${password}  `,
      ],
    ])
      expect(lineHit(text), text).toEqual({ description: "netrc password", text: password });
    expectNone([
      `login ci\npassword ${password}`,
      `machine git\npassword ${password}`,
      `machine a login b password ${password} and more`,
      "machine a login b password changeme",
      "machine a\nlogin b\npassword abc",
      `machine a\nlogin b\nthe password ${password}`,
    ]);
  });
  test("a sentence", () => {
    for (const word of ["password", "passwd", "pwd", "psk", "passphrase", "secret", "token", "api key", "api-key", "apikey", "Password"])
      for (const is of ["is", "was"])
        expect(lineHit(`The ${word} ${is} ${password}.`), word).toEqual({ description: "secret in a sentence", text: password });
    for (const text of [`the password for root is '${password}'`, `the vpn psk: \`${password}\``, `(the password is ${password})`])
      expect(lineHit(text)?.text, text).toBe(password);
    for (const word of ["login", "logon", "credential", "credentials", "creds"])
      for (const how of [" ", ": ", " is ", " with ", " as ", " for "])
        for (const sign of ["/", " : "])
          expect(lineHit(`temporary ${word}${how}admin${sign}${password}.`)?.text, `${word}${how}`).toContain(password);
    expectNone([
      "the password is internal",
      "the password is 12345678",
      "the password is read(9xQ7k)",
      "the password is items[9xQ7k]",
      "the password is 9xQ7k",
      "no password q1w2r3t4y5",
      "the token is used-4-auth",
    ]);
    expectNone([
      `the passwords is ${password}`,
      "login admin/internal",
      "login admin/12345678",
      `logins admin/${password}`,
      `login admin-${password}`,
      "login admin/q1w2r3t",
      "the password is changeme123",
    ]);
    expect(lineHit(`the password is internal, the token is ${password}`)?.text).toBe(password);
  });
  test("a command", () => expect(lineHit(`then run sshpass -p ${password} ssh x`)).toEqual({ description: "sshpass", text: password }));
});

test("a line of more than two thousand characters is read to there", () => {
  expect(lineHit(`password ${" ".repeat(1900)}dbPassword=${password}`)?.text).toBe(password);
  expect(lineHit(`password ${" ".repeat(2100)}dbPassword=${password}`)).toBeUndefined();
});
test("a text without a word of secrets has none", () => expectNone(["", `MODE=${password}`, `a: ${hex(32)}`, `x=1\ny=${mixed(30)}`]));
test("whoever looks again finds it again", () => {
  for (const text of [
    `x dbPassword=${password}`,
    `[{name: DB_PASSWORD, value: ${password}}]`,
    `the password is ${password}`,
    `login admin/${password}`,
  ])
    expect([lineHit(text)?.text, lineHit(text)?.text, lineHit(text)?.text]).toEqual([password, password, password]);
});

test("blanks count for nothing", () => {
  for (const text of [
    `machine  git  login  ci  password  ${password}  account  c`,
    `-  name:   DB_PASSWORD\n   value:   ${password}`,
    `x: {  name:   DB_PASSWORD  ,  value:  ${password}  }`,
    `the secret  for  root  is  '${password}'`,
    `say  login  as  admin  /  ${password}`,
    `npm config set //npm.acme.dev/:_authToken   ${password}`,
    `export DB_PASSWORD=\\\n      ${password}`,
  ])
    expect(lineHit(text)?.text, text).toBe(password);
  expectNone([`password: x\n  secret:   *anchor9x`, `db.acme.dev:x:app:app:${password}`]);
});
test("one word is enough to be read for", () => {
  expect(lineHit(`a.acme.dev:5432:app:a:${password}`)?.description).toBe("password file of PostgreSQL");
  expect(lineHit(`haslo=${password}`)?.text).toBe(password);
  expect(lineHit(`hasło=${password}`)?.text ?? password).toBe(password);
  expect(lineHit(`losenord=${password}`)?.text).toBe(password);
  expect(lineHit(`PRIVATEKEY=${password}`)?.text).toBe(password);
  expect(lineHit(`EXPORT apikey=${password}`)?.text).toBe(password);
});
describe("a password that nothing parts from its word", () => {
  const strong = glue("V3lv", "et2000#");
  test.each([
    `legacy erp, login erpadmin / password ${strong}`,
    `use password ${strong}`,
    `the root pw "${strong}" until monday`,
    `Passwort '${strong}', bitte ändern`,
    `password ${glue("Summ", "er2024!")}`,
  ])("%s: looks like one", (text) => expect(lineHit(text)?.description).toBe("secret in a sentence"));
  test.each([
    `login erpadmin password ${glue("velv", "et2000")}`,
    `user app, password ${glue("velv", "et2000")}`,
    `username app@acme.dev and pw ${glue("velv", "et2000")}`,
    `account app / passwd ${glue("velv", "et2000")}`,
  ])("%s: is behind its user", (text) => expect(lineHit(text)?.description).toBe("secret in a sentence"));
  test.each([
    "password policy requires 14 characters",
    "password SHA-512 hashed",
    "password Base64-encoded",
    "use password Authentication2",
    "user app with password sha256",
    "user app password base64",
    "set user name and password auth2",
    "password $DB_PASSWORD1#",
    "password ${Database1#}",
    "password <Your1Password#>",
    "password Vault1/secret#key",
    "user admin password required since v2",
  ])("%s: is none", (text) => expect(lineHit(text)).toBeUndefined());
});
test("a sentence ends behind its secret", () => {
  expect(lineHit(`the password is ${password}.).`)?.text).toBe(password);
  expect(lineHit(`the password is q1w2.r3t4y5`)?.text).toBe("q1w2.r3t4y5");
});

test("every name that states secret opens its line", () => {
  const names =
    "lozinka parol_bd geslo slaptazodis parool katasandi katalaluan matkhau LIZENZSCHLUESSEL api_sleutel CLE_API LLAVE_API " +
    "CHIAVE_PRIVATA CHAVE_SECRETA api_nyckel klucz_api db_pasword src_pswd db_psw ADMIN_PIN jelszo salasana haslo heslo " +
    "senha";
  for (const name of names.split(" ")) expect(lineHit(`${name}=zX9k2mQ7vT4b`)?.description, name).toBe(`value of ${name}`);
});
