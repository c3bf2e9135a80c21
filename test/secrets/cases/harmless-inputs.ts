// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import type { Harmless } from "./kit.js";

/** Inputs without a secret. */
export const harmlessInputs: readonly Harmless[] = [
  [
    "aws:rds/instance:Instance",
    {
      engine: "postgres",
      instanceClass: "db.t4g.micro",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: "arn:aws:kms:eu-central-1:471793115117:key/{uuid}",
      username: "app",
      iamDatabaseAuthenticationEnabled: true,
      passwordWoVersion: 3,
    },
  ],
  [
    "aws:rds/proxy:Proxy",
    {
      name: "p",
      engineFamily: "POSTGRESQL",
      roleArn: "arn:aws:iam:eu-central-1:471793115117:role/p",
      auths: [
        {
          authScheme: "SECRETS",
          iamAuth: "REQUIRED",
          secretArn: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:db-aBcDeF",
          clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256",
        },
      ],
    },
  ],
  [
    "aws:dynamodb/table:Table",
    {
      name: "t",
      hashKey: "tokenId",
      rangeKey: "secretVersion",
      attributes: [
        { name: "tokenId", type: "S" },
        { name: "secretVersion", type: "N" },
      ],
      ttl: { attributeName: "tokenExpiresAt", enabled: true },
    },
  ],
  [
    "aws:apigateway/restApi:RestApi",
    {
      name: "a",
      apiKeySource: "AUTHORIZER",
      body: JSON.stringify({
        openapi: "3.0.1",
        components: {
          securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } },
          schemas: {
            Login: {
              type: "object",
              properties: {
                username: { type: "string" },
                password: { type: "string", format: "password", minLength: 12, example: "hunter2-example" },
              },
            },
          },
        },
      }),
    },
  ],
  [
    "aws:iam/policy:Policy",
    {
      name: "p",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "ReadSecrets",
            Effect: "Allow",
            Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret", "kms:Decrypt", "ssm:GetParameter"],
            Resource: [
              "arn:aws:secretsmanager:eu-central-1:471793115117:secret:prod/db/password-??????",
              "arn:aws:ssm:eu-central-1:471793115117:parameter/prod/api-key",
            ],
            Condition: { StringEquals: { "secretsmanager:VersionStage": "AWSCURRENT" } },
          },
        ],
      }),
    },
  ],
  [
    "aws:cloudwatch/dashboard:Dashboard",
    {
      dashboardName: "d",
      dashboardBody: JSON.stringify({
        widgets: [
          {
            type: "metric",
            properties: {
              title: "Token refresh failures / password resets",
              metrics: [
                ["Acme/Auth", "PasswordResetRequests", "TokenType", "refresh"],
                ["AWS/SecretsManager", "ResourceCount"],
              ],
              region: "eu-central-1",
            },
          },
        ],
      }),
    },
  ],
  [
    "aws:cognito/userPoolClient:UserPoolClient",
    {
      name: "web",
      userPoolId: "eu-central-1_{an:9}",
      generateSecret: false,
      enableTokenRevocation: true,
      authSessionValidity: 3,
      tokenValidityUnits: { refreshToken: "days" },
      allowedOauthFlows: ["code"],
      callbackUrls: ["https://app.acme.dev/oauth/token/callback"],
    },
  ],
  [
    "aws:acm/certificate:Certificate",
    { certificateBody: "{pem:CERTIFICATE}", certificateChain: "{pem:CERTIFICATE}", validationMethod: "DNS", keyAlgorithm: "EC_prime256v1" },
  ],
  [
    "aws:iam/samlProvider:SamlProvider",
    {
      name: "s",
      samlMetadataDocument:
        '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ' +
        'entityID="https://idp.acme.dev"><IDPSSODescriptor><KeyDescriptor ' +
        'use="signing"><KeyInfo><X509Data>' +
        "<X509Certificate>MIID{rb64:700}</X509Certificate></X509Data></KeyInfo></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>",
    },
  ],
  [
    "aws:ec2/keyPair:KeyPair",
    { keyName: "k", publicKey: "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB{rb64:66} me@host" },
  ],
  [
    "aws:transfer/user:User",
    { serverId: "s-{hex:17}", userName: "u", role: "arn:aws:iam:eu-central-1:471793115117:role/t", homeDirectory: "/b/u" },
  ],
  ["aws:transfer/sshKey:SshKey", { serverId: "s-{hex:17}", userName: "u", body: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ{rb64:360}" }],
  [
    "aws:transfer/connector:Connector",
    {
      accessRole: "arn:aws:iam:eu-central-1:471793115117:role/t",
      url: "sftp://partner.acme.dev",
      sftpConfig: {
        userSecretId: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:sftp-aBcDeF",
        trustedHostKeys: ["ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ{rb64:360}"],
      },
    },
  ],
  [
    "aws:cloudfront/distribution:Distribution",
    {
      enabled: true,
      origins: [
        {
          domainName: "b.s3.amazonaws.com",
          originId: "s3",
          originAccessControlId: "E{up:13}",
          customHeaders: [{ name: "X-Forwarded-Env", value: "prod" }],
        },
      ],
      defaultCacheBehavior: { trustedKeyGroups: ["{uuid}"], cachePolicyId: "{uuid}", targetOriginId: "s3" },
    },
  ],
  [
    "aws:apigateway/integration:Integration",
    {
      httpMethod: "POST",
      type: "HTTP_PROXY",
      requestParameters: {
        "integration.request.header.Authorization": "method.request.header.Authorization",
        "integration.request.querystring.token": "method.request.querystring.token",
      },
    },
  ],
  [
    "aws:apigateway/authorizer:Authorizer",
    {
      name: "a",
      restApi: "{lo:10}",
      type: "TOKEN",
      identitySource: "method.request.header.Authorization",
      identityValidationExpression: "^Bearer [-0-9a-zA-Z._]*$",
      authorizerResultTtlInSeconds: 300,
    },
  ],
  [
    "aws:cognito/userPool:UserPool",
    {
      name: "p",
      smsVerificationMessage: "Your token is {####}",
      passwordPolicy: { minimumLength: 14, passwordHistorySize: 5 },
      emailVerificationSubject: "Reset your password",
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
    },
  ],
  [
    "aws:lambda/function:Function",
    {
      handler: "i.h",
      runtime: "nodejs22.x",
      role: "arn:aws:iam:eu-central-1:471793115117:role/l",
      codeSha256: "{rb64:32}",
      sourceCodeHash: "{rb64:32}",
      layers: ["arn:aws:lambda:eu-central-1:471793115117:layer:secrets-extension:11"],
      description: "Rotates the database password and the API token; see https://wiki.acme.dev/secret-rotation",
      kmsKeyArn: "arn:aws:kms:eu-central-1:471793115117:key/{uuid}",
    },
  ],
  ["aws:kms/ciphertext:Ciphertext", { keyId: "alias/x", ciphertextBlob: "AQICAH{rb64:130}" }],
  ["aws:ses/domainDkim:DomainDkim", { domain: "acme.dev", dkimTokens: ["{lo:32}", "{lo:32}", "{lo:32}"] }],
  [
    "aws:route53/record:Record",
    {
      name: "sel._domainkey.acme.dev",
      type: "TXT",
      ttl: 300,
      records: ["v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA{bare:200}"],
    },
  ],
  ["aws:route53/record:Record", { name: "_acme-challenge.acme.dev", type: "TXT", ttl: 60, records: ["{url:43}"] }],
  [
    "aws:route53/record:Record",
    { name: "acme.dev", type: "TXT", ttl: 60, records: ["google-site-verification={url:43}", "v=spf1 include:_spf.google.com ~all"] },
  ],
  [
    "aws:eks/cluster:Cluster",
    {
      name: "c",
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: "arn:aws:kms:eu-central-1:471793115117:key/{uuid}" } },
      certificateAuthority: { data: "{b64<{pem:CERTIFICATE}>}" },
    },
  ],
  [
    "aws:secretsmanager/secret:Secret",
    { name: "prod/stripe/secret-key", description: "Stripe secret key (rotated by hand)", tags: { "secret-type": "api-key" } },
  ],
  [
    "aws:ssm/parameter:Parameter",
    { name: "/shop/db/password-secret-arn", type: "String", value: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:db-aBcDeF" },
  ],
  [
    "aws:ssm/parameter:Parameter",
    {
      name: "/shop/jwt/jwks",
      type: "String",
      value: JSON.stringify({ keys: [{ kty: "RSA", use: "sig", kid: "{hex:20}", alg: "RS256", n: "{url:342}", e: "AQAB" }] }),
    },
  ],
  [
    "aws:glue/connection:Connection",
    {
      name: "c",
      connectionProperties: { JDBC_CONNECTION_URL: "jdbc:postgresql://db/app", SECRET_ID: "prod/glue", JDBC_ENFORCE_SSL: "true" },
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    {
      family: "w",
      containerDefinitions: JSON.stringify([
        {
          name: "w",
          image: "w:1",
          secrets: [
            { name: "DB_PASSWORD", valueFrom: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:db-aBcDeF:password::" },
            { name: "API_KEY", valueFrom: "/shop/api-key" },
          ],
          repositoryCredentials: { credentialsParameter: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:reg-aBcDeF" },
        },
      ]),
    },
  ],
  [
    "aws:codebuild/project:Project",
    {
      serviceRole: "arn:aws:iam:eu-central-1:471793115117:role/b",
      environment: {
        image: "x",
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_SMALL",
        environmentVariables: [
          { name: "NPM_TOKEN", value: "/ci/npm-token", type: "PARAMETER_STORE" },
          { name: "SONAR_TOKEN", value: "ci/sonar:token", type: "SECRETS_MANAGER" },
        ],
      },
    },
  ],
  [
    "aws:sfn/stateMachine:StateMachine",
    {
      definition: JSON.stringify({
        StartAt: "G",
        States: {
          G: {
            Type: "Task",
            Resource: "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue",
            Parameters: { SecretId: "prod/db" },
            ResultPath: "$.secret",
            Next: "P",
          },
          P: {
            Type: "Pass",
            Parameters: { "password.$": "States.StringToJson($.secret.SecretString)", "nextToken.$": "$.page.NextToken" },
            End: true,
          },
        },
      }),
    },
  ],
  [
    "aws:cloudformation/stack:Stack",
    {
      templateBody: [
        "Parameters:",
        "  DBPassword:",
        "    Type: String",
        "    NoEcho: true",
        "Resources:",
        "  Db:",
        "    Type: AWS::RDS::DBInstance",
        "    Properties:",
        "      MasterUserPassword: !Sub '{{resolve:secretsmanager:${Secret}:SecretString:password}}'",
        "      MasterUsername: app",
        "",
      ].join("\n"),
    },
  ],
  [
    "aws:wafv2/webAcl:WebAcl",
    {
      scope: "REGIONAL",
      rules: [
        {
          name: "BlockPasswordInQuery",
          priority: 1,
          statement: { regexMatchStatement: { regexString: "(password|token|api_key)=", fieldToMatch: { queryString: {} } } },
        },
      ],
    },
  ],
];
