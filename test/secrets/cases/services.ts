// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import type { Leaking } from "./kit.js";

/** Inputs that hold a secret, with the paths of it. */
export const services: readonly Leaking[] = [
  [
    "aws:datasync/locationSmb:LocationSmb",
    ["password"],
    {
      serverHostname: "files",
      subdirectory: "/x",
      user: "sync",
      agentArns: ["arn:aws:datasync:eu-central-1:471793115117:agent/agent-0{hex:16}"],
      password: "Drizzle2014#",
    },
  ],
  [
    "aws:datasync/locationObjectStorage:LocationObjectStorage",
    ["secretKey"],
    { serverHostname: "minio", bucketName: "b", accessKey: "minioadmin", secretKey: "{an:32}" },
  ],
  [
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    ["splunkConfiguration.hecToken"],
    {
      name: "s",
      destination: "splunk",
      splunkConfiguration: {
        hecEndpoint: "https://hec.acme.dev:8088",
        hecEndpointType: "Event",
        hecToken: "{uuid}",
        s3BackupMode: "FailedEventsOnly",
      },
    },
  ],
  [
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    ["httpEndpointConfiguration.accessKey"],
    {
      name: "h",
      destination: "http_endpoint",
      httpEndpointConfiguration: {
        url: "https://aws-api.newrelic.com/firehose/v1",
        name: "New Relic",
        accessKey: "{hex:36}NRAL",
        bufferingSize: 5,
      },
    },
  ],
  [
    "aws:cloudwatch/eventConnection:EventConnection",
    ["authParameters.oauth.clientParameters.clientSecret"],
    {
      name: "c",
      authorizationType: "OAUTH_CLIENT_CREDENTIALS",
      authParameters: {
        oauth: {
          authorizationEndpoint: "https://auth.acme.dev/oauth/token",
          httpMethod: "POST",
          clientParameters: { clientId: "{an:20}", clientSecret: "{url:48}" },
        },
        invocationHttpParameters: { headers: [{ key: "X-Trace", value: "on", isValueSecret: false }] },
      },
    },
  ],
  [
    "aws:cloudwatch/eventConnection:EventConnection",
    ["authParameters.basic.password"],
    { name: "c", authorizationType: "BASIC", authParameters: { basic: { username: "svc", password: "drizzle-cobalt-maple-harbor" } } },
  ],
  [
    "aws:ec2/vpnConnection:VpnConnection",
    ["tunnel1PresharedKey", "tunnel2PresharedKey"],
    { customerGatewayId: "cgw-0{hex:16}", type: "ipsec.1", tunnel1PresharedKey: "{an:24}", tunnel2PresharedKey: "{an:24}" },
  ],
  [
    "aws:lb/listener:Listener",
    ["defaultActions[0].authenticateOidc.clientSecret"],
    {
      port: 443,
      protocol: "HTTPS",
      defaultActions: [
        {
          type: "authenticate-oidc",
          authenticateOidc: {
            authorizationEndpoint: "https://idp.acme.dev/authorize",
            clientId: "{an:20}",
            clientSecret: "{url:40}",
            issuer: "https://idp.acme.dev",
            tokenEndpoint: "https://idp.acme.dev/token",
            userInfoEndpoint: "https://idp.acme.dev/userinfo",
          },
        },
      ],
    },
  ],
  [
    "aws:cloudfront/distribution:Distribution",
    ["origins[0].customHeaders[1].value"],
    {
      enabled: true,
      origins: [
        {
          domainName: "alb.acme.dev",
          originId: "alb",
          customHeaders: [
            { name: "X-Env", value: "prod" },
            { name: "X-Origin-Secret", value: "{an:32}" },
          ],
        },
      ],
    },
  ],
  [
    "aws:iam/accessKey:AccessKey",
    ["secret", "sesSmtpPasswordV4"],
    { user: "smtp", status: "Active", secret: "{an:20}/{an:19}", sesSmtpPasswordV4: "B{an:43}" },
  ],
  ["aws:apigateway/apiKey:ApiKey", ["value"], { name: "partner", value: "{an:40}" }],
  [
    "aws:apigateway/integration:Integration",
    ['requestParameters["integration.request.header.Authorization"]'],
    {
      httpMethod: "POST",
      type: "HTTP",
      uri: "https://up.acme.dev",
      requestParameters: {
        "integration.request.header.Authorization": "'Basic {b64<svc:{an:16}>}'",
        "integration.request.header.X-Stage": "'prod'",
      },
    },
  ],
  [
    "aws:mwaa/environment:Environment",
    ['airflowConfigurationOptions["core.fernet_key"]'],
    {
      name: "a",
      airflowVersion: "2.10.1",
      airflowConfigurationOptions: { "core.default_task_retries": "3", "core.fernet_key": "{url:43}=" },
    },
  ],
  [
    "aws:emr/cluster:Cluster",
    ["kerberosAttributes.kdcAdminPassword", "kerberosAttributes.crossRealmTrustPrincipalPassword"],
    {
      name: "e",
      releaseLabel: "emr-7.1.0",
      kerberosAttributes: { realm: "EC2.INTERNAL", kdcAdminPassword: "Willow2014#", crossRealmTrustPrincipalPassword: "{an:20}" },
    },
  ],
  [
    "aws:emr/cluster:Cluster",
    ["configurationsJson"],
    {
      name: "e",
      releaseLabel: "emr-7.1.0",
      configurationsJson: JSON.stringify([
        {
          Classification: "hive-site",
          Properties: {
            "javax.jdo.option.ConnectionURL": "jdbc:mysql://m:3306/hive",
            "javax.jdo.option.ConnectionUserName": "hive",
            "javax.jdo.option.ConnectionPassword": "{an:15}",
          },
        },
      ]),
    },
  ],
  [
    "aws:chime/voiceConnectorTerminationCredentials:VoiceConnectorTerminationCredentials",
    ["credentials[0].password"],
    { voiceConnectorId: "{lo:22}", credentials: [{ username: "pbx", password: "{an:5}%{an:4}-{an:5}" }] },
  ],
  [
    "aws:verifiedaccess/trustProvider:TrustProvider",
    ["oidcOptions.clientSecret"],
    {
      policyReferenceName: "p",
      trustProviderType: "user",
      userTrustProviderType: "oidc",
      oidcOptions: { clientId: "{an:20}", clientSecret: "{an:40}", scope: "openid" },
    },
  ],
  [
    "aws:cloudformation/stackSet:StackSet",
    ["parameters.SplunkHecToken"],
    {
      name: "s",
      templateUrl: "https://s3.amazonaws.com/t/t.yml",
      parameters: { Environment: "prod", SplunkHecToken: "{uuid}", NotificationEmail: "ops@acme.dev" },
    },
  ],
  [
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    ["provisioningParameters[1].value"],
    {
      name: "p",
      productName: "db",
      provisioningArtifactName: "v1",
      provisioningParameters: [
        { key: "Size", value: "small" },
        { key: "MasterUserPassword", value: "{an:20}" },
      ],
    },
  ],
  [
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
    ["content"],
    {
      applicationId: "{lo:7}",
      configurationProfileId: "{lo:7}",
      contentType: "application/json",
      content: JSON.stringify({ feature: { dark: true }, smtp: { host: "smtp.acme.dev", user: "mailer", pass: "{an:22}" } }),
    },
  ],
  [
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
    ["content"],
    {
      applicationId: "{lo:7}",
      configurationProfileId: "{lo:7}",
      contentType: "application/x-yaml",
      content: "server:\n  port: 8080\noauth2:\n  client-id: web\n  client-secret: {url:36}\n",
    },
  ],
  [
    "aws:scheduler/schedule:Schedule",
    ["target.input"],
    {
      name: "s",
      scheduleExpression: "rate(1 hour)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: "arn:aws:lambda:eu-central-1:471793115117:function:f",
        roleArn: "arn:aws:iam:eu-central-1:471793115117:role/s",
        input: JSON.stringify({ endpoint: "https://x.acme.dev", auth: { apiToken: "{an:32}" } }),
      },
    },
  ],
  [
    "aws:ssm/association:Association",
    ["parameters.commands"],
    {
      name: "AWS-RunShellScript",
      parameters: { commands: "export PGPASSWORD='{an:18}'\npsql -h db -U app -c 'select 1'" },
      targets: [{ key: "tag:Role", values: ["db"] }],
    },
  ],
  [
    "aws:timestreaminfluxdb/dbInstance:DbInstance",
    ["password"],
    {
      name: "i",
      bucket: "b",
      organization: "acme",
      username: "admin",
      password: "{an:20}",
      allocatedStorage: 20,
      dbInstanceType: "db.influx.medium",
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    ["containerDefinitions"],
    {
      family: "w",
      containerDefinitions: JSON.stringify([
        {
          name: "w",
          image: "w:1",
          logConfiguration: {
            logDriver: "splunk",
            options: { "splunk-url": "https://hec.acme.dev:8088", "splunk-token": "{uuid}", "splunk-source": "w" },
          },
        },
      ]),
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    ["containerDefinitions"],
    {
      family: "w",
      containerDefinitions: JSON.stringify([
        { name: "w", image: "redis:7", command: ["redis-server", "--requirepass", "{an:20}", "--appendonly", "yes"] },
      ]),
    },
  ],
  [
    "aws:eks/addon:Addon",
    ["configurationValues"],
    {
      clusterName: "c",
      addonName: "x",
      configurationValues: JSON.stringify({ replicas: 2, datadog: { apiKey: "{hex:32}", site: "datadoghq.eu" } }),
    },
  ],
  ["pulumi:pulumi:Stack", ["adminPassword"], { endpoint: "https://x", adminPassword: "Maple1993*" }],
  [
    "pulumi:pulumi:Stack",
    ["db.credentials.password"],
    { region: "eu-central-1", db: { host: "db", credentials: { username: "app", password: "{an:22}" } } },
  ],
  [
    "pulumi:pulumi:Stack",
    ["ciUser.secretAccessKey"],
    { rootMfaSeed: "", ciUser: { accessKeyId: "AKIA{b32:16}", secretAccessKey: "{rb64:30}" } },
  ],
  ["aws:ssm/parameter:Parameter", ["value"], { name: "/shop/oauth/client-secret", type: "SecureString", value: "{url:40}" }],
  [
    "aws:ssm/parameter:Parameter",
    ["value"],
    { name: "/shop/settings", type: "String", value: '{"smtp":{"host":"m","password":"{an:22}"}}' },
  ],
  [
    "aws:secretsmanager/secretVersion:SecretVersion",
    ["secretString"],
    {
      secretId: "arn:aws:secretsmanager:eu-central-1:471793115117:secret:AmazonMSK_x-aBcDeF",
      secretString: '{"username":"etl","password":"drizzle-cobalt-maple-harbor"}',
    },
  ],
  ["aws:secretsmanager/secretVersion:SecretVersion", ["secretBinary"], { secretId: "x", secretBinary: "{b64<{an:32}>}" }],
  ["aws:dynamodb/tableItem:TableItem", ["item"], { tableName: "t", hashKey: "id", item: '{"id":{"S":"smtp"},"password":{"S":"{an:22}"}}' }],
];
