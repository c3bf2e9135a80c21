// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { describe, expect, test } from "vitest";
import { connectionIn, urlIn } from "../../src/secrets/formats/urls.js";
import { hex, mixed } from "./tokens.js";

const password = "bw9MqLdis87PUHEW";
const found = (texts: readonly string[], says: string) => {
  for (const text of texts)
    for (const whole of [text, `a ${text} b`, `"${text}"`, `x=${text}`]) expect(urlIn(whole)?.description, whole).toBe(says);
};
const none = (texts: readonly string[]) => {
  for (const text of texts) expect(urlIn(text), text).toBeUndefined();
};

describe("a URL with a password", () => {
  test("of any scheme, with or without a user", () => {
    found(
      ["redis://:", "postgresql+psycopg2://u:", "s3.a-b://user%40x:", "HTTPS://Ops:", "db://a.b$c-d:"].map(
        (url) => `${url}${password}@db:5432/x`,
      ),
      "URL with a password",
    );
    expect(urlIn(`amqps://app:${password}@mq.acme.dev:5671`)?.text).toBe(password);
    expect(urlIn(`amqps://app:p%40x#9Q?k@mq.acme.dev`)?.text).toBe("p%40x#9Q?k");
    expect(urlIn("redis://:123456@cache")?.text).toBe("123456");
  });
  test("that is a word is a placeholder of documentation", () => {
    const words = "pass passwd password pw pwd secret user username admin root postgres mysql redis guest test token key".split(" ");
    for (const word of [...words, "password1", "password123", "pass12", "x-oauth-basic", "PASSWORD", "xx", "xxxx", "foo", "bar", "me"])
      none([`https://app:${word}@acme.dev/`]);
    for (const word of ["password1234", "rootx", "xroot", "pass1234", "mypassword", "foobar", "xxyz", "secrets9"])
      expect(urlIn(`https://app:${word}@acme.dev/`)?.text, word).toBe(word);
  });
  test("is none where it is a reference, a port, or the user again", () => {
    none([
      "https://app:${PASSWORD}@x",
      "https://app:$PASSWORD@x",
      "https://app:{pw}9Qx@x",
      "https://app:9Qx}@x",
      "https://app:%PW%9@x",
      "https://app:<pw>@x",
      "https://${TOKEN}:x-oauth-basic@x",
    ]);
    none([
      "https://host:5432@x",
      "https://host:80@x",
      "https://shopper:shopper@x",
      "https://app@acme.dev",
      "https://app:@acme.dev",
      "https://app:changeme@x",
    ]);
    found(["https://q1w2r3t4y5:q1w2r3t4y5@x", "https://app:a$9Qx%@x"], "URL with a password");
  });
  test("is none without a host, a scheme or within words", () => {
    none([
      `app:${password}@db`,
      `//app:${password}@db`,
      `https://app:${password}`,
      `https://app:${password}@`,
      `https://a/b:${password}@db`,
      `https://app:${password} @db`,
    ]);
    none([`https:app:${password}@db`, `9://app:${password}@db`]);
  });
  test("behind a harmless one is found", () =>
    expect(urlIn(`https://user:password@acme.dev amqp://app:${password}@mq`)?.text).toBe(password));
  test("is found again by whoever looks again", () => {
    for (const text of [
      `redis://:${password}@cache`,
      `https://${mixed(40)}@git.acme.dev/app`,
      `app:${password}@tcp(db:3306)/shop`,
      `https://acme.dev/?token=${mixed(32)}`,
    ])
      expect([urlIn(text)?.text, urlIn(text)?.text, urlIn(` ${text}`)?.text].every((it) => it !== undefined && text.includes(it))).toBe(
        true,
      );
  });
});

describe("a token in the place of the user", () => {
  test("is found", () =>
    found(
      [
        `https://${mixed(40)}@git.acme.dev/app`,
        `https://${mixed(40)}:@git.acme.dev/app`,
        `https://${mixed(20)}:x-oauth-basic@git.acme.dev/app`,
        `git+https://${hex(32)}@git.acme.dev/app`,
      ],
      "URL with a token",
    ));
  test("is none where it is the public key of a DSN, a name or an id", () => {
    none([
      `https://${hex(32)}@o123.ingest.acme.dev/4501`,
      "https://internal-deploy-user-name@git.acme.dev/app",
      "https://3edd6f5b-7615-4fc5-b8f9-b74e493e2729@x.dev/a",
    ]);
    none([
      `https://${mixed(19)}@git.acme.dev/app`,
      "ssh://q1w2r3t4y5u6-at-123456789012@git-codecommit.acme.dev/v1",
      "https://your-token-here-9x8q7w6e@git.acme.dev",
    ]);
    none([`https:${mixed(40)}@git.acme.dev/app`, `${mixed(40)}@git.acme.dev/app`]);
    found(
      [
        `https://${hex(31)}@o123.ingest.acme.dev/4501`,
        `https://${mixed(32)}@o123.ingest.acme.dev/4501`,
        `ssh://${mixed(20)}-at-12345678901@x.dev`,
      ],
      "URL with a token",
    );
    found([`https://${mixed(20)}-at-123456789012x@x.dev`], "URL with a token");
  });
  test("behind a harmless one is found", () =>
    expect(urlIn(`https://internal-deploy-user-name@git.acme.dev https://${mixed(40)}@git.acme.dev`)?.text).toBe(mixed(40)));
});

describe("the password of a database driver", () => {
  test("of Go and Oracle", () => {
    for (const net of ["tcp", "tcp6", "udp", "unix", "cloudsql-mysql"])
      expect(urlIn(`app:${password}@${net}(db:3306)/shop`)?.text).toBe(password);
    for (const text of [`app/${password}@//db.acme.dev:1521/ORCL`, `app/${password}@db:1521:ORCL`, `"a.b$c#d-e/${password}@db:15210/x"`])
      expect(urlIn(text)).toEqual({ description: "connection string with a password", text: password });
  });
  test("is none without net, port or service, or for a placeholder", () => {
    none([
      `app:${password}@http(db:3306)/shop`,
      `app:${password}@tcp/shop`,
      `app/${password}@db`,
      `app/${password}@db:1521`,
      `app/${password}@db:1/x`,
    ]);
    none([
      "app:password@tcp(db:3306)/shop",
      "app/secret@//db:1521/ORCL",
      "app/changeme@//db:1521/ORCL",
      "app:abc@tcp(db:3306)/shop",
      `/app/${password}@db:1521/x`,
    ]);
    expect(urlIn(`app:password@tcp(db:3306)/shop app:${password}@tcp(db:3306)/shop`)?.text).toBe(password);
  });
});

describe("a key in the query of a URL", () => {
  const names = [
    ..."api_key api-key apikey access_token access-token accesstoken auth_token authtoken token secret client_secret clientsecret password passwd pwd".split(
      " ",
    ),
    ..."subscription-key code Token API_KEY".split(" "),
  ];
  test("is found by its name", () => {
    for (const name of names)
      for (const url of [
        `https://acme.dev/?${name}=${mixed(32)}`,
        `https://acme.dev/?a=b&${name}=${mixed(32)}&c=d`,
        `https://acme.dev/a;${name}=${mixed(32)}`,
      ])
        expect(urlIn(url), url).toEqual({ description: "URL with a key in its query", text: mixed(32) });
  });
  test("is none under another name, for a short code, a name or a placeholder", () => {
    none(["page", "tokens", "key", "state", "mytoken", "nosecret"].map((name) => `https://acme.dev/?${name}=${mixed(32)}`));
    none([
      `https://acme.dev/?code=${mixed(31)}`,
      "https://acme.dev/?token=internal-service",
      "https://acme.dev/?token=${TOKEN9xQ7w}",
      `https://acme.dev/?token=${mixed(7)}`,
    ]);
    none([`acme.dev/?token=${mixed(32)}`, `https://acme.dev/token=${mixed(32)}`]);
    expect(urlIn(`https://acme.dev/?token=changeme123&secret=${mixed(32)}`)?.text).toBe(mixed(32));
  });
});

describe("a connection string", () => {
  const says = { description: "connection string with a password", text: password };
  test("has a password beside what it connects to", () => {
    for (const key of [
      "Server",
      "Data Source",
      "host",
      "hostname",
      "Address",
      "User ID",
      "uid",
      "userid",
      "Initial Catalog",
      "database",
      "databaseName",
      "dbname",
      "user",
      "Endpoint",
      "DSN",
    ])
      for (const text of [
        `${key}=x;Password=${password};`,
        `${key} = x;Pwd = '${password}'`,
        `"${key}=x;password="${password}""`,
        `a=b ${key}=x pwd=${password}`,
      ])
        expect(connectionIn(text), text).toEqual(says);
    expect(connectionIn(`jdbc:mysql://db/app?password=${password}&ssl=true`)).toEqual(says);
    expect(connectionIn(`JDBC:mysql://db/app?a=b&password=${password}`)).toEqual(says);
    expect(connectionIn(`first line\nServer=x;Password=${password}\nlast`)).toEqual(says);
    expect(connectionIn(`connect("host=db password=${password}")`)).toEqual(says);
    expect(connectionIn("Server=x;Password=hunter")?.text).toBe("hunter");
  });
  test("is none with a placeholder, a variable, or nothing to connect to", () => {
    for (const text of [
      ...[
        `Password=${password};Encrypt=yes`,
        `a=b password=${password}`,
        `Server=x\nPassword=${password}`,
        `Server=x;Passwort=${password}`,
      ],
      ...[
        "Server=x;Password=secret",
        "Server=x;Password=${PASSWORD}",
        "connect(host=a, password=db_password)",
        "connect(host=a, password=self.passwd),",
        "user=a password=pwd",
      ],
      ...[
        "Server=x;Password=abc",
        "Server=x;Password=password1;",
        `Server=x;NoPassword=${password}`,
        `observer=x;Password=${password}`,
        "the password of the host",
      ],
    ])
      expect(connectionIn(text), text).toBeUndefined();
    expect(connectionIn(`Server=x;Password=secret;Pwd=${password}`)?.text).toBe(password);
    expect(connectionIn("host=a, password=db_password9x")?.text).toBe("db_password9x");
  });
  test("is found again by whoever looks again", () => {
    const text = `Server=x;Password=${password}`;
    expect([connectionIn(text), connectionIn(text)]).toEqual([says, says]);
  });
});
