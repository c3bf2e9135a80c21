// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import type { Harmless } from "./kit.js";

/** Inputs without a secret. */
export const harmlessResources: readonly Harmless[] = [
  [
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    { name: "f", logGroupName: "g", pattern: '{ ($.errorMessage = "Failed authentication") || ($.password = "*") }' },
  ],
  [
    "aws:appsync/graphQLApi:GraphQLApi",
    {
      name: "g",
      authenticationType: "API_KEY",
      schema: [
        "type Mutation { login(username: String!, password: String!): Token",
        " refresh(token: String!): Token }",
        "type Token { accessToken: String! refreshToken: String! expiresIn: Int! }",
      ].join("\n"),
    },
  ],
  [
    "aws:appsync/function:Function",
    {
      name: "f",
      code:
        "export function request(ctx) { const token = ctx.request.headers.authorization; " +
        "return { payload: { password: ctx.args.password, apiKey: ctx.env.API_KEY } }; }",
    },
  ],
  [
    "aws:athena/namedQuery:NamedQuery",
    {
      name: "q",
      database: "d",
      query:
        "SELECT user_id, password_changed_at, token_count FROM auth.events WHERE secret_rotated = true AND password IS NOT NULL LIMIT 100",
    },
  ],
  ["aws:mediaconvert/queue:Queue", { name: "q", description: "Tokens: see runbook. Password resets go elsewhere." }],
  [
    "kubernetes:core/v1:ServiceAccount",
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "s" },
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: "regcred" }],
    },
  ],
  [
    "kubernetes:apps/v1:Deployment",
    {
      spec: {
        template: {
          spec: {
            containers: [{ name: "a", env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] }],
          },
        },
      },
    },
  ],
  ["kubernetes:core/v1:ConfigMap", { data: { "token-ttl": "3600", passwordPolicy: "strict", "ca.crt": "{pem:CERTIFICATE}" } }],
  ["random:index/randomId:RandomId", { byteLength: 8, hex: "{hex:16}", b64Url: "{url:11}", keepers: { secretVersion: "3" } }],
  ["tls:index/selfSignedCert:SelfSignedCert", { certPem: "{pem:CERTIFICATE}", allowedUses: ["key_encipherment"] }],
  [
    "github:index/repositoryDeployKey:RepositoryDeployKey",
    { repository: "a", title: "ci", key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{bare:32} ci" },
  ],
  [
    "pulumi:pulumi:Stack",
    {
      tokenEndpoint: "https://auth.acme.dev/oauth2/token",
      secretName: "shop/db",
      apiKeyId: "{lo:10}",
      passwordPolicyId: "{uuid}",
      publicKeyFingerprint: "SHA256:{bare:32}",
      kmsKeyArn: "arn:aws:kms:eu-central-1:471793115117:key/{uuid}",
    },
  ],
  [
    "pulumi:pulumi:Stack",
    {
      bucketName: "b",
      certificateFingerprint: Array.from({ length: 20 }, () => "{HEX:2}").join(":"),
      dbPassword: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      dkimTokens: ["{lo:32}", "{lo:32}"],
    },
  ],
  [
    "aws:dynamodb/tableItem:TableItem",
    {
      item: JSON.stringify({
        pk: { S: "user#1" },
        passwordHash: { S: "$2b$12${an:53}" },
        tokenCount: { N: "3" },
        secretArn: { S: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:x-aBcDeF" },
      }),
    },
  ],
  [
    "aws:sfn/stateMachine:StateMachine",
    {
      definition: JSON.stringify({
        QueryLanguage: "JSONata",
        StartAt: "A",
        States: {
          A: {
            Type: "Task",
            Resource: "arn:aws:states:::http:invoke",
            Arguments: {
              ApiEndpoint: "https://x",
              Authentication: { ConnectionArn: "arn:aws:events:eu-central-1:471793115117:connection/c/{uuid}" },
              RequestBody: { token: "{% $states.input.token %}", password: "{% $secret.password %}" },
            },
            End: true,
          },
        },
      }),
    },
  ],
  [
    "aws:sfn/stateMachine:StateMachine",
    {
      definition: JSON.stringify({
        States: {
          A: {
            Parameters: {
              "token.$": "States.Format('{}-{}', $.a, $.b)",
              "key.$": "$$.Execution.Id",
              "secret.$": "$.Body.secret",
              "password.$": "States.ArrayGetItem($.list, 0)",
            },
          },
        },
      }),
    },
  ],
  [
    "aws:cloudfront/function:Function",
    {
      code:
        "function handler(e){var t=e.request.headers['authorization'];" +
        "if(!t||!t.value.startsWith('Basic ')){return {statusCode:401,headers:{'www-authenticate':" +
        "{value:'Basic realm=\"Private\"'}}}}var token=t.value.slice(6);return e.request}",
    },
  ],
  [
    "aws:apigateway/stage:Stage",
    { stageName: "p", variables: { apiKeyRequired: "true", tokenUrl: "https://x", passwordPolicy: "strong", secretName: "prod/x" } },
  ],
  [
    "aws:cognito/identityProvider:IdentityProvider",
    {
      providerType: "SAML",
      providerDetails: {
        MetadataURL: "https://idp/metadata",
        IDPSignout: "true",
        SSORedirectBindingURI: "https://idp/sso",
        ActiveEncryptionCertificate: "{rb64:600}",
      },
    },
  ],
  [
    "aws:ec2/launchTemplate:LaunchTemplate",
    {
      userData: [
        "{b64<#!/bin/bash",
        "mount -t cifs //fs/s /mnt -o credentials=/root/.smb,vers=3.0",
        'wget --password="$PW" https://x',
        "keytool -list -storepass:env KS_PASS",
        "openssl pkcs12 -passin file:/run/pw -in a.p12",
        "sudo -S true < /run/pw",
        ">}",
      ].join("\n"),
      metadataOptions: { httpTokens: "required" },
    },
  ],
  ["aws:eks/nodeGroup:NodeGroup", { remoteAccess: { ec2SshKey: "ops-key" } }],
  [
    "aws:rds/instance:Instance",
    {
      masterUserSecrets: [
        {
          kmsKeyId: "arn:aws:kms:eu-central-1:471793115117:key/{uuid}",
          secretArn: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:rds!db-{uuid}-aBcDeF",
          secretStatus: "active",
        },
      ],
      caCertIdentifier: "rds-ca-rsa2048-g1",
    },
  ],
  [
    "aws:mskconnect/connector:Connector",
    {
      connectorConfiguration: {
        "database.password": "${secretManager:prod/db:password}",
        "key.converter": "org.apache.kafka.connect.json.JsonConverter",
        "sasl.mechanism": "AWS_MSK_IAM",
        "sasl.jaas.config": "software.amazon.msk.auth.iam.IAMLoginModule required;",
      },
    },
  ],
  [
    "aws:glue/job:Job",
    {
      defaultArguments: {
        "--secret_name": "prod/etl",
        "--token-column": "auth_token",
        "--password_field": "pwd",
        "--key": "s3/prefix/file.parquet",
        "--enable-glue-datacatalog": "",
      },
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    {
      containerDefinitions: JSON.stringify([
        {
          name: "a",
          image: "a",
          command: [
            "redis-server",
            "--requirepass",
            "$(REDIS_PASSWORD)",
            "--token-file",
            "/run/token",
            "--password-file=/run/pw",
            "--auth",
            "mtls",
          ],
        },
      ]),
    },
  ],
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    {
      name: "password-spray",
      alarmDescription: "More than 100 failed passwords for one user; token = jti, secret rotation is at 03:00",
      metricName: "FailedPasswordAttempts",
    },
  ],
  [
    "aws:lambda/function:Function",
    {
      environment: {
        variables: {
          JWKS: JSON.stringify({ keys: [{ kty: "EC", crv: "P-256", x: "{url:43}", y: "{url:43}", kid: "{uuid}", use: "sig" }] }),
          CONFIG: JSON.stringify({
            password: { minLength: 12, pattern: "^.{12,}$" },
            token: { ttl: 3600, issuer: "acme" },
            secret: { arn: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:x-aBcDeF" },
          }),
        },
      },
    },
  ],
  ["aws:secretsmanager/secretRotation:SecretRotation", { secretId: "prod/db", rotationRules: { scheduleExpression: "rate(10 days)" } }],
  ["aws:iot/certificate:Certificate", { csr: "{pem:CERTIFICATE REQUEST}", certificatePem: "{pem:CERTIFICATE}", active: true }],
  [
    "aws:quicksight/dataSource:DataSource",
    { credentials: { secretArn: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:q-aBcDeF" }, type: "AURORA" },
  ],
  [
    "aws:mq/broker:Broker",
    {
      ldapServerMetadata: { roleBase: "ou=g", userSearchMatching: "(uid={0})", serviceAccountUsername: "cn=svc" },
      authenticationStrategy: "ldap",
    },
  ],
  [
    "aws:dms/endpoint:Endpoint",
    {
      secretsManagerArn: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:d-aBcDeF",
      secretsManagerAccessRoleArn: "arn:aws:iam:eu-central-1:471793115117:role/d",
      sslMode: "verify-full",
      extraConnectionAttributes: "secretsManagerOracleAsmSecretId=prod/asm;passwordEncryption=on;",
    },
  ],
  [
    "aws:kms/key:Key",
    {
      description: "Encrypts secrets",
      policy: JSON.stringify({
        Statement: [
          {
            Sid: "AllowSecretsManager",
            Action: ["kms:Decrypt"],
            Condition: {
              StringEquals: {
                "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com",
                "kms:EncryptionContext:SecretARN": "arn:aws:secretsmanager:eu-central-1:471793115117:secret:x",
              },
            },
          },
        ],
      }),
    },
  ],
  [
    "kubernetes:core/v1:Secret",
    { kind: "Secret", type: "kubernetes.io/tls", metadata: { name: "ca" }, data: { "ca.crt": "{b64<{pem:CERTIFICATE}>}" } },
  ],
  [
    "kubernetes:external-secrets.io/v1beta1:ExternalSecret",
    {
      spec: {
        secretStoreRef: { name: "aws", kind: "SecretStore" },
        target: { name: "db" },
        data: [{ secretKey: "password", remoteRef: { key: "prod/db", property: "password" } }],
      },
    },
  ],
  ["kubernetes:bitnami.com/v1alpha1:SealedSecret", { spec: { encryptedData: { password: "AgB{rb64:300}" } } }],
  ["github:index/actionsSecret:ActionsSecret", { repository: "r", secretName: "X", encryptedValue: "{rb64:80}" }],
  ["github:index/actionsVariable:ActionsVariable", { repository: "r", variableName: "REGION", value: "eu-central-1" }],
  ["random:index/randomString:RandomString", { length: 8, special: false, result: "{an:8}" }],
];
