import { gzipSync } from "node:zlib";
import { secrets } from "../../src/rules/secrets.js";
import { accessKeyId, base64, githubToken, glue, jwt, mixed, pem, secretAccessKey } from "../secrets/tokens.js";
import { anyRes, ref, res, type Spec, secret, suite, unknown } from "../suite.js";

const password = "bw9MqLdis87PUHEW";
const lambda = (variables: Readonly<Record<string, unknown>>): [Spec] => [
  anyRes("aws:lambda/function:Function", "worker", { environment: { variables } }),
];
const task = (...environment: readonly unknown[]): [Spec] => [
  res("ecs.TaskDefinition", "app", { family: "app", containerDefinitions: JSON.stringify([{ name: "app", environment }]) }),
];
const build = (...environmentVariables: readonly unknown[]): [Spec] => [
  anyRes("aws:codebuild/project:Project", "ci", { environment: { environmentVariables } }),
];
const machine = (...lines: readonly string[]): [Spec] => [res("ec2.Instance", "host", { userData: ["#!/bin/bash", ...lines].join("\n") })];
const encoded = (...lines: readonly string[]): [Spec] => [
  res("ec2.LaunchTemplate", "host", { userData: base64(["#!/bin/bash", ...lines].join("\n")) }),
];
const file = (content: string): [Spec] => [res("s3.BucketObject", "file", { bucket: "b", key: "k", content })];
const outputs = (values: Readonly<Record<string, unknown>>): [Spec] => [anyRes("pulumi:pulumi:Stack", "shop-dev", {}, { outputs: values })];
const provider = (values: Readonly<Record<string, unknown>>): [Spec] => [
  anyRes("pulumi:providers:aws", "aws", { region: "eu-west-1", ...values }),
];
const config = (values: Readonly<Record<string, string>>, secretKeys: readonly string[] = []) => ({
  of: [anyRes("pulumi:pulumi:Stack", "shop-dev")],
  config: { values, secretKeys },
});

suite(secrets, {
  "secrets-input-wrapped": {
    good: [res("rds.Instance", "db", { instanceClass: "db.t4g.micro", storageEncrypted: true, password: secret("x") })],
    pass: [
      [res("rds.Instance", "db", { instanceClass: "c", password: secret(password) })],
      [res("rds.Instance", "db", { instanceClass: "c", password: "{{resolve:secretsmanager:prod/db:SecretString:password}}" })],
      [res("rds.Instance", "db", { instanceClass: "c", manageMasterUserPassword: true })],
      [res("rds.Instance", "db", { instanceClass: "c", password: "" })],
      [res("ssm.Parameter", "host", { name: "/prod/db/host", type: "String", value: "db.internal" })],
      [anyRes("aws:mq/broker:Broker", "mq", { users: [{ username: "app", password: secret(password) }] })],
    ],
    fail: [
      { of: [res("rds.Instance", "db", { instanceClass: "c", password })], message: "is a plaintext value, expected a Pulumi secret" },
      [res("rds.Cluster", "db", { engine: "aurora-mysql", masterPassword: "changeme" })],
      [
        anyRes("aws:mq/broker:Broker", "mq", {
          users: [
            { username: "a", password: secret("x") },
            { username: "b", password },
          ],
        }),
      ],
      [anyRes("aws:memorydb/user:User", "user", { authenticationMode: { type: "password", passwords: [password, unknown] } })],
      [res("ssm.Parameter", "key", { name: "/prod/key", type: "SecureString", value: password })],
      [res("secretsmanager.SecretVersion", "db", { secretId: "s", secretString: JSON.stringify({ password }) })],
    ],
    unknown: [
      [res("rds.Instance", "db", { instanceClass: "c", password: unknown })],
      [anyRes("aws:mq/broker:Broker", "mq", { users: unknown })],
      [res("ssm.Parameter", "key", { name: "k", type: unknown, value: password })],
    ],
  },
  "secrets-no-credential-in-input": {
    ofLiterals: true,
    pass: [
      lambda({ GITHUB_TOKEN: secret(githubToken) }),
      // a key that may be a credential itself is left out of paths, and its value is wrapped all the same
      lambda({ [mixed(30)]: secret(githubToken) }),
      lambda({ GITHUB_TOKEN: glue("gh", "p_", "*".repeat(36)), SLACK: glue("xo", "xb-your-token-here") }),
      lambda({ AWS_ACCESS_KEY_ID: accessKeyId }),
      lambda({ A: glue("AK", "IAIOSFODNN7EXAMPLE"), B: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }),
      lambda({
        DATABASE_URL: `postgres://app:\${DB_PASSWORD}@db/app`,
        OTHER: "postgres://app@db/app",
        SENTRY_DSN: `https://${"0f".repeat(16)}@o1.ingest.sentry.io/2`,
      }),
      lambda({ CERT: pem("CERTIFICATE"), KEY: pem("PUBLIC KEY"), COMMIT: "375d7f932cadca1887373724a12271418d3abc60" }),
      lambda({ FLAGS: base64('{"newCheckout": true, "beta": ["de", "fr"]}') }),
      // a literal is known: what is not comes from other resources
      lambda({ DATABASE_URL: unknown }),
      [res("ec2.Instance", "host", { userData: ref("db", "address") }), res("rds.Instance", "db", { instanceClass: "c" })],
      machine(
        "export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id prod/db)",
        'mysql -u root -p"$MYSQL_ROOT_PASSWORD"',
        "PasswordAuthentication no",
      ),
      encoded('curl -H "Authorization: Bearer $TOKEN" https://x.example', "curl -u <user:password> https://x.example"),
      file('!function(e,t){var n=e.password,r=t.token||"";return {password:e.password,apiKey:function(){return t.apiKey}}}()'),
      file("DB_PASSWORD=\nAPI_KEY=<your key here>\nJWT_SECRET=changeme\n"),
      [res("ec2.SecurityGroup", "sg", { description: "Rotate the admin password every 30 days; the token is in Secrets Manager" })],
      [anyRes("pulumi:providers:aws", "aws", { secretKey: secretAccessKey })],
    ],
    fail: [
      { of: lambda({ GH: githubToken }), message: "contains a credential in plaintext: " },
      task({ name: "VALUE", value: jwt }),
      lambda({ SIGNER: pem("PRIVATE KEY") }),
      lambda({ S3_USER: accessKeyId, S3_CREDENTIAL: secretAccessKey }),
      task({ name: "USER", value: accessKeyId }, { name: "OTHER", value: secretAccessKey }),
      lambda({ DATABASE_URL: `postgres://app:${password}@db.internal:5432/app` }),
      lambda({ REDIS_URL: `redis://:${password}@cache:6379/0`, UPSTREAM: unknown }),
      lambda({ CONNECTION: `Server=tcp:sql,1433;User ID=app;Password=${password};Encrypt=True;` }),
      lambda({ NOTIFY: glue("https://hooks.slack.com/", "services/T6RA8K10L3R/B9BOETZEMHM/", mixed(24)) }),
      machine(`export DB_PASSWORD=${password}`),
      encoded(`docker login -u ci -p ${password} registry.acme.dev`),
      [
        res("ec2.Instance", "host", {
          userDataBase64: gzipSync(`#!/bin/bash\nmysql -u root -p${password} -e 'select 1'\n`).toString("base64"),
        }),
      ],
      machine(`echo 'ubuntu:${password}' | chpasswd`),
      machine("curl -X POST https://x.example \\", `  -u developer:${password}`),
      file(`//npm.acme.dev/:_authToken=${mixed(36)}\n`),
      file(JSON.stringify({ auths: { "https://index.docker.io/v1/": { auth: base64(`acme:${password}`) } } })),
      file(`machine api.example.com\n  login ops\n  password ${password}\n`),
      [res("s3.Bucket", "b", { tags: { deploy: githubToken } })],
      [res("ec2.SecurityGroup", "sg", { description: `vpn psk: ${password}` })],
      [anyRes("random:index/randomId:RandomId", "other-provider", { keepers: { deploy: githubToken } })],
      [
        res("sfn.StateMachine", "flow", {
          roleArn: "r",
          definition: JSON.stringify({ States: { Call: { Parameters: { headers: { Authorization: `Bearer ${jwt}` } } } } }),
        }),
      ],
      [anyRes("aws:lambda/function:Function", "worker", { environment: { variables: { [githubToken]: githubToken } } })],
    ],
  },
  "secrets-no-secret-named-literal": {
    ofLiterals: true,
    pass: [
      lambda({ DB_PASSWORD: secret(password) }),
      lambda({
        DB_PASSWORD: "",
        DB_PASSWORD_ARN: "arn:aws:secretsmanager:eu-west-1:1:secret:prod/db-Gd1yho",
        DB_SECRET: "prod/app/database",
      }),
      lambda({ PASSWORD_MIN_LENGTH: "12", TOKEN_TTL: "3600", ENABLE_TOKEN_AUTH: "true", MAX_TOKENS: "4096", TOKENIZER: "cl100k_base" }),
      lambda({
        API_KEY: "changeme",
        DB_PASSWORD: "<password>",
        JWT_SECRET: "{{resolve:ssm-secure:/app/jwt:1}}",
        APP_SECRET: `\${APP_SECRET}`,
      }),
      lambda({
        AUTH_TOKEN_URL: "https://login.acme.dev/oauth2/token",
        PARTITION_KEY: "customerId",
        API_KEY_HEADER: "x-api-key",
        AUTH_MODE: "password",
      }),
      lambda({
        STRIPE_PUBLISHABLE_KEY: glue("pk", "_live_", mixed(24)),
        KMS_KEY_ID: "e892cd3a-d370-441a-8c74-2db8f7521215",
        PUBLIC_TOKEN: mixed(32),
      }),
      lambda({ MSG_WRONG_PASSWORD: "Das Passwort ist falsch", PASSWORD_FILE: "/run/secrets/pg" }),
      build(
        { name: "DB_PASSWORD", type: "PARAMETER_STORE", value: "/ci/db/password" },
        { name: "NPM_TOKEN", type: "SECRETS_MANAGER", value: "ci/npm:token" },
      ),
      task({ name: "LOG_LEVEL", value: "info" }),
      [
        anyRes("aws:cognito/userPoolClient:UserPoolClient", "client", {
          generateSecret: true,
          tokenValidityUnits: { accessToken: "minutes" },
          refreshTokenValidity: 30,
        }),
      ],
      [res("elasticache.ReplicationGroup", "cache", { description: "d", authTokenUpdateStrategy: "ROTATE" })],
      [res("rds.Instance", "nature-is-another-rule", { instanceClass: "c", password })],
      lambda({ OAUTH2_PROXY_COOKIE_SECRET: secret(mixed(43)) }),
      [anyRes("aws:lambda/function:Function", "worker", { environment: unknown })],
      [...lambda({ DB_SECRET: ref("held", "arn") }), res("secretsmanager.Secret", "held", {})],
      [...lambda({ JOBS_TOKEN: ref("jobs", "url") }), res("sqs.Queue", "jobs", {})],
      [
        anyRes("kubernetes:core/v1:Pod", "app", { spec: { password: ref("creds", "metadata") } }),
        anyRes("kubernetes:core/v1:Secret", "creds", {}),
      ],
    ],
    fail: [
      { of: lambda({ DB_PASSWORD: password }), fix: "Put the ARN of the secret into the variable", message: "is a plaintext value" },
      lambda({ dbPassword: password, "spring.datasource.password": "saddle-tundra-copper-walnut" }),
      task({ name: "API_SECRET", value: "AJl25OXfk9DC3PM" }),
      build({ name: "INTERNAL_API_TOKEN", type: "PLAINTEXT", value: "3edd6f5b-7615-4fc5-b8f9-b74e493e2729" }),
      [
        anyRes("aws:elasticbeanstalk/environment:Environment", "web", {
          settings: [{ namespace: "aws:elasticbeanstalk:application:environment", name: "REDIS_PASSWORD", value: password }],
        }),
      ],
      [
        anyRes("aws:glue/job:Job", "etl", {
          defaultArguments: { "--SIGNING_SECRET": "2ab1368915817d3ff75fb091173b05d8", "--PORT": unknown },
        }),
      ],
      [anyRes("aws:apigateway/stage:Stage", "prod", { variables: { apiKey: mixed(40) } })],
      [res("ssm.Parameter", "plain", { name: "/prod/db/password", type: "String", value: password })],
      [res("ssm.Parameter", "plain", { name: "/prod/db/password", type: "String", insecureValue: password })],
      lambda({ __DB_PASSWORD: password }),
      [anyRes("kubernetes:core/v1:ConfigMap", "c", { data: { __DB_PASSWORD: password } })],
      [anyRes("aws:cloudformation/stack:Stack", "old", { parameters: { DBPassword: password } })],
      [
        anyRes("aws:batch/jobDefinition:JobDefinition", "job", {
          containerProperties: JSON.stringify({ command: ["run", "--admin-password", password] }),
        }),
      ],
    ],
    unknown: [
      lambda({ DB_PASSWORD: unknown }),
      build({ name: unknown, value: password }),
      [...lambda({ DB_PASSWORD: ref("generated", "result") }), anyRes("random:index/randomPassword:RandomPassword", "generated")],
      [...lambda({ DB_PASSWORD: ref("db", "password") }), res("rds.Instance", "db", { instanceClass: "c" })],
      [...lambda({ API_TOKEN: ref("there", "outputs") }), anyRes("pulumi:pulumi:StackReference", "there")],
      [...lambda({ CDN_TOKEN: ref("cdn", "value") }), anyRes("cloudflare:index/apiToken:ApiToken", "cdn")],
    ],
  },
  "secrets-no-plaintext-copy": {
    good: [
      res("secretsmanager.Secret", "join", {}),
      res("ec2.Instance", "host", {
        userData: '#!/bin/bash\njoin "$(aws secretsmanager get-secret-value --secret-id join --query SecretString --output text)"',
        iamInstanceProfile: "host",
      }),
    ],
    ofLiterals: true,
    pass: [
      [res("ec2.Instance", "host", { userData: ref("db", "address") }), res("rds.Instance", "db", { instanceClass: "c" })],
      [res("ec2.Instance", "host", { userData: unknown })],
      [
        ...lambda({ TABLE: ref("orders", "name"), BUS: ref("bus", "arn") }),
        res("dynamodb.Table", "orders", {}),
        res("sns.Topic", "bus", {}),
      ],
      [...lambda({ SUFFIX: ref("suffix", "hex") }), anyRes("random:index/randomId:RandomId", "suffix")],
      outputs({ url: unknown, dbAddress: unknown }),
      [
        res("rds.Instance", "db", { instanceClass: "c", password: secret(password) }),
        ...lambda({ DB_PASSWORD: secret(password), DB_USER: "app" }),
      ],
      config({ "shop:dbPassword": password }, ["shop:dbPassword"]),
      // What is short, a word or an identifier is no copy: it became secret by its company.
      [
        res("rds.Instance", "db", { instanceClass: "c", username: secret("postgres"), password: secret("postgres"), dbName: "postgres" }),
        anyRes("aws:lambda/function:Function", "worker", {
          environment: secret({
            variables: { BUCKET: "assets-7f3a9c1d2e", QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/1/q", VPC: "vpc-0f1e2d3c4b5a69788" },
          }),
        }),
        res("s3.Bucket", "assets", {
          bucket: "assets-7f3a9c1d2e",
          tags: { Vpc: "vpc-0f1e2d3c4b5a69788", Queue: "https://sqs.eu-west-1.amazonaws.com/1/q" },
        }),
      ],
      [
        ...machine("echo hello"),
        anyRes("random:index/randomPassword:RandomPassword", "generated", {}, { outputs: { result: secret(mixed(24)) } }),
      ],
    ],
    fail: [
      {
        of: [
          anyRes("random:index/randomPassword:RandomPassword", "generated", {}, { outputs: { result: secret(mixed(24)) } }),
          ...machine(`join ${mixed(24)}`),
        ],
        message: "contains a secret in plaintext: ",
      },
      [
        res("rds.Instance", "db", { instanceClass: "c", password: secret(password) }),
        res("s3.Bucket", "b", { tags: { Note: `see ${password}` } }),
      ],
      {
        of: [...encoded(`/opt/join --node ${password} --now`), anyRes("pulumi:pulumi:Stack", "shop-dev")],
        config: { values: { "shop:clusterToken": password }, secretKeys: ["shop:clusterToken"] },
      },
      {
        of: [anyRes("pulumi:pulumi:Stack", "shop-dev", {}, { outputs: { hint: password } })],
        config: { values: { "shop:db": JSON.stringify({ password }) }, secretKeys: ["shop:db"] },
      },
      [
        res("secretsmanager.SecretVersion", "db", { secretId: "s", secretString: secret(JSON.stringify({ password })) }),
        ...task({ name: "STARTUP", value: `--dsn ${password}` }),
      ],
    ],
    unknown: [
      [
        res("ec2.Instance", "host", { userData: ref("generated", "result") }),
        anyRes("random:index/randomPassword:RandomPassword", "generated"),
      ],
      [res("ec2.Instance", "host", { userData: ref("signer", "privateKeyPem") }), anyRes("tls:index/privateKey:PrivateKey", "signer")],
      [res("s3.BucketObject", "env", { bucket: "b", content: ref("ci", "secret") }), anyRes("aws:iam/accessKey:AccessKey", "ci")],
      [...lambda({ HEADER: ref("client", "value") }), anyRes("auth0:index/clientCredentials:ClientCredentials", "client")],
    ],
  },
  "secrets-parameter-secure-string": {
    ofLiterals: true,
    pass: [
      [res("ssm.Parameter", "key", { name: "/prod/db/password", type: "SecureString", value: secret(password) })],
      [res("ssm.Parameter", "host", { name: "/prod/db/host", type: "String", value: secret("db.internal") })],
      [res("ssm.Parameter", "plain", { name: "/prod/db/password", type: "String", value: password })],
    ],
    fail: [
      {
        of: [res("ssm.Parameter", "key", { name: "/prod/db/password", type: "String", value: secret(password) })],
        message: "contains a secret, but the type is not SecureString",
      },
      [res("ssm.Parameter", "key", { name: "/prod/deploy", type: "StringList", value: secret(githubToken) })],
      [res("ssm.Parameter", "key", { name: "/prod/deploy", type: "String", insecureValue: secret(githubToken) })],
    ],
    unknown: [
      [res("ssm.Parameter", "key", { name: "/prod/db/password", type: "String", value: secret(unknown) })],
      [res("ssm.Parameter", "key", { name: "/prod/db/password", type: unknown, value: secret(password) })],
    ],
  },
  "secrets-returned-credential-encrypted": {
    bad: [res("iam.UserLoginProfile", "ops", { user: "ops" }, { outputs: { password: "n7G!p2Qz_dkW" } })],
    good: [res("iam.UserLoginProfile", "ops", { user: "ops", pgpKey: "keybase:ops" })],
    pass: [
      [anyRes("aws:iam/accessKey:AccessKey", "ci", { user: "ci" }, { outputs: { secret: secret(secretAccessKey) } })],
      [anyRes("aws:iam/accessKey:AccessKey", "ci", { user: "ci", pgpKey: "keybase:ops" }, { outputs: { encryptedSecret: mixed(200) } })],
      [anyRes("aws:iam/accessKey:AccessKey", "ci", { user: "ci" }, { outputs: { secret: unknown }, additionalSecretOutputs: ["secret"] })],
      [anyRes("aws:iam/userLoginProfile:UserLoginProfile", "ops", { user: "ops" }, { outputs: { password: "" } })],
    ],
    fail: [
      {
        of: [anyRes("aws:iam/accessKey:AccessKey", "ci", { user: "ci" }, { outputs: { secret: secretAccessKey } })],
        message: "is in the state in plaintext",
      },
      [anyRes("aws:iam/userLoginProfile:UserLoginProfile", "ops", { user: "ops" }, { outputs: { password } })],
    ],
    unknown: [[anyRes("aws:iam/accessKey:AccessKey", "ci", { user: "ci" }, { outputs: { secret: unknown } })]],
  },
  "secrets-stack-output-plaintext": {
    pass: [
      outputs({
        url: "https://app.acme.dev",
        dbPassword: secret(password),
        secretArn: "arn:aws:secretsmanager:eu-west-1:1:secret:a",
        dbPasswordSecretName: "prod/db",
      }),
    ],
    fail: [
      { of: outputs({ dbPassword: password }), message: "contains a secret in plaintext: " },
      outputs({ connection: `postgres://app:${password}@db/app` }),
      outputs({ nested: { adminToken: githubToken } }),
    ],
    unknown: [outputs({ dbPassword: unknown })],
  },
  "secrets-provider-argument-plaintext": {
    good: [
      anyRes("pulumi:providers:aws", "aws", {
        region: "eu-west-1",
        assumeRoles: JSON.stringify([{ roleArn: "arn:aws:iam::123456789012:role/ci" }]),
      }),
    ],
    pass: [
      provider({
        profile: "prod",
        assumeRoles: JSON.stringify([{ roleArn: "arn:aws:iam::1:role/ci", externalId: "0179aae0-2732-4073-bc20-d8e74250417e" }]),
      }),
      provider({ accessKey: accessKeyId, secretKey: secret(secretAccessKey) }),
      provider({ accessKey: "test", secretKey: "test", skipCredentialsValidation: "true", endpoints: '[{"s3": "http://localhost:4566"}]' }),
      provider({
        accessKey: "mock_access_key",
        secretKey: "mock_secret_key",
        endpoints: [{ sqs: "http://localhost.localstack.cloud:4566" }],
      }),
      provider({ accessKey: "minioadmin", secretKey: "minioadmin", endpoints: '[{"s3": "http://minio:9000"}]' }),
      provider({ accessKey: "foo", secretKey: "bar", token: "test", endpoints: '[{"dynamodb": "http://host.docker.internal:8000"}]' }),
      provider({ accessKey: "fake", secretKey: "fake", skipCredentialsValidation: true, skipRequestingAccountId: true }),
      provider({ secretKey: "local", endpoints: '[{"s3": "http://127.0.0.1:9000"}, {"ec2": "https://[::1]:4566/"}]' }),
      [anyRes("aws:lambda/function:Function", "no-provider", { environment: { variables: { DB_PASSWORD: password } } })],
    ],
    fail: [
      { of: provider({ accessKey: accessKeyId, secretKey: secretAccessKey }), message: "is a credential in plaintext" },
      // a real key is one at every address
      provider({ accessKey: accessKeyId, secretKey: secretAccessKey, endpoints: '[{"s3": "http://localhost:4566"}]' }),
      provider({ accessKey: "ops", secretKey: "Kx93mQ7LpWz2", endpoints: '[{"s3": "http://minio:9000"}]' }),
      provider({ accessKey: "ops", secretKey: "hunter", endpoints: '[{"s3": "https://storage.example.com"}]' }),
      provider({ accessKey: "ops", secretKey: "hunter", endpoints: '[{"s3": "https://localhost.example.com"}]' }),
      [anyRes("pulumi:providers:github", "github", { owner: "acme", token: githubToken })],
      [anyRes("pulumi:providers:datadog", "datadog", { apiKey: "dd766fa00b25514018febe22959aafac" })],
    ],
    unknown: [
      provider({ secretKey: unknown }),
      provider({ accessKey: "test", secretKey: "test", endpoints: unknown }),
      provider({ accessKey: "test", secretKey: "test", endpoints: [{ s3: unknown }] }),
    ],
  },
  "secrets-config-plaintext": {
    pass: [
      config({ "shop:dbUser": "app", "aws:region": "eu-west-1", "shop:secretName": "prod/db", "shop:tokenTtl": "3600" }, [
        "shop:dbPassword",
      ]),
      [anyRes("pulumi:pulumi:Stack", "shop-dev")],
    ],
    fail: [
      { ...config({ "shop:dbPassword": password }), message: "is a secret in plaintext: " },
      config({ "shop:databaseUrl": `postgres://app:${password}@db/app` }),
      config({ "shop:db": JSON.stringify({ password }) }),
      config({ "shop:join": password, "shop:clusterToken": password }, ["shop:clusterToken"]),
    ],
  },
});
