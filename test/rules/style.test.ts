import { style } from "../../src/rules/style.js";
import { ref, res, secret, suite, unknown } from "../suite.js";

const database = (password: unknown) => [res("rds.Instance", "db", { instanceClass: "db.t3.micro", password: password as never })];
const generated = "bw9MqLdis87PUHEW";
const version = (secretString: unknown) => [
  res("secretsmanager.SecretVersion", "it", { secretId: "db", secretString: secretString as never }),
];
const configured = (password: unknown, values: Readonly<Record<string, string>>) => ({
  of: database(password),
  config: { values, secretKeys: Object.keys(values) },
});

suite(style, {
  "style-secret-from-configuration": {
    ofLiterals: true,
    pass: [
      configured(secret(generated), { "shop:dbPassword": generated }),
      configured(secret(generated), { "shop:db": JSON.stringify({ user: "app", password: generated }) }),
      configured(secret("changeme"), { "shop:dbPassword": "changeme" }),
      database(generated),
      [...database(secret(ref("key", "secret"))), res("iam.AccessKey", "key", { user: "ci" })],
    ],
    fail: [database(secret("changeme")), configured(secret("<password>"), { "shop:dbPassword": generated }), version(secret("{todo}"))],
    unknown: [
      version(secret(JSON.stringify({ user: "app", password: generated }))),
      database(secret(generated)),
      database(secret(unknown)),
      configured(secret(generated), { "shop:other": "Zq81kfTTw0aa" }),
    ],
  },
});
