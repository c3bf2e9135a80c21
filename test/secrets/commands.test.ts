// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { describe, expect, test } from "vitest";
import { commandHit, usages } from "../../src/secrets/commands/commands.js";
import { lineHit } from "../../src/secrets/texts/script.js";
import { wide } from "./leaking-paths.js";
import { glue, mixed, secretAccessKey } from "./tokens.js";

const password = "bw9MqLdis87PUHEW";
const token = mixed(32);
const pairs = (says: string, lines: readonly string[]) => lines.map((line): [string, string] => [says, line]);

const taking: readonly [says: string, line: string][] = [
  ...pairs("password on a command line", [
    ...[
      `app --password ${password}`,
      `app --password=${password}`,
      `app -pass:${password}`,
      `app /pwd:${password}`,
      `--admin-password '${password}' x`,
    ],
    ...[
      `x -srcstorepass ${password}`,
      `x -deststorepass "${password}"`,
      `x -keypass ${password}`,
      `x --requirepass ${password}`,
      `x -storepassphrase ${password}`,
    ],
    ...[`x --passwd ${password}`, `X --PASSWORD ${password}`, `x -destkeypass ${password}`],
  ]),
  ...pairs(
    "token on a command line",
    [
      "api-key",
      "apikey",
      "token",
      "client-secret",
      "clientsecret",
      "secret",
      "secret-key",
      "secretkey",
      "license-key",
      "licensekey",
      "app-token",
      "TOKEN",
    ].flatMap((name) => [`app --${name} ${token}`, `app -${name}="${token}"`, `--${name} '${token}'`]),
  ),
  ...pairs(
    "registry login",
    ["docker", "podman", "helm registry", "oras", "buildah", "az", "crane auth", "nerdctl"].flatMap((tool) => [
      `${tool} login -u ci -p ${password} r.acme.dev`,
      `sudo ${tool}  login r.acme.dev --username ci -p=${password}`,
      `${tool} login -p"${password}"`,
    ]),
  ),
  ...pairs(
    "password of a database client",
    ["mysql", "mysqldump", "mysqladmin", "mariadb"].flatMap((tool) => [`${tool} -u root -p${password} app`, `${tool} -p'${password}'`]),
  ),
  ...pairs("password of a database client", [
    `mysqladmin -u root password ${password}`,
    `mysqladmin -u root password '${password}'`,
    `mariadb-admin -u root password '${password}'`,
    "mysqladmin password x9Q!",
  ]),
  ...pairs(
    "password of a database client",
    "mongo mongosh mongodump mongorestore sqlcmd bcp cqlsh ldapsearch ldapadd ldapmodify smbclient redis-cli rabbitmqadmin"
      .split(" ")
      .flatMap((tool) => ["p", "P", "w", "a", "U"].map((flag) => `${tool} -h db -${flag} '${password}' x`)),
  ),
  ...pairs("password in SQL", [
    ...[
      `CREATE USER a IDENTIFIED BY '${password}'`,
      `identified with caching_sha2_password by "${password}"`,
      `IDENTIFIED  BY  '${password}'`,
    ],
    ...[
      `CREATE ROLE app LOGIN PASSWORD '${password}'`,
      `alter user a with password "${password}"`,
      `CREATE LOGIN a WITH PASSWORD = '${password}'`,
      `role a password='${password}'`,
    ],
  ]),
  ...pairs(
    "password of a server",
    ["requirepass", "masterauth", "slapd/password", "slapd/password1", "rootpw", "bindpw", "BINDPW"].flatMap((name) => [
      `${name} ${password}`,
      `  ${name}  "${password}"`,
    ]),
  ),
  ...pairs("sshpass", [`sshpass -p ${password} ssh x`, `sshpass -p'${password}' scp`]),
  ...pairs("user and password for curl", [
    ...[
      `curl -u ci:${password} https://x`,
      `wget --user ci:${password} https://x`,
      `http --user=ci:${password} x`,
      `curl -sSfu ci:${password}`,
      `curl -u "ci:${password}" x`,
    ],
    ...[`curl -u 'ci':'${password}' x`, `  -u ci:${password} \\`, `--user=ci:${password}`, `--user 'ci:${password}'`],
  ]),
  ...pairs("Authorization header", [
    ...["Bearer", "basic", "token", "api-token", "APIKEY"].map((scheme) => `-H 'Authorization: ${scheme} ${token}'`),
    ...[`"authorization": "Bearer ${token}"`, `authorization=bearer  ${token}`, `authorization: 'Bearer ${token}'`],
  ]),
  ...pairs("Windows account", [`net user svc ${password} /add`, `NET  USER "svc app" "${password}"`]),
  ...pairs("Windows account", [
    `schtasks /create /tn Sync /rp ${password}`,
    `net use Z: \\\\fs\\data /user:svc ${password}`,
    `net use \\\\fs\\data ${password} /user:svc`,
    `net use Z: \\\\fs\\data "${password}" /user:svc`,
    `psexec64.exe \\\\db -u svc -p "${password}"`,
    `sc config Agent password= ${password}`,
    `sc.exe config Agent password= '${password}'`,
  ]),
  ...pairs("password of HAProxy", [
    `user stats insecure-password ${password}`,
    `stats auth ops:${password}`,
    `insecure-password "${password}"`,
  ]),
  ...pairs("password of a mail relay", [`[smtp.acme.eu]:587 relay@acme.dev:${password}`, `  [smtp.acme.eu]:587 relay:${password} `]),
  ...pairs("password of SNMP", [
    `createUser monitor SHA "${password}"`,
    `createUser -e 0x8000 monitor SHA-512 ${password} AES`,
    `createuser monitor MD5 '${password}'`,
  ]),
  ...pairs("password of Redis", [
    `user worker on >${password} ~jobs:*`,
    `ACL SETUSER worker >${password} +@all`,
    `user worker reset on >${password} -@all`,
  ]),
  ...pairs("shared secret of RADIUS", [`  secret = ${password}`, `secret = ${password} `]),
  ...pairs("password of a network", [
    `nmcli dev wifi connect kantoor password '${password}'`,
    `nmcli con modify x wifi-sec.psk ${password}`,
  ]),
  ...pairs("password in a call", [
    `req.SetBasicAuth("ci", "${password}")`,
    `HTTPDigestAuth('ci', '${password}')`,
    `mysqli('db', 'shop', '${password}')`,
    `smtp.PlainAuth( "", "a@acme.dev", "${password}", host)`,
  ]),
  ...pairs("secure string", [`ConvertTo-SecureString "${password}" -AsPlainText`, `convertto-securestring -String '${password}'`]),
  ...pairs("chpasswd", [
    `echo ops:${password} | chpasswd`,
    `echo "ops:${password}"|sudo chpasswd`,
    `echo 'ops:${password}' | sudo  chpasswd`,
  ]),
  ...pairs("password piped into a command", [
    ...[
      `echo ${password} | passwd --stdin ops`,
      `echo -n '${password}' | sudo docker login --password-stdin`,
      `echo "${password}"|sudo -S true`,
    ],
    ...[`echo ${password} | kinit admin`, `echo ${password} | cryptsetup open x`, `echo ${password} | realm join acme.dev`],
  ]),
  ...pairs(
    "password given to a command",
    ["kinit", "cryptsetup", "realm join", "passwd", "sudo -S"].flatMap((tool) => [
      `${tool} admin <<< ${password}`,
      `${tool} x <<<'${password}'`,
    ]),
  ),
  ...pairs("password file of PostgreSQL", [`db.acme.dev:5432:app:app:${password}`, `  *:*:*:app:${password}  `]),
  ...pairs("pre-shared key", [`10.0.0.1 10.0.0.2 : PSK "${password}"`, `PSK  "${password}"`]),
  ...pairs("htpasswd", [
    `htpasswd -b /etc/pw ops ${password}`,
    `htpasswd -cbB /etc/pw ops '${password}'`,
    `htpasswd -Bb  a  b  "${password}"`,
  ]),
  ...pairs("OpenSSL password", [
    `openssl rsa -passin pass:${password}`,
    `openssl rsa -passout  pass:${password}`,
    `openssl enc -pass pass:${password}`,
  ]),
  ...pairs("OpenSSL password", [
    `openssl passwd -6 ${password}`,
    `openssl passwd '${password}'`,
    `openssl  passwd  -6  -salt  "${password}"`,
  ]),
  ...pairs("RabbitMQ user", [`rabbitmqctl add_user app ${password}`, `sudo rabbitmqctl -n rabbit@a change_password 'app' '${password}'`]),
  ...pairs("password of an archive", [
    `unzip -P ${password} a.zip`,
    `unzip -o -P '${password}' a.zip -d x`,
    `zip -r -P ${password} a.zip x`,
    `7z x -p${password} a.7z`,
    `7za a -mhe=on -p'${password}' a.7z`,
  ]),
  ...pairs("user and password on a command line", [
    `java -jar jenkins-cli.jar -s http://x -auth admin:${password} who`,
    `splunk add monitor /x -auth 'admin:${password}'`,
  ]),
  ...pairs("password piped into a command", [
    `echo -e "${password}\\n${password}" | smbpasswd -s -a ops`,
    `${password}" | sudo passwd ops`,
  ]),
  ...pairs("password of a directory", [`ldap_default_authtok = ${password}`, `ldap_default_authtok=${password}`]),
  ...pairs("an element", [`<AdministratorPassword><Value>${password}</Value>`, `<Password> <value>${password}</value>`]),
  ...pairs("AWS secret access key", [
    `aws configure set aws_secret_access_key ${secretAccessKey}`,
    `AWS_SECRET_ACCESS_KEY="${secretAccessKey}"`,
    `aws_secret_access_key: '${secretAccessKey}'`,
  ]),
  ...pairs("an environment variable", [
    `setx DB_PASSWORD ${password}`,
    `SETX /M DB_PASSWORD "${password}"`,
    `os.environ["DB_PASSWORD"] = "${password}"`,
    `e[ 'DB_PASSWORD' ]='${password}'`,
  ]),
  ...pairs("a constant", [`define('DB_PASSWORD', '${password}');`, `Set( "DB_PASSWORD" , "${password}" )`]),
  ...pairs("a setting", [`<add key="DbPassword" value="${password}"/>`, `<property NAME="db.password"  value="${password}"/>`]),
  ...pairs("an element", [`<password>${password}</password>`, `<db.password>${password}</db.password>`]),
];

describe("a command gives its secret away", () => {
  test.each(taking)("%s: %s", (says, line) => {
    const hit = commandHit(line);
    expect(hit?.description).toBe(says);
    expect([password, token, secretAccessKey, "x9Q!"]).toContain(hit?.text);
    // Whoever looks again finds it again.
    expect(commandHit(line)).toEqual(hit);
  });
  test.each(taking)("%s, with more blanks: %s", (says, line) => {
    const hit = commandHit(wide(line));
    expect(hit?.description).toBe(says);
    expect([password, token, secretAccessKey, "x9Q!"]).toContain(hit?.text);
  });
  test.each(taking)("%s, among the lines of a file: %s", (_, line) => expect(lineHit(line)).toBeDefined());
  test("behind a reference it is found", () =>
    expect(commandHit(`a --password $PASSWORD && b --password ${password}`)?.text).toBe(password));
});

describe("a command without a secret", () => {
  test.each([
    ...[
      "app --password $PASSWORD",
      "app --password `cat x`",
      'app --password "$(cat x)"',
      "app --password -x9Qk7",
      "app --password --user9",
      "app --password <password>",
    ],
    ...[
      "the --username and --password options",
      "with --pass options.",
      "see --passphrase below,",
      "a --pwd word;",
      `xapp-password ${password}`,
    ],
    ...[
      "app --token internal-service",
      `app --token ${mixed(7)}`,
      "app --token abcdefgh",
      `app --tokens ${token}`,
      `app --token-url=${token}`,
    ],
    ...[
      `docker login -u ci registry.acme.dev`,
      `docker logout -p ${password}`,
      `docker login | x -p ${password}`,
      `dockers login -p ${password}`,
    ],
    ...[
      "mysql -u root -p < x.sql",
      "mysql -p $PW",
      `mysqlx -p${password}`,
      `mysql | x -p${password}`,
      `mysql ; x -p${password}`,
      "mysqladmin password < /run/pw",
      "mysqladmin password --x9Qk7",
    ],
    ...[`redis-cli -a $PW`, "redis-cli -a abc12", `redis-cli | x -a ${password}`, "IDENTIFIED BY ${pw}", "CREATE USER a PASSWORD 'secret'"],
    ...[
      `my requirepass ${password}`,
      "requirepass abc",
      "sshpass -p $PW ssh",
      `sshpass -e ${password}`,
      "curl -u $USER:$PASS x",
      "curl -u ci https://x",
      "curl -u user:password x",
    ],
    ...[
      `curl -o ci:${password}`,
      "Authorization: Bearer $TOKEN9xQ7",
      "Authorization: Bearer internal-service",
      `authorization bearer ${token}`,
      "net user svc * /add",
      `net use svc ${password}`,
    ],
    ...[
      "net user svc /add9xQ7",
      "ConvertTo-SecureString $pw -AsPlainText",
      `ops:${password} | passwd`,
      "echo $PW | sudo -S true",
      `echo ${password} | sudo true`,
      "kinit admin < /run/pw",
    ],
    ...[
      `kinit admin <<< "$PW"`,
      `db:5432:app:${password}`,
      `db:543210:app:app:${password}`,
      "psk abc",
      `PSK '${password}'`,
      `htpasswd -c /etc/pw ops ${password}`,
      "openssl -pass file:/run/pw",
    ],
    ...[
      "openssl passwd -6 $PW",
      "openssl passwd -stdin",
      `aws_secret_access_key ${secretAccessKey}a`,
      `setx MODE ${password}`,
      `define('MODE', '${password}')`,
      `x["MODE"] = "${password}"`,
    ],
    ...[
      `<add key="Mode" value="${password}"/>`,
      `<mode>${password}</mode>`,
      "<password>changeme</password>",
      `<password>${password}`,
      `password ${password}`,
    ],
    ...[
      "rabbitmqctl add_user app $PW",
      `rabbitmqctl list_users app ${password}`,
      "unzip -p a.zip member.txt",
      "unzip -P $PW a.zip",
      "7z x -p a.7z",
      "7z x -p$PW a.7z",
      "x -auth admin:$TOKEN",
      "x -auth @/run/token",
      `"$(cat x)" | passwd`,
      `make-one | smbpasswd -s`,
      `<Mode><Value>${password}</Value>`,
    ],
  ])("%s", (line) => expect(commandHit(line)).toBeUndefined());
});

test("curl's pair may stand in braces and quotes", () => {
  for (const pair of [`"{ci}":"{${password}}"`, `ci:"${password}"`, `'ci:${password}'`])
    expect(commandHit(`curl -u ${pair} x`)?.text).toBe(password);
});
test("a token of words is one from twenty-four characters on", () => {
  const words = glue("internal.service", ".token");
  expect(commandHit(`app --token ${words}abcd`)?.description).toBe("token on a command line");
  expect(commandHit(`app --token ${words}x`)).toBeUndefined();
  expect(commandHit(`app --token ${words}abcd!`)).toBeUndefined();
});

test("each way is reported by a word in lower case that few lines have", () => {
  for (const { description, needs } of usages) {
    expect(needs.test(""), description).toBe(false);
    expect(needs.test("export log_level=info  # the queue is read by the worker; see /opt/app/readme.md"), description).toBe(false);
    expect(needs.source.replace(/\\./g, ""), description).not.toMatch(/[A-Z]/);
  }
});
