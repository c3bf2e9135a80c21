import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { sight } from "../../src/secrets/texts/text.js";
import { accessKeyId, base64, githubToken, glue, hex, jwt, mixed, pem, secretAccessKey } from "./tokens.js";

const seen = (text: string, name = ""): string | undefined => sight(text, { name, besideKeyId: false })?.description;
const password = "bw9MqLdis87PUHEW";

describe("formats", () => {
  test.each<[string, string]>([
    ["GitHub token", githubToken],
    ["GitLab token", glue("glp", "at-", mixed(20))],
    ["Slack token", glue("xo", "xb-705018154169-4787698127786-", mixed(24))],
    ["Stripe key", glue("sk", "_live_", mixed(24))],
    ["SendGrid key", glue("S", "G.", mixed(22), ".", mixed(43, 5))],
    ["npm token", glue("np", "m_", mixed(36))],
    ["Anthropic key", glue("sk-", "ant-api03-", mixed(80))],
    ["Google API key", glue("AI", "za", mixed(35))],
    ["Shopify token", glue("shp", "at_", hex(32))],
    ["Pulumi access token", glue("pu", "l-", hex(40))],
    ["HashiCorp token", glue("hv", "s.", mixed(40))],
    ["DigitalOcean token", glue("do", "p_v1_", hex(64))],
    ["AppSync API key", glue("da", "2-", mixed(26).toLowerCase())],
    ["Databricks token", glue("da", "pi", hex(32))],
    ["Telegram token", glue("123456789", ":AA", mixed(33))],
    ["JSON Web Token", jwt],
    ["private key", pem("RSA PRIVATE KEY")],
    ["private key", JSON.stringify(pem("OPENSSH PRIVATE KEY")).slice(1, -1)],
    ["private key", `client-key-data: ${base64(pem("EC PRIVATE KEY"))}`],
    ["Slack webhook", glue("https://hooks.slack.com/", "services/T6RA8K10L3R/B9BOETZEMHM/", mixed(24))],
    ["Azure storage key", glue("DefaultEndpointsProtocol=https;AccountName=a;Account", "Key=", base64(mixed(64)))],
    ["AWS secret access key", `${accessKeyId} ${secretAccessKey}`],
    ["URL with a password", `redis://:${password}@cache:6379/0`],
    ["URL with a password", `postgresql+psycopg2://u:${password}@db/x`],
    ["pre-signed URL", `https://b.s3.amazonaws.com/k?X-Amz-Expires=900&X-Amz-Signature=${hex(64)}`],
    ["Telegram token", glue("https://api.telegram.org/", "bot123456789", ":AA", mixed(33), "/sendMessage")],
    ["Azure storage key", `spark.hadoop.fs.azure.account.key.a.dfs.core.windows.net=${base64(mixed(64))}`],
    ["Azure storage key", `Endpoint=https://a.service.signalr.net;AccessKey=${base64(mixed(32))};Version=1.0;`],
    ["Bedrock key", glue("AB", "SK", mixed(120))],
    ["Salesforce session", glue("00D", mixed(12), "!AQ", mixed(90))],
    ["Cloudflare origin key", glue("v1", ".0-", hex(24), "-", hex(146))],
    ["Brevo key", glue("xsmtp", "sib-", hex(64), "-", mixed(16))],
    ["GitLab token", glue("GR13", "48941", mixed(20))],
    ["deploy hook", `https://api.render.com/deploy/srv-${mixed(20).toLowerCase()}?key=${mixed(11)}`],
    ["URL with a key in its query", `https://api.example.com/v1?api_key=${mixed(32)}`],
    ["connection string with a password", `Server=tcp:sql,1433;User ID=app;Password=${password};`],
  ])("%s", (says, text) => {
    for (const whole of [text, `before ${text} after`, JSON.stringify({ a: [{ b: text }] })])
      expect(seen(whole)).toMatch(new RegExp(`^${says}`));
  });

  test("a hint shows the beginning that all of a kind have, and nothing of an unprefixed one", () => {
    expect(seen(githubToken)).toBe("GitHub token ghp_…(40 characters)");
    expect(seen(glue("123456789", ":AA", mixed(33)))).toBe("Telegram token");
  });

  test.each<[string, string]>([
    ["a masked token", glue("gh", "p_", "x".repeat(36))],
    ["the beginning of one", glue("xo", "xp-572370529330-573807301142-", "#".repeat(20))],
    ["the documentation's key pair", "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
    ["an id alone", accessKeyId],
    ["a commit beside an id", `${accessKeyId} 375d7f932cadca1887373724a12271418d3abc60`],
    ["a public key", pem("PUBLIC KEY")],
    ["a mention of one", 'grep -q "BEGIN RSA PRIVATE KEY" file'],
    [
      "an anonymous JWT",
      [{ alg: "HS256" }, { role: "anon", iss: "supabase" }]
        .map((p) => Buffer.from(JSON.stringify(p)).toString("base64url"))
        .concat(mixed(43))
        .join("."),
    ],
    ["a URL without a password", "postgres://app@db.internal/app"],
    ["a reference in a URL", "amqps://{{resolve:secretsmanager:mq}}:{{resolve:secretsmanager:mq}}@mq:5671"],
    ["a port and a scope", "https://registry.npmjs.org:443/@acme/tool"],
    ["an image", `registry.example.com:5000/app@sha256:${hex(64)}`],
  ])("%s: none", (_, text) => expect(seen(text)).toBeUndefined());
});

describe("scripts and files", () => {
  test.each<[string]>([
    [`#!/bin/bash\nexport DB_PASSWORD=${password}\n`],
    [`docker login -u ci -p ${password} registry.acme.dev`],
    [`mysql -u root -p${password} -e 'select 1'`],
    [`mysql -e "ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}'"`],
    [`psql -c "CREATE USER app WITH PASSWORD '${password}'"`],
    [`curl -s -u developer:${password} https://x.example`],
    [`curl -H 'Authorization: Bearer ${mixed(48)}' https://x.example`],
    [`net user svc_app ${password} /add`],
    [`$p = ConvertTo-SecureString "${password}" -AsPlainText -Force`],
    [`echo 'ubuntu:${password}' | chpasswd`],
    [`#cloud-config\nchpasswd:\n  list: |\n    root:${password}\n  expire: false\n`],
    [`#cloud-config\nwrite_files:\n  - path: /etc/app.yml\n    content: |\n      database:\n        password: ${password}\n`],
    [`env:\n- name: DB_PASSWORD\n  value: ${password}\n`],
    [`Parameters:\n  DbPassword:\n    Type: String\n    Default: ${password}\n`],
    [`<settings><password>${password}</password></settings>`],
    [`define('DB_PASSWORD', '${password}');`],
    [`requirepass ${password}\n`],
    [`DB_PASSWORD=hunter && ./start`],
    ...["API_CREDS", "senha", "wachtwoord", "ROOT_PW", "RABBITMQ_ERLANG_COOKIE", "GITHUB_PAT", "PEPPER"].map((name): [string] => [
      `${name}=${mixed(24)}\nMODE=production\n`,
    ]),
    [`db:\n  password: hunter # weak\n`],
    [`const password = "hunter", user = "app";`],
    [`//npm.acme.dev/:_authToken=${mixed(36)}\n`],
    [`machine api.example.com\n  login ops\n  password ${password}\n`],
    [`[default]\naws_secret_access_key = ${secretAccessKey}\n`],
    [`the admin password is ${password}`],
    [`curl -fsSLu monitor:${password} http://localhost/health`],
    [`mysqladmin -u root password '${password}'`],
    [`redis-server --requirepass ${password}`],
    [`keytool -importkeystore -srckeystore a.p12 -srcstorepass ${password} -destkeystore b.jks`],
    [`realm join -U admin corp.acme.dev <<< '${password}'`],
    [`echo '${password}' | sudo -S apt-get update`],
    [`npm config set //npm.acme.dev/:_authToken ${mixed(36)}`],
    [`public class Main { private static final String DB_PASSWORD = "${password}"; }`],
    [`if (request.headers.authorization.value !== "Basic ${base64(`preview:${password}`)}") return;`],
    [`mount -t cifs //srv/share /mnt -o username=x,password=${password}`],
  ])("%s", (text) => {
    expect(seen(text)).toBeDefined();
    const unpacked = seen(base64(text.padEnd(40, "\n")));
    expect(unpacked).toMatch(/, in base64$/);
    expect(seen(gzipSync(text).toString("base64"))).toBe(unpacked);
    expect(`${seen(text)} ${unpacked}`).not.toContain(password);
  });

  test.each<[string]>([
    ["#!/bin/bash\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id prod/db)\n"],
    ["TOKEN=`curl -X PUT http://169.254.169.254/latest/api/token`\n"],
    ['mysql -u root -p"$MYSQL_ROOT_PASSWORD" -e "select 1"\nPasswordAuthentication no\n'],
    ['curl -u <user:password> https://x.example\ncurl -u "$USER:$PASS" https://x\n'],
    ['const token = process.env.TOKEN;\nconst apiKey = getApiKey(config);\nif (password === "") throw new Error("no password");\n'],
    ["resource db {\n  password = var.db_password\n}\n"],
    ["      MasterUserPassword: !Ref DBPassword\n"],
    ["env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: password\n"],
    ["DB_PASSWORD=\nAPI_KEY=<your key here>\nJWT_SECRET=changeme\n"],
    ["Rotate the admin password every 30 days; the token is in Secrets Manager"],
    ['{"type":"object","properties":{"password":{"type":"string","minLength":8}}}'],
    ['{"login.password": "Passwort", "token.expired": "Das Token ist abgelaufen"}'],
    ["Parameters:\n  DbPassword:\n    Type: String\n  DbName:\n    Default: bw9MqLdis87PUHEW\n  MaxTokens:\n    Default: 4096\n"],
    ["Basic support24x7hours"],
    ...[
      [
        "def login(user: str, password: bytes, token: typing.Optional[bytes] = None, key: rsa.RSAPrivateKey):\n    password: bool = False\n",
      ],
      ["    passphrase: Optional[bytes],\n    private_key: rsa.RSAPrivateKey, other: str\n"],
      ["interface Result {\n  pass: boolean;\n  secrets: inputs.kms.GetSecretSecret[];\n}\nconst pass = received < expected;\n"],
      ["self.key_password = key_password\nrequest(user=user, password=password, host=host)\n"],
      ["host = parts[0]\npassword = unquote(parts[1])\ncall(user=user, password=key_password)\n"],
      ["basicAuthCredentials: std.base64encode({ input: x })\ntoken = token[:-1]\n"],
      ["# The --username and --password options name a machine\n# on which to login with that password file\n"],
      ['{"dependencies": {"@inquirer/password": "^4.0.23"}}'],
      ['{"rules": {"label": {"pass": "未使用抽象角色的元素"}}}'],
      ["https://shop.example/product.asp?code=SKB-KG3BK"],
      ["const readPasswords = async () => {\n  const password = await prompt.password();\n  const secret = new Secret(x);\n}\n"],
      ["//registry.npmjs.org/:_authToken=MYTOKEN\n"],
      ["Pass :meth:`peek` a value"],
    ].map(([text = ""]): [string] => [text]),
    ["lock_passwd: true\nssh_pwauth: false\n"],
    ["machine learning models need a password manager"],
    ["Use `pulumi config set --secret dbPassword`, or `app --token apiToken` to store the password"],
    ["curl -o /tmp/menu:all -fsSL https://x.example\nsudo -S true < /run/pw\nmysqladmin -u root password < /run/pw\n"],
    ['headers["www-authenticate"] = "Basic realm"; // Basic authentication\nconst password = "Enter the password";\n'],
  ])("none in %s", (text) => expect(seen(text)).toBeUndefined());
});

describe("neighbours", () => {
  test("a flag names the argument behind it", () => expect(seen(JSON.stringify(["run", "--admin-password", password]))).toBeDefined());
  test("a name and a value belong together", () => {
    expect(seen(JSON.stringify([{ name: "DB_PASSWORD", value: password }]))).toBeDefined();
    expect(seen(JSON.stringify([{ name: "DB_PASSWORD", type: "SECRETS_MANAGER", value: password }]))).toBeUndefined();
    expect(seen(JSON.stringify([{ name: "DB_PASSWORD", valueFrom: "prod-db-password-3f9a1c7b" }]))).toBeUndefined();
  });
  test("an attribute of DynamoDB is under the name of its map", () => {
    expect(seen(JSON.stringify({ id: { S: "x" }, settings: { M: { apiKey: { S: hex(32) } } } }))).toBeDefined();
    expect(seen(JSON.stringify({ id: { S: hex(32) }, passwordHash: { S: "abc" } }))).toBeUndefined();
  });
  test("the default of a parameter is under its name", () => {
    expect(seen(JSON.stringify({ Parameters: { DbPassword: { Type: "String", Default: password } } }))).toBeDefined();
    expect(seen(JSON.stringify({ properties: { apiKey: { type: "string", default: "x-api-key" } } }))).toBeUndefined();
  });
  test("a token for a server may be a UUID, as the id of a key may", () => {
    const uuid = "3edd6f5b-7615-4fc5-b8f9-b74e493e2729";
    expect(seen(uuid, "POSTMARK_SERVER_TOKEN")).toBeDefined();
    expect(seen(uuid, "serverSideEncryptionKey")).toBeUndefined();
  });
  test("a key under a name that states secret is one", () => {
    const key = (value: string) => seen(JSON.stringify({ type: "HS256", key: value }), "HASURA_GRAPHQL_JWT_SECRET");
    expect(key(mixed(40))).toBeDefined();
    expect(key("db-password")).toBeUndefined();
  });
  test("Docker's login is a pair in base64", () => {
    expect(seen(JSON.stringify({ auths: { "index.docker.io": { auth: base64(`acme:${password}`) } } }))).toBe("registry login");
    expect(seen(JSON.stringify({ auth: base64("acme:changeme") }))).toBeUndefined();
  });
});

test("texts made to be slow are read", () => {
  const slow = [
    "eyJ".repeat(30_000),
    "sk-".repeat(30_000),
    `https://${"a:".repeat(40_000)}`,
    "curl ".repeat(20_000),
    '"password":'.repeat(9_000),
    "-".repeat(90_000),
    "LS0tLS1CRUdJTi".repeat(7_000),
    "password=".repeat(10_000),
  ];
  for (const text of slow) expect(() => sight(text, { name: "userData", besideKeyId: false })).not.toThrow();
}, 20_000);
