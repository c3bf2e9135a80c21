// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import { harmlessVariables } from "./harmless-variables.js";
import { certificate, type Example, inFile, inUserData, inVariable } from "./leaking.js";
import { accessKeyId, base64, hex, mixed } from "./tokens.js";

/** None of them holds a secret, whatever its names. */
export const harmless: Readonly<Record<string, Example>> = {
  b64img: inFile(`data:image/png;base64,${mixed(400)}`),
  sri: inFile(`<script src="x.js" integrity="sha384-${mixed(64)}" crossorigin="anonymous"></script>`),
  cfn: [
    "aws:cloudformation/stack:Stack",
    {
      templateBody: JSON.stringify({
        Parameters: { DBPassword: { Type: "String", NoEcho: true, MinLength: 8 } },
        Resources: { Db: { Type: "AWS::RDS::DBInstance", Properties: { MasterUserPassword: { Ref: "DBPassword" } } } },
      }),
    },
  ],
  cfnyaml: [
    "aws:cloudformation/stack:Stack",
    {
      templateBody: [
        "Parameters:",
        "  DBPassword:",
        "    Type: String",
        "    NoEcho: true",
        "Resources:",
        "  Db:",
        "    Properties:",
        "      MasterUserPassword: !Ref DBPassword",
        "      KmsKeyId: alias/aws/rds",
        "",
      ].join("\n"),
    },
  ],
  cfnsub: inFile(`MasterUserPassword: !Sub '{{resolve:secretsmanager:\${Secret}::password}}'\n`),
  k8sref: inFile(`env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: password\n`),
  k8sempty: inFile(`kind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata: {}\n`),
  helmref: inFile(
    `auth:\n  existingSecret: db-credentials\n  secretKeys:\n    adminPasswordKey: postgres-password\n    userPasswordKey: password\n`,
  ),
  externalsecret: inFile(
    [
      "kind: ExternalSecret",
      "spec:",
      "  secretStoreRef:",
      "    name: aws",
      "  data:",
      "  - secretKey: password",
      "    remoteRef:",
      "      key: prod/db",
      "      property: password",
      "",
    ].join("\n"),
  ),
  composeref: inFile(
    [
      "services:",
      "  db:",
      "    environment:",
      "      POSTGRES_PASSWORD_FILE: /run/secrets/pg",
      "      POSTGRES_USER: app",
      "      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}",
      "    secrets: [pg]",
      "",
    ].join("\n"),
  ),
  kubeconfigexec: inFile(
    [
      "apiVersion: v1",
      "kind: Config",
      "users:",
      "- name: eks",
      "  user:",
      "    exec:",
      "      apiVersion: client.authentication.k8s.io/v1beta1",
      "      command: aws",
      "      args: [eks, get-token, --cluster-name, prod]",
      "",
    ].join("\n"),
  ),
  kubeca: inFile(`clusters:\n- cluster:\n    certificate-authority-data: ${base64(certificate)}\n`),
  docker: inFile(JSON.stringify({ credHelpers: { "1.dkr.ecr.eu-west-1.amazonaws.com": "ecr-login" }, credsStore: "ecr-login" })),
  npmrc: inFile("//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n"),
  pwfile: inVariable("DB_PASSWORD_FILE", "/run/secrets/db"),
  pwkey: inVariable("DB_PASSWORD_KEY", "password"),
  pwparam: inVariable("DB_PASSWORD_PARAM", "/prod/db/password"),
  pwparam2: inVariable("DB_PASSWORD_PARAMETER_NAME", "prod-db-password"),
  pwsecret: inVariable("DB_PASSWORD_SECRET_NAME", "prod/db"),
  secretname: inVariable("SECRET_NAME", "orders-db-credentials-prod-1a2b3c"),
  secretid: inVariable("SECRET_ID", "prod/orders/db-AbCdEf"),
  secretsuffix: inVariable("DB_SECRET", "orders-db-credentials"),
  secretsuffix2: inVariable("DB_SECRET", "rds!db-1a2b3c4d-1111-2222-3333-444455556666"),
  secretarn: inVariable("DB_SECRET", `arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf`),
  ssmpath: inVariable("API_TOKEN", "/prod/api/token"),
  region: inVariable("SECRETS_REGION", "eu-west-1"),
  provider: inVariable("SECRETS_PROVIDER", "aws-secrets-manager"),
  tokenurl: inVariable("TOKEN_URL", "https://auth.acme.dev/oauth/token"),
  tokenend: inVariable("TOKEN_ENDPOINT", "https://auth.acme.dev/oauth/token"),
  authurl: inVariable("AUTH_URL", "https://auth.acme.dev"),
  tokenexp: inVariable("TOKEN_EXPIRY", "15m"),
  tokenexp2: inVariable("ACCESS_TOKEN_LIFETIME", "P1D"),
  jwtalg: inVariable("JWT_ALGORITHM", "RS256"),
  jwtiss: inVariable("JWT_ISSUER", "https://acme.eu.auth0.com/"),
  jwtaud: inVariable("JWT_AUDIENCE", "https://api.acme.dev"),
  jwks: inVariable("JWKS_URI", "https://x/.well-known/jwks.json"),
  jwtpub: inVariable("JWT_PUBLIC_KEY", `-----BEGIN PUBLIC KEY-----\n${mixed(64)}\n-----END PUBLIC KEY-----`),
  pubb64: inVariable("JWT_PUBLIC_KEY", base64(`-----BEGIN PUBLIC KEY-----\n${mixed(64)}\n-----END PUBLIC KEY-----`)),
  clientid: inVariable("OAUTH_CLIENT_ID", mixed(32)),
  clientid2: inVariable("AUTH0_CLIENT_ID", mixed(32)),
  tenant: inVariable("AZURE_TENANT_ID", `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`),
  site: inVariable("RECAPTCHA_SITE_KEY", `6Le${mixed(37)}`),
  mapbox: inVariable("MAPBOX_TOKEN", `pk.eyJ1IjoiYWNtZSIsImEiOiJjbGFiYyJ9.${mixed(22)}`),
  stripepk: inVariable("STRIPE_KEY", `pk_live_${mixed(24)}`),
  vapidpub: inVariable("VAPID_PUBLIC_KEY", `B${mixed(86)}`),
  posthog: inVariable("POSTHOG_KEY", `phc_${mixed(43)}`),
  sentry: inVariable("SENTRY_DSN", `https://${hex(32)}@o1.ingest.sentry.io/1`),
  algoliaS: inVariable("ALGOLIA_SEARCH_KEY", hex(32)),
  ga: inVariable("GA_TRACKING_ID", "UA-12345-6"),
  ldclient: inVariable("LD_CLIENT_SIDE_ID", hex(24)),
  amplitude: inVariable("NEXT_PUBLIC_AMPLITUDE_API_KEY", hex(32)),
  firebase: inVariable("REACT_APP_FIREBASE_APP_ID", `1:1234567890:web:${hex(22)}`),
  supaAnon: inVariable("SUPABASE_PUBLISHABLE_KEY", `sb_publishable_${mixed(30)}`),
  partition: inVariable("PARTITION_KEY", "tenantId"),
  sort: inVariable("SORT_KEY", "createdAt#orderId"),
  cachekey: inVariable("CACHE_KEY", "orders:v2:list"),
  primary: inVariable("PRIMARY_KEY", "orderId"),
  idem: inVariable("IDEMPOTENCY_KEY", "requestId"),
  s3key: inVariable("S3_KEY", "uploads/2024/a.png"),
  keyname: inVariable("KEY_NAME", "ops-2024"),
  keyid: inVariable("KMS_KEY_ID", `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`),
  kmsalias: inVariable("ENCRYPTION_KEY", "alias/app"),
  kmsarn: inVariable("ENCRYPTION_KEY", `arn:aws:kms:eu-west-1:123456789012:key/${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`),
  sshpub: inVariable("SSH_KEY", `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${mixed(40)}`),
  sshfp: inVariable("SSH_KEY_FINGERPRINT", `SHA256:${mixed(43)}`),
  gitsha: inVariable("GIT_SHA", hex(40)),
  imgdig: inVariable("IMAGE", `app@sha256:${hex(64)}`),
  checksum: inVariable("CHECKSUM", hex(64)),
  etag: inVariable("ETAG", `"${hex(32)}"`),
  build: inVariable("BUILD_ID", `app:${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`),
  pool: inVariable("COGNITO_USER_POOL_ID", "eu-west-1_AbCdEfGhI"),
  poolclient: inVariable("COGNITO_CLIENT_ID", mixed(26).toLowerCase()),
  idp: inVariable("IDENTITY_POOL_ID", `eu-west-1:${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`),
  ak: inVariable("AWS_ACCESS_KEY_ID", accessKeyId),
  boolpw: inVariable("REQUIRE_PASSWORD", "true"),
  pwpol: inVariable("PASSWORD_POLICY", "strong"),
  pwmin: inVariable("PASSWORD_MIN_LENGTH", "12"),
  pwregex: inVariable("PASSWORD_PATTERN", "^(?=.*[A-Z])(?=.*[0-9]).{12,}$"),
  pwregex2: inVariable("PASSWORD_REGEX", "[A-Za-z0-9!@#$%]{12,64}"),
  pwreset: inVariable("PASSWORD_RESET_URL", "https://app.acme.dev/reset"),
  pwhash: inVariable("PASSWORD_HASH", `$2b$12$${mixed(53)}`),
  pwalg: inVariable("PASSWORD_HASHER", "argon2id"),
  pwenc: inVariable("DB_PASSWORD", `AQICAHh${mixed(150)}`),
  sops: inVariable("DB_PASSWORD", `ENC[AES256_GCM,data:${mixed(12)},iv:${mixed(12)},tag:${mixed(12)},type:str]`),
  ...harmlessVariables,
  shvar: inUserData(
    [
      "#!/bin/bash",
      "PASS=$(aws ssm get-parameter --name /prod/db --with-decryption --query Parameter.Value --output text)",
      `mysql -u root -p"$PASS" -e 'select 1'`,
      "",
    ].join("\n"),
  ),
  shread: inUserData("#!/bin/bash\nread -s PASSWORD\nexport PASSWORD\n"),
  shgen: inUserData("#!/bin/bash\nDB_PASSWORD=$(openssl rand -base64 32)\n"),
  shgen2: inUserData("PASSWORD=`pwgen 20 1`\n"),
  shref: inUserData("export DB_PASSWORD=${DB_PASSWORD:-}\n"),
  shopt: inUserData("sed -i 's/^#\\?PasswordAuthentication .*/PasswordAuthentication no/' /etc/ssh/sshd_config\n"),
  curlvar: inUserData(`curl -H "Authorization: Bearer $TOKEN" -u "$USER:$PASS" https://x`),
  imds: inUserData(`TOKEN=$(curl -sX PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 21600")`),
  ecrlogin: inUserData(
    "aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin 1.dkr.ecr.eu-west-1.amazonaws.com",
  ),
  gpg: inUserData(
    `curl -fsSL https://x/key.gpg | gpg --dearmor -o /usr/share/keyrings/x.gpg\napt-key adv --recv-keys ${hex(40).toUpperCase()}\n`,
  ),
  k3s: inUserData(`kubeadm join --token $TOKEN --discovery-token-ca-cert-hash sha256:${hex(64)}`),
  sha: inUserData(`echo "${hex(64)}  app.tgz" | sha256sum -c`),
  cloudhash: inUserData(`#cloud-config\nusers:\n- name: ops\n  lock_passwd: false\n  passwd: $6$rounds=4096$${mixed(16)}$${mixed(86)}\n`),
  cloudlock: inUserData(`#cloud-config\nusers:\n- name: ops\n  lock_passwd: true\n  ssh_import_id: gh:ops\n`),
  cloudexpire: inUserData(`#cloud-config\nchpasswd:\n  expire: false\n  list:\n    - ops:RANDOM\n`),
  psget: inUserData(
    `<powershell>\n$pw = (Get-SECSecretValue -SecretId prod/ad).SecretString\n$sec = ConvertTo-SecureString $pw -AsPlainText -Force\n</powershell>`,
  ),
  policy: [
    "aws:iam/policy:Policy",
    {
      policy: JSON.stringify({
        Statement: [
          {
            Sid: "AllowPasswordChange",
            Effect: "Allow",
            Action: ["iam:ChangePassword", "secretsmanager:GetSecretValue", "iam:CreateAccessKey"],
            Resource: "*",
          },
        ],
      }),
    },
  ],
  dashboard: [
    "aws:cloudwatch/dashboard:Dashboard",
    {
      dashboardBody: JSON.stringify({
        widgets: [{ properties: { title: "Token errors", metrics: [["AWS/Cognito", "TokenRefreshSuccesses"]] } }],
      }),
    },
  ],
  waf: [
    "aws:wafv2/webAcl:WebAcl",
    { rules: [{ name: "password-spray", statement: { byteMatchStatement: { searchString: "password" } } }] },
  ],
  cognito: [
    "aws:cognito/userPool:UserPool",
    { passwordPolicy: { minimumLength: 12, temporaryPasswordValidityDays: 7 }, schemas: [{ name: "token", attributeDataType: "String" }] },
  ],
  appsync: [
    "aws:appsync/resolver:Resolver",
    {
      requestTemplate: `{"version":"2018-05-29","key":{"id":$util.dynamodb.toDynamoDBJson($ctx.args.id)},"nextToken":"$ctx.args.nextToken"}`,
    },
  ],
  graphql: [
    "aws:appsync/graphQLApi:GraphQLApi",
    {
      schema:
        "type Mutation { login(username: String!, password: String!): Token }\ntype Token { accessToken: String! refreshToken: String }",
    },
  ],
  openapi2: [
    "aws:apigateway/restApi:RestApi",
    {
      body: JSON.stringify({
        components: {
          securitySchemes: { ApiKeyAuth: { type: "apiKey", in: "header", name: "X-API-Key" } },
          schemas: {
            Login: {
              properties: {
                password: { type: "string", format: "password", example: "S3cretPassw0rd" },
                token: { type: "string", description: "the token" },
              },
            },
          },
        },
      }),
    },
  ],
  vtl: [
    "aws:apigateway/integration:Integration",
    { requestTemplates: { "application/json": `{"password": "$input.params('password')", "token": "$context.authorizer.token"}` } },
  ],
  integParam: [
    "aws:apigateway/integration:Integration",
    {
      requestParameters: {
        "integration.request.header.Authorization": "method.request.header.Authorization",
        "integration.request.header.x-api-key": "stageVariables.apiKey",
      },
    },
  ],
  logfmt: [
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    { pattern: '{ $.eventName = "ConsoleLogin" && $.errorMessage = "Failed authentication" }' },
  ],
  lambdaCode: inFile(
    [
      "exports.handler = async (event) => {",
      "  const password = event.password;",
      "  const token = await getToken(process.env.CLIENT_ID);",
      "  const apiKey = process.env.API_KEY;",
      "  if (password === 'undefined') throw new Error('password: missing');",
      "}",
      "",
    ].join("\n"),
  ),
  pyCode: inFile(
    [
      "def handler(event, context):",
      "    password = os.environ['DB_PASSWORD']",
      "    token = get_secret('prod/token')",
      "    api_key = event.get('api_key')",
      "    secret_key = boto3.client('ssm').get_parameter(Name='/x')['Parameter']['Value']",
      "",
    ].join("\n"),
  ),
  tsCode: inFile(
    "interface Login { username: string; password: string; token?: string }\nconst schema = z.object({ password: z.string().min(12) });\n",
  ),
  sqlSchema: inFile(
    "CREATE TABLE users (id int, password varchar(255), token text NOT NULL, api_key uuid);\nSELECT password FROM users WHERE token = ?;\n",
  ),
  html: inFile(
    '<input type="password" name="password" placeholder="Password" autocomplete="current-password"><label for="token">Token</label>',
  ),
  css: inFile(`.password-field{color:#ff00aa} .token:hover{background:url(data:image/svg+xml;base64,${mixed(200)})}`),
  po: inFile('msgid "password"\nmsgstr "Passwort"\nmsgid "Enter your API token"\nmsgstr "Geben Sie Ihr API-Token ein"\n'),
  readme: inFile(
    "# Setup\nSet the password: use `aws secretsmanager`.\nThe token is stored in SSM at /prod/token.\nPassword: see 1Password.\n",
  ),
  nginx: inFile(
    [
      "server {",
      "  ssl_certificate_key /etc/ssl/private/key.pem;",
      "  auth_basic_user_file /etc/nginx/.htpasswd;",
      "  proxy_set_header Authorization $http_authorization;",
      "  proxy_set_header X-Api-Key $api_key;",
      "}",
      "",
    ].join("\n"),
  ),
  fluent: inFile("[OUTPUT]\n  Name datadog\n  apikey ${DD_API_KEY}\n"),
  prom: inFile(
    "scrape_configs:\n- job_name: x\n  bearer_token_file: /var/run/secrets/token\n  basic_auth:\n    username: prom\n    password_file: /etc/pw\n",
  ),
  ansible: inFile(
    "- name: set password\n  user:\n    name: ops\n    password: \"{{ ops_password | password_hash('sha512') }}\"\n    update_password: on_create\n",
  ),
  ansiblevault: inFile(`db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  ${hex(60)}\n  ${hex(60)}\n`),
  sealed: inFile(`kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgB${mixed(200)}\n`),
  tf: inFile('variable "db_password" {\n  type = string\n  sensitive = true\n}\npassword = var.db_password\n'),
  properties: inFile(
    [
      "spring.datasource.password=${DB_PASSWORD}",
      "server.ssl.key-store=classpath:keystore.p12",
      "server.ssl.key-alias=app",
      "jwt.token.header=Authorization",
      "jwt.token.prefix=Bearer",
      "password.min.length=12",
      "",
    ].join("\n"),
  ),
  env: inFile("DB_PASSWORD=\nSECRET_KEY=\nTOKEN_TTL=3600\nAPI_KEY_NAME=default\n"),
  jwksLong: inFile(JSON.stringify({ keys: [{ kty: "RSA", kid: mixed(20), use: "sig", n: mixed(340), e: "AQAB" }] })),
  lock: inFile(
    [
      "jsonwebtoken@^9.0.0:",
      '  version "9.0.2"',
      `  resolved "https://registry.yarnpkg.com/jsonwebtoken/-/jsonwebtoken-9.0.2.tgz#${hex(40)}"`,
      `  integrity sha512-${mixed(86)}==`,
      "",
    ].join("\n"),
  ),
  tags: [
    "aws:s3/bucket:Bucket",
    { tags: { Secret: "no", PasswordRotation: "30d", TokenService: "orders", key: "value", Name: "api-key-store" } },
  ],
  desc: ["aws:ec2/securityGroup:SecurityGroup", { description: "Access for token-service; password in Secrets Manager prod/db" }],
  outputsNames: [
    "aws:secretsmanager/secret:Secret",
    { name: "orders/db/password-7f3a9c1d", description: "password for the orders db user app" },
  ],
  param: [
    "aws:ssm/parameter:Parameter",
    { name: "/prod/api/key-id", type: "String", value: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}` },
  ],
  dynamo: ["aws:dynamodb/table:Table", { hashKey: "userToken", rangeKey: "apiKey", attributes: [{ name: "apiKey", type: "S" }] }],
  glue: [
    "aws:glue/catalogTable:CatalogTable",
    {
      storageDescriptor: {
        columns: [
          { name: "password", type: "string" },
          { name: "token", type: "varchar(255)", comment: "session token" },
        ],
      },
    },
  ],
  firehose: [
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    { splunkConfiguration: { hecEndpointType: "Raw", hecEndpoint: "https://x:8088" } },
  ],
  evtTarget: [
    "aws:cloudwatch/eventTarget:EventTarget",
    {
      inputTransformer: {
        inputPaths: { token: "$.detail.token", key: "$.detail.key" },
        inputTemplate: '{"token": <token>, "password": "<key>"}',
      },
    },
  ],
  kdf: inVariable("PASSWORD_KDF", "pbkdf2_sha256"),
  urlpw: inVariable("X", "postgres://app:password@localhost/app"),
  urlph: inVariable("X", "postgres://user:pass@host:5432/db"),
  urlph2: inVariable("X", "https://<user>:<token>@github.com/x"),
  urlph3: inVariable("X", "mongodb://USERNAME:PASSWORD@HOST/db"),
  email: inVariable("X", "mailto:ops@acme.dev?subject=token"),
  docurl: inVariable("X", "https://docs.acme.dev/a:b@c"),
  scoped: inVariable("X", "https://registry.npmjs.org/@acme:registry"),
  purl: inVariable("X", "pkg:npm/%40acme/app@1.2.3"),
  unpkg: inVariable("X", "https://unpkg.com/react@18.2.0/umd/react.js"),
  medium: inVariable("X", "https://medium.com/@jane/abc-7f3a9c1d2e3f"),
  arnurl: inVariable("X", "https://sqs.eu-west-1.amazonaws.com/123456789012/q"),
  code: inVariable("X", "https://app.acme.dev/cb?code=authorization_code&state=x"),
  presig: inVariable("CALLBACK", "https://x/cb?token={token}&secret={secret}"),
};
