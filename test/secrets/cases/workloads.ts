// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import type { Leaking } from "./kit.js";

/** Inputs that hold a secret, with the paths of it. */
export const workloads: readonly Leaking[] = [
  [
    "aws:cloudfront/function:Function",
    ["code"],
    {
      name: "f",
      runtime: "cloudfront-js-2.0",
      code:
        'function handler(e){var r=e.request;var expected="Basic {b64<preview:{an:14}>}";' +
        "if(!r.headers.authorization||r.headers.authorization.value!==expected){return {statusCode:401}}return r;}",
    },
  ],
  [
    "aws:sfn/stateMachine:StateMachine",
    ["definition"],
    {
      roleArn: "arn:aws:iam:eu-central-1:471793115117:role/s",
      definition: JSON.stringify({
        StartAt: "A",
        States: {
          A: {
            Type: "Task",
            Resource: "arn:aws:states:::ecs:runTask.sync",
            Parameters: { Overrides: { ContainerOverrides: [{ Name: "x", Environment: [{ Name: "DB_PASSWORD", Value: "{an:22}" }] }] } },
            End: true,
          },
        },
      }),
    },
  ],
  [
    "kubernetes:core/v1:Secret",
    ["data.password"],
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "db" },
      type: "Opaque",
      data: { username: "{b64<app>}", password: "{b64<{an:18}>}" },
    },
  ],
  [
    "kubernetes:core/v1:Secret",
    ["stringData.token"],
    { apiVersion: "v1", kind: "Secret", metadata: { name: "db" }, stringData: { token: "{an:32}" } },
  ],
  [
    "kubernetes:core/v1:ConfigMap",
    ['data["application.properties"]'],
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "c" },
      data: { "application.properties": "server.port=80\nspring.datasource.password={an:16}\n" },
    },
  ],
  [
    "kubernetes:helm.sh/v3:Release",
    ["values.auth.postgresPassword"],
    {
      chart: "postgresql",
      name: "pg",
      values: { auth: { username: "app", postgresPassword: "Willow2000#" }, persistence: { size: "8Gi" } },
    },
  ],
  ["github:index/actionsSecret:ActionsSecret", ["plaintextValue"], { repository: "app", secretName: "DEPLOY", plaintextValue: "{an:30}" }],
  ["postgresql:index/role:Role", ["password"], { name: "app", login: true, password: "{an:20}" }],
  ["mysql:index/user:User", ["plaintextPassword"], { user: "app", host: "%", plaintextPassword: "maple-harbor-willow-quartz" }],
  ["gcp:sql/user:User", ["password"], { instance: "i", name: "app", password: "Falcon2007?" }],
  [
    "azure-native:sql:Server",
    ["administratorLoginPassword"],
    { resourceGroupName: "rg", administratorLogin: "sa", administratorLoginPassword: "{an:5}!{an:4}_{an:5}" },
  ],
  ["pulumi:providers:datadog", ["apiKey", "appKey"], { apiKey: "{hex:32}", appKey: "{hex:40}", apiUrl: "https://api.datadoghq.eu/" }],
  ["pulumi:providers:cloudflare", ["apiToken"], { apiToken: "{url:40}" }],
  [
    "command:remote:Command",
    ["connection.privateKey"],
    { connection: { host: "10.0.0.1", user: "ec2-user", privateKey: "{pem:OPENSSH PRIVATE KEY}" }, create: "uptime" },
  ],
  [
    "tls:index/privateKey:PrivateKey",
    ["privateKeyPem"],
    { algorithm: "ED25519", privateKeyPem: "{pem:PRIVATE KEY}", publicKeyPem: "{pem:PUBLIC KEY}" },
  ],
  [
    "aws:dynamodb/tableItem:TableItem",
    ["item"],
    { tableName: "t", hashKey: "pk", item: JSON.stringify({ pk: { S: "x" }, settings: { M: { apiKey: { S: "{hex:32}" } } } }) },
  ],
  [
    "aws:cloudfront/function:Function",
    ["code"],
    {
      name: "f",
      runtime: "cloudfront-js-1.0",
      code: [
        "var auth = 'Basic {b64<acme:{an:10}>}';",
        "function handler(e){ return e.request.headers.authorization.value === auth ? e.request : {statusCode:401}; }",
      ].join("\n"),
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    ["containerDefinitions"],
    {
      family: "a",
      containerDefinitions: JSON.stringify([{ name: "a", image: "a", command: ["sh", "-c", "app --db-password {an:14} serve"] }]),
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    ["containerDefinitions"],
    { family: "a", containerDefinitions: JSON.stringify([{ name: "a", image: "a", command: ["serve", "--admin-token", "{an:24}"] }]) },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    ["containerDefinitions"],
    {
      family: "a",
      containerDefinitions: JSON.stringify([
        { name: "a", image: "a", healthCheck: { command: ["CMD-SHELL", "curl -fu monitor:{an:12} localhost:8080/health"] } },
      ]),
    },
  ],
  [
    "aws:glue/job:Job",
    ['defaultArguments["--conf"]'],
    {
      roleArn: "arn:aws:iam:eu-central-1:471793115117:role/g",
      command: { scriptLocation: "s3://x" },
      defaultArguments: { "--conf": "spark.hadoop.fs.azure.account.key.acme.dfs.core.windows.net={rb64:64}" },
    },
  ],
  [
    "aws:emr/cluster:Cluster",
    ["steps[0].hadoopJarStep.args"],
    {
      name: "e",
      releaseLabel: "emr-7.1.0",
      steps: [
        {
          name: "sqoop",
          actionOnFailure: "CONTINUE",
          hadoopJarStep: {
            jar: "command-runner.jar",
            args: ["sqoop", "import", "--connect", "jdbc:mysql://db/app", "--username", "app", "--password", "{an:14}"],
          },
        },
      ],
    },
  ],
  [
    "aws:batch/jobDefinition:JobDefinition",
    ["containerProperties"],
    {
      type: "container",
      containerProperties: JSON.stringify({ image: "x", command: ["migrate", "--database", "postgres://a:{an:14}@db/a"] }),
    },
  ],
  [
    "aws:iot/topicRule:TopicRule",
    ["https[0].httpHeaders[0].value"],
    {
      name: "r",
      sql: "SELECT * FROM 't'",
      httpHeaders: [],
      https: [{ url: "https://x", httpHeaders: [{ key: "Authorization", value: "Bearer {an:40}" }] }],
    },
  ],
  [
    "aws:apigatewayv2/integration:Integration",
    ['requestParameters["overwrite:header.x-api-key"]'],
    { integrationType: "HTTP_PROXY", requestParameters: { "overwrite:header.x-api-key": "{an:40}" } },
  ],
  [
    "aws:cloudwatch/eventTarget:EventTarget",
    ['httpTarget.headerParameters["X-Auth-Token"]'],
    {
      rule: "r",
      arn: "arn:aws:events:eu-central-1:471793115117:api-destination/x",
      httpTarget: { headerParameters: { "X-Auth-Token": "{an:32}", "Content-Type": "application/json" } },
    },
  ],
  [
    "aws:sagemaker/workforce:Workforce",
    ["oidcConfig.clientSecret"],
    { workforceName: "w", oidcConfig: { clientId: "{an:20}", clientSecret: "{url:40}", issuer: "https://idp" } },
  ],
  [
    "aws:appfabric/appAuthorization:AppAuthorization",
    ["credential.oauth2Credential.clientSecret"],
    { app: "ZOOM", authType: "oauth2", credential: { oauth2Credential: { clientId: "{an:20}", clientSecret: "{an:32}" } } },
  ],
  [
    "aws:cloudcontrol/resource:Resource",
    ["desiredState"],
    { typeName: "AWS::RDS::DBInstance", desiredState: '{"MasterUsername":"a","MasterUserPassword":"{an:14}"}' },
  ],
  ["aws:iam/userLoginProfile:UserLoginProfile", ["password"], { user: "a", password: "{an:20}", passwordResetRequired: true }],
  [
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    ["servicePassword"],
    { serviceName: "codecommit.amazonaws.com", userName: "a", serviceUserName: "a-at-1", servicePassword: "{rb64:30}" },
  ],
  ["aws:lightsail/keyPair:KeyPair", ["privateKey"], { name: "k", privateKey: "{pem:RSA PRIVATE KEY}", publicKey: "ssh-rsa AAAA{rb64:60}" }],
  [
    "aws:kinesisanalyticsv2/application:Application",
    ['applicationConfiguration.environmentProperties.propertyGroups[0].propertyMap["db.password"]'],
    {
      name: "f",
      runtimeEnvironment: "FLINK-1_18",
      applicationConfiguration: {
        environmentProperties: { propertyGroups: [{ propertyGroupId: "db", propertyMap: { "db.user": "a", "db.password": "{an:14}" } }] },
      },
    },
  ],
  [
    "aws:mskconnect/connector:Connector",
    ['connectorConfiguration["database.password"]'],
    {
      name: "c",
      connectorConfiguration: {
        "connector.class": "io.debezium.connector.mysql.MySqlConnector",
        "database.password": "{an:14}",
        "tasks.max": "1",
        "key.converter": "org.apache.kafka.connect.storage.StringConverter",
      },
    },
  ],
  [
    "aws:mskconnect/connector:Connector",
    ['connectorConfiguration["sasl.jaas.config"]'],
    {
      name: "c",
      connectorConfiguration: {
        "sasl.jaas.config": 'org.apache.kafka.common.security.scram.ScramLoginModule required username="a" password="{an:14}";',
      },
    },
  ],
  [
    "aws:cognito/userPool:UserPool",
    ['tags["api-key"]'],
    { name: "u", adminCreateUserConfig: { allowAdminCreateUserOnly: true }, tags: { "api-key": "{an:32}" } },
  ],
  [
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
    ["taskInvocationParameters.runCommandParameters.parameters[0].values[0]"],
    {
      taskType: "RUN_COMMAND",
      taskArn: "AWS-RunShellScript",
      taskInvocationParameters: { runCommandParameters: { parameters: [{ name: "commands", values: ["curl -u ops:{an:12} https://x"] }] } },
    },
  ],
  ["rabbitmq:index/user:User", ["password"], { name: "a", password: "Drizzle2000#" }],
  ["mongodbatlas:index/databaseUser:DatabaseUser", ["password"], { username: "a", password: "{an:20}" }],
  ["github:index/actionsSecret:ActionsSecret", ["plaintextValue"], { repository: "r", secretName: "NPM", plaintextValue: "{uuid}" }],
  ["github:index/dependabotSecret:DependabotSecret", ["plaintextValue"], { repository: "r", secretName: "X", plaintextValue: "{an:20}" }],
  ["gcp:secretmanager/secretVersion:SecretVersion", ["secretData"], { secret: "s", secretData: "{an:24}" }],
];
