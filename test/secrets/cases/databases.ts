// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import type { Leaking } from "./kit.js";

/** Inputs that hold a secret, with the paths of it. */
export const databases: readonly Leaking[] = [
  [
    "aws:rds/instance:Instance",
    ["password"],
    { engine: "mariadb", instanceClass: "db.t3.small", username: "admin", password: "Drizzle2010!" },
  ],
  [
    "aws:redshiftserverless/namespace:Namespace",
    ["adminUserPassword"],
    { namespaceName: "dw", adminUsername: "admin", adminUserPassword: "{an:20}" },
  ],
  [
    "aws:docdb/elasticCluster:ElasticCluster",
    ["adminUserPassword"],
    {
      name: "d",
      authType: "PLAIN_TEXT",
      adminUserName: "root",
      adminUserPassword: "{an:5}~{an:4}?{an:5}",
      shardCapacity: 2,
      shardCount: 1,
    },
  ],
  [
    "aws:elasticache/user:User",
    ["passwords[0]", "passwords[1]"],
    { userId: "app", userName: "app", accessString: "on ~app::* -@all +@read", engine: "REDIS", passwords: ["{an:20}", "{an:20}"] },
  ],
  [
    "aws:elasticache/user:User",
    ["authenticationMode.passwords[0]"],
    {
      userId: "job",
      userName: "job",
      accessString: "on ~* +@all",
      engine: "VALKEY",
      authenticationMode: { type: "password", passwords: ["{an:22}"] },
    },
  ],
  [
    "aws:elasticache/replicationGroup:ReplicationGroup",
    ["authToken"],
    { description: "cache", transitEncryptionEnabled: true, authToken: "{an:32}", authTokenUpdateStrategy: "ROTATE" },
  ],
  [
    "aws:mq/broker:Broker",
    ["users[0].password"],
    {
      brokerName: "b",
      engineType: "RabbitMQ",
      engineVersion: "3.13",
      hostInstanceType: "mq.m5.large",
      users: [{ username: "admin", consoleAccess: true, password: "maple-harbor-willow-quartz" }],
    },
  ],
  [
    "aws:dms/endpoint:Endpoint",
    ["kafkaSettings.saslPassword"],
    {
      endpointId: "k",
      endpointType: "target",
      engineName: "kafka",
      kafkaSettings: {
        broker: "b-1.k.internal:9096",
        securityProtocol: "sasl-ssl",
        saslUsername: "dms",
        saslPassword: "{an:20}",
        topic: "t",
      },
    },
  ],
  [
    "aws:dms/endpoint:Endpoint",
    ["redisSettings.authPassword"],
    {
      endpointId: "r",
      endpointType: "target",
      engineName: "redis",
      redisSettings: { authType: "auth-token", authUserName: "x", authPassword: "{an:22}", serverName: "r.internal", port: 6379 },
    },
  ],
  [
    "aws:dms/endpoint:Endpoint",
    ["extraConnectionAttributes"],
    {
      endpointId: "o",
      endpointType: "source",
      engineName: "oracle",
      username: "dms",
      serverName: "ora.internal",
      port: 1521,
      databaseName: "ORCL",
      extraConnectionAttributes: "useLogMinerReader=N;useBfile=Y;asm_user=asmdms;asm_server=10.0.3.4:1521/+ASM;asm_password={an:14};",
    },
  ],
  [
    "aws:directoryservice/directory:Directory",
    ["password"],
    { name: "corp.acme.dev", edition: "Standard", type: "MicrosoftAD", password: "{an:5}#{an:4}.{an:5}" },
  ],
  [
    "aws:directoryservice/radiusSettings:RadiusSettings",
    ["sharedSecret"],
    {
      directoryId: "d-9067{hex:6}",
      authenticationProtocol: "PAP",
      displayLabel: "MFA",
      radiusPort: 1812,
      radiusRetries: 3,
      radiusServers: ["10.0.1.5"],
      radiusTimeout: 5,
      sharedSecret: "{an:16}",
    },
  ],
  [
    "aws:directoryservice/trust:Trust",
    ["trustPassword"],
    { directoryId: "d-9067{hex:6}", remoteDomainName: "legacy.acme.dev", trustDirection: "Two-Way", trustPassword: "{an:5}={an:4}?{an:5}" },
  ],
  [
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    ["selfManagedActiveDirectory.password"],
    {
      storageCapacity: 300,
      throughputCapacity: 1024,
      selfManagedActiveDirectory: { dnsIps: ["10.0.0.2"], domainName: "corp.acme.dev", username: "svc_fsx", password: "Cobalt2000!" },
    },
  ],
  [
    "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine",
    ["svmAdminPassword", "activeDirectoryConfiguration.selfManagedActiveDirectoryConfiguration.password"],
    {
      fileSystemId: "fs-0{hex:16}",
      svmAdminPassword: "{an:20}",
      activeDirectoryConfiguration: {
        netbiosName: "svm",
        selfManagedActiveDirectoryConfiguration: {
          dnsIps: ["10.0.0.2"],
          domainName: "corp",
          username: "a",
          password: "{an:5}^{an:4}_{an:5}",
        },
      },
    },
  ],
  [
    "aws:storagegateway/gateway:Gateway",
    ["smbGuestPassword", "smbActiveDirectorySettings.password"],
    {
      gatewayName: "g",
      gatewayTimezone: "GMT",
      gatewayType: "FILE_S3",
      smbGuestPassword: "Drizzle2014#",
      smbActiveDirectorySettings: { domainName: "corp.acme.dev", username: "Admin", password: "{an:5}!{an:4}_{an:5}" },
    },
  ],
  ["aws:transfer/server:Server", ["hostKey"], { protocols: ["SFTP"], hostKey: "{pem:OPENSSH PRIVATE KEY}" }],
  [
    "aws:appflow/connectorProfile:ConnectorProfile",
    ["connectorProfileConfig.connectorProfileCredentials.snowflake.password"],
    {
      connectionMode: "Public",
      connectorType: "Snowflake",
      connectorProfileConfig: {
        connectorProfileCredentials: { snowflake: { username: "flow", password: "{an:22}" } },
        connectorProfileProperties: { snowflake: { accountName: "ab12345", bucketName: "b", stage: "s", warehouse: "WH" } },
      },
    },
  ],
  [
    "aws:appflow/connectorProfile:ConnectorProfile",
    [
      "connectorProfileConfig.connectorProfileCredentials.datadog.apiKey",
      "connectorProfileConfig.connectorProfileCredentials.datadog.applicationKey",
    ],
    {
      connectionMode: "Public",
      connectorType: "Datadog",
      connectorProfileConfig: {
        connectorProfileCredentials: { datadog: { apiKey: "{hex:32}", applicationKey: "{hex:40}" } },
        connectorProfileProperties: { datadog: { instanceUrl: "https://api.datadoghq.eu" } },
      },
    },
  ],
  [
    "aws:appflow/connectorProfile:ConnectorProfile",
    ["connectorProfileConfig.connectorProfileCredentials.salesforce.refreshToken"],
    {
      connectionMode: "Public",
      connectorType: "Salesforce",
      connectorProfileConfig: {
        connectorProfileCredentials: {
          salesforce: {
            clientCredentialsArn: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:sf-AbC123",
            refreshToken: "5Aep861{an:60}",
          },
        },
        connectorProfileProperties: { salesforce: { instanceUrl: "https://acme.my.salesforce.com" } },
      },
    },
  ],
  [
    "aws:appstream/directoryConfig:DirectoryConfig",
    ["serviceAccountCredentials.accountPassword"],
    {
      directoryName: "corp",
      organizationalUnitDistinguishedNames: ["OU=a,DC=corp"],
      serviceAccountCredentials: { accountName: "CORP\\svc", accountPassword: "Maple2014*" },
    },
  ],
  [
    "aws:cognito/identityProvider:IdentityProvider",
    ["providerDetails.private_key"],
    {
      userPoolId: "eu-central-1_{an:9}",
      providerName: "SignInWithApple",
      providerType: "SignInWithApple",
      providerDetails: {
        client_id: "dev.acme.app",
        team_id: "{up:10}",
        key_id: "{up:10}",
        private_key: "{rb64:150}",
        authorize_scopes: "email name",
      },
    },
  ],
  [
    "aws:cognito/user:User",
    ["temporaryPassword"],
    { userPoolId: "eu-central-1_{an:9}", username: "ops", temporaryPassword: "Falcon2014?" },
  ],
  [
    "aws:pinpoint/apnsChannel:ApnsChannel",
    ["tokenKey"],
    { applicationId: "{hex:32}", bundleId: "dev.acme.app", teamId: "{up:10}", tokenKeyId: "{up:10}", tokenKey: "{pem:PRIVATE KEY}" },
  ],
  ["aws:pinpoint/gcmChannel:GcmChannel", ["apiKey"], { applicationId: "{hex:32}", apiKey: "AAAA{an:7}:APA91b{url:134}" }],
  [
    "aws:pinpoint/admChannel:AdmChannel",
    ["clientSecret"],
    { applicationId: "{hex:32}", clientId: "amzn1.application-oa2-client.{hex:32}", clientSecret: "{hex:64}" },
  ],
  [
    "aws:sns/platformApplication:PlatformApplication",
    ["platformCredential"],
    { name: "fcm", platform: "GCM", platformCredential: "AAAA{an:7}:APA91b{url:134}" },
  ],
  [
    "aws:codepipeline/webhook:Webhook",
    ["authenticationConfiguration.secretToken"],
    {
      name: "gh",
      authentication: "GITHUB_HMAC",
      targetAction: "Source",
      targetPipeline: "p",
      filters: [{ jsonPath: "$.ref", matchEquals: "refs/heads/{Branch}" }],
      authenticationConfiguration: { secretToken: "{an:24}" },
    },
  ],
  [
    "aws:codepipeline/pipeline:Pipeline",
    ["stages[0].actions[0].configuration.OAuthToken"],
    {
      roleArn: "arn:aws:iam:eu-central-1:471793115117:role/p",
      artifactStores: [{ location: "b", type: "S3" }],
      stages: [
        {
          name: "Source",
          actions: [
            {
              name: "S",
              category: "Source",
              owner: "ThirdParty",
              provider: "GitHub",
              version: "1",
              outputArtifacts: ["s"],
              configuration: { Owner: "acme", Repo: "app", Branch: "main", OAuthToken: "{hex:40}" },
            },
          ],
        },
      ],
    },
  ],
  [
    "aws:codebuild/sourceCredential:SourceCredential",
    ["token"],
    { authType: "BASIC_AUTH", serverType: "BITBUCKET", userName: "acme-ci", token: "{an:20}" },
  ],
  [
    "aws:amplify/app:App",
    ["basicAuthCredentials"],
    { name: "site", repository: "https://github.com/acme/site", enableBasicAuth: true, basicAuthCredentials: "{b64<preview:Maple2021*>}" },
  ],
  [
    "aws:lightsail/database:Database",
    ["masterPassword"],
    {
      relationalDatabaseName: "d",
      blueprintId: "mysql_8_0",
      bundleId: "micro_2_0",
      masterDatabaseName: "app",
      masterUsername: "root",
      masterPassword: "{an:20}",
    },
  ],
  [
    "aws:elasticsearch/domain:Domain",
    ["advancedSecurityOptions.masterUserOptions.masterUserPassword"],
    {
      domainName: "s",
      advancedSecurityOptions: {
        enabled: true,
        internalUserDatabaseEnabled: true,
        masterUserOptions: { masterUserName: "admin", masterUserPassword: "{an:5}+{an:4}@{an:5}" },
      },
    },
  ],
  [
    "aws:quicksight/dataSource:DataSource",
    ["credentials.credentialPair.password"],
    {
      dataSourceId: "q",
      name: "q",
      type: "POSTGRESQL",
      parameters: { postgresql: { host: "db", port: 5432, database: "a" } },
      credentials: { credentialPair: { username: "bi", password: "maple-harbor-willow-quartz" } },
    },
  ],
  [
    "aws:glue/connection:Connection",
    ["connectionProperties.KAFKA_SASL_SCRAM_PASSWORD"],
    {
      name: "k",
      connectionType: "KAFKA",
      connectionProperties: {
        KAFKA_BOOTSTRAP_SERVERS: "b-1:9096",
        KAFKA_SSL_ENABLED: "true",
        KAFKA_SASL_MECHANISM: "SCRAM-SHA-512",
        KAFKA_SASL_SCRAM_USERNAME: "etl",
        KAFKA_SASL_SCRAM_PASSWORD: "{an:20}",
      },
    },
  ],
];
