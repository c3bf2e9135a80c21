// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import type { Harmless } from "./kit.js";

/** Inputs without a secret. */
export const harmlessSettings: readonly Harmless[] = [
  ["random:index/randomUuid:RandomUuid", { result: "{uuid}" }],
  ["cloudflare:index/record:Record", { name: "x", type: "TXT", content: "v=spf1 -all" }],
  [
    "kubernetes:rbac.authorization.k8s.io/v1:Role",
    { rules: [{ apiGroups: [""], resources: ["secrets", "serviceaccounts/token"], verbs: ["get"] }] },
  ],
  ["kubernetes:networking.k8s.io/v1:Ingress", { spec: { tls: [{ secretName: "web-tls", hosts: ["a"] }] } }],
  [
    "kubernetes:helm.sh/v3:Release",
    {
      values: {
        auth: { existingSecret: "db", secretKeys: { adminPasswordKey: "admin-password" } },
        serviceAccount: { automountServiceAccountToken: true },
        tokenRequests: [{ audience: "sts.amazonaws.com", expirationSeconds: 86400 }],
      },
    },
  ],
  [
    "aws:cognito/resourceServer:ResourceServer",
    { identifier: "api", scopes: [{ scopeName: "tokens:read", scopeDescription: "Read the tokens" }] },
  ],
  ["aws:iam/accessKey:AccessKey", { user: "a", status: "Active", pgpKey: "keybase:a", encryptedSecret: "wcBMA{rb64:300}" }],
  [
    "aws:iam/userLoginProfile:UserLoginProfile",
    { user: "a", pgpKey: "keybase:a", encryptedPassword: "wcBMA{rb64:300}", passwordLength: 20 },
  ],
  ["aws:acmpca/certificate:Certificate", { certificateSigningRequest: "{pem:CERTIFICATE REQUEST}", signingAlgorithm: "SHA256WITHRSA" }],
  ["aws:cloudfront/keyGroup:KeyGroup", { items: ["{uuid}", "{uuid}"], name: "signers" }],
  [
    "aws:ec2/vpnConnection:VpnConnection",
    { customerGatewayConfiguration: "", tunnel1Ikev2: "x", tunnel1PresharedKey: "{{resolve:secretsmanager:vpn:SecretString:psk}}" },
  ],
  ["aws:secretsmanager/secretVersion:SecretVersion", { secretId: "x", secretStringWoVersion: 3, versionStages: ["AWSCURRENT"] }],
  [
    "aws:secretsmanager/secret:Secret",
    {
      name: "x",
      replicas: [{ region: "eu-west-1", kmsKeyId: "{uuid}" }],
      policy: JSON.stringify({ Statement: [{ Principal: "*", Action: "secretsmanager:*" }] }),
    },
  ],
  ["aws:ssm/parameter:Parameter", { name: "/a/password-policy", type: "String", value: '{"minLength":12,"history":5}' }],
  ["aws:ssm/parameter:Parameter", { name: "/a/token-endpoint", type: "String", value: "https://x/token" }],
  ["aws:ssm/parameter:Parameter", { name: "/a/api-key-id", type: "String", value: "{lo:10}" }],
  ["aws:ssm/parameter:Parameter", { name: "/a/client-id", type: "String", value: "{an:20}" }],
  [
    "aws:dynamodb/tableItem:TableItem",
    {
      item: JSON.stringify({
        pk: { S: "{hex:32}" },
        etag: { S: "{hex:32}" },
        secretName: { S: "prod/db" },
        tokens: { SS: ["id", "access"] },
        key: { S: "users/42" },
      }),
    },
  ],
  ["aws:lambda/permission:Permission", { eventSourceToken: "amzn1.ask.skill.{uuid}", action: "lambda:InvokeFunction" }],
  ["aws:elasticache/replicationGroup:ReplicationGroup", { authTokenUpdateStrategy: "SET", transitEncryptionMode: "required" }],
  ["aws:appsync/apiKey:ApiKey", { apiId: "{lo:26}", expires: "2027-01-01T00:00:00Z", description: "key of the partner" }],
  ["aws:apigateway/usagePlanKey:UsagePlanKey", { keyId: "{lo:10}", keyType: "API_KEY", usagePlanId: "{lo:6}" }],
  [
    "aws:wafv2/webAcl:WebAcl",
    {
      tokenDomains: ["acme.dev"],
      rules: [
        {
          statement: {
            managedRuleGroupStatement: {
              managedRuleGroupConfigs: [
                {
                  awsManagedRulesAtpRuleSet: {
                    loginPath: "/login",
                    requestInspection: {
                      payloadType: "JSON",
                      passwordField: { identifier: "/password" },
                      usernameField: { identifier: "/user" },
                    },
                  },
                },
              ],
            },
          },
        },
      ],
    },
  ],
  ["aws:codebuild/webhook:Webhook", { filterGroups: [{ filters: [{ type: "EVENT", pattern: "PUSH" }] }] }],
  [
    "aws:codepipeline/pipeline:Pipeline",
    {
      artifactStores: [{ encryptionKey: { id: "arn:aws:kms:eu-central-1:471793115117:key/{uuid}", type: "KMS" } }],
      stages: [
        {
          actions: [
            {
              configuration: {
                ConnectionArn: "arn:aws:codestar-connections:eu-central-1:471793115117:connection/{uuid}",
                FullRepositoryId: "a/b",
              },
            },
          ],
        },
      ],
    },
  ],
  [
    "aws:codebuild/project:Project",
    {
      source: {
        buildspec: [
          "version: 0.2",
          "env:",
          "  secrets-manager:",
          "    NPM_TOKEN: ci/npm:token",
          "  parameter-store:",
          "    DB_PASSWORD: /ci/db/password",
          "  exported-variables: [TOKEN_SHA]",
          "phases:",
          "  build:",
          "    commands:",
          "      - echo $NPM_TOKEN | npm login",
          "",
        ].join("\n"),
      },
    },
  ],
  [
    "aws:cloudformation/stack:Stack",
    {
      templateBody: JSON.stringify({
        Resources: {
          S: {
            Type: "AWS::SecretsManager::Secret",
            Properties: {
              GenerateSecretString: {
                SecretStringTemplate: '{"username": "admin"}',
                GenerateStringKey: "password",
                PasswordLength: 30,
                ExcludeCharacters: '"@/\\',
              },
            },
          },
        },
      }),
    },
  ],
  [
    "aws:cognito/userPool:UserPool",
    {
      userPoolAddOns: { advancedSecurityMode: "AUDIT" },
      softwareTokenMfaConfiguration: { enabled: true },
      usernameConfiguration: { caseSensitive: false },
    },
  ],
  [
    "aws:eks/identityProviderConfig:IdentityProviderConfig",
    { oidc: { clientId: "{an:20}", issuerUrl: "https://x", usernameClaim: "email" } },
  ],
  [
    "aws:transfer/server:Server",
    {
      hostKeyFingerprint: "SHA256:{bare:32}",
      identityProviderType: "AWS_LAMBDA",
      preAuthenticationLoginBanner: "Authorised users only. Your password is never asked for by mail.",
    },
  ],
  [
    "aws:lightsail/keyPair:KeyPair",
    {
      fingerprint:
        "{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}:{hex:2}",
      publicKey: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ{rb64:200}",
    },
  ],
  [
    "aws:lb/listener:Listener",
    {
      defaultActions: [
        {
          type: "authenticate-cognito",
          authenticateCognito: {
            userPoolArn: "arn:aws:cognito-idp:eu-central-1:471793115117:userpool/x",
            userPoolClientId: "{lo:26}",
            sessionCookieName: "AWSELBAuthSessionCookie",
          },
        },
      ],
    },
  ],
  [
    "aws:mwaa/environment:Environment",
    {
      airflowConfigurationOptions: {
        "secrets.backend": "airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend",
        "secrets.backend_kwargs": JSON.stringify({ connections_prefix: "/airflow/connections", variables_prefix: "/airflow/variables" }),
        "webserver.cookie_samesite": "Lax",
      },
    },
  ],
  [
    "aws:mskconnect/connector:Connector",
    {
      connectorConfiguration: {
        "snowflake.private.key": "${file:/x/key.properties:key}",
        tokenizer: "standard",
        "primary.key.mode": "record_key",
        "errors.log.include.messages": "true",
      },
    },
  ],
  [
    "aws:emr/cluster:Cluster",
    {
      configurationsJson: JSON.stringify([
        {
          Classification: "core-site",
          Properties: {
            "hadoop.security.credential.provider.path": "jceks://hdfs/x.jceks",
            "fs.s3a.aws.credentials.provider": "com.amazonaws.auth.InstanceProfileCredentialsProvider",
            "dfs.encryption.key.provider.uri": "kms://http@kms:9600/kms",
          },
        },
      ]),
      ec2Attributes: { keyName: "ops" },
    },
  ],
  [
    "aws:opensearch/domain:Domain",
    {
      advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn: "arn:aws:iam:eu-central-1:471793115117:role/a" } },
      advancedOptions: { "rest.action.multi.allow_explicit_index": "true" },
    },
  ],
  [
    "aws:glue/crawler:Crawler",
    {
      classifiers: ["password-csv"],
      configuration: JSON.stringify({ Version: 1, Grouping: { TableGroupingPolicy: "CombineCompatibleSchemas" } }),
    },
  ],
  [
    "aws:connect/contactFlow:ContactFlow",
    {
      content: JSON.stringify({
        Actions: [{ Type: "GetParticipantInput", Parameters: { Text: "Please enter your PIN or password followed by the hash key" } }],
      }),
    },
  ],
  ["aws:budgets/budget:Budget", { name: "tokens", notifications: [{ subscriberEmailAddresses: ["secret@acme.dev"] }] }],
  ["aws:ec2/instance:Instance", { getPasswordData: true, passwordData: "{rb64:256}", keyName: "ops" }],
  [
    "aws:imagebuilder/component:Component",
    {
      data: [
        "phases:",
        " - name: build",
        "   steps:",
        "    - name: x",
        "      action: ExecuteBash",
        "      inputs:",
        "        commands:",
        "          - aws secretsmanager get-secret-value --secret-id prod/token --query SecretString --output text > /etc/token",
        "          - sed -i 's/password=.*/password='\"$PW\"'/' /etc/app.conf",
        "",
      ].join("\n"),
    },
  ],
  [
    "aws:rds/parameterGroup:ParameterGroup",
    {
      parameters: [
        { name: "password_encryption", value: "scram-sha-256" },
        { name: "rds.accepted_password_auth_method", value: "md5+scram" },
        { name: "validate_password.policy", value: "STRONG" },
        { name: "default_password_lifetime", value: "90" },
      ],
    },
  ],
  [
    "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
    {
      parameters: [
        { name: "tls", value: "enabled" },
        { name: "audit_logs", value: "all" },
      ],
    },
  ],
];
