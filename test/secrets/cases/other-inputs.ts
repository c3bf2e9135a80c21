// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools, in the texts of their users
import type { Leaking } from "./kit.js";

/** Inputs that hold a secret, with the paths of it. */
export const otherInputs: readonly Leaking[] = [
  ["azure:keyvault/secret:Secret", ["value"], { name: "db-password", keyVaultId: "/subscriptions/x", value: "{an:20}" }],
  ["cloudflare:index/workerSecret:WorkerSecret", ["secretText"], { name: "API_KEY", scriptName: "w", secretText: "{an:32}" }],
  ["gitlab:index/projectVariable:ProjectVariable", ["value"], { project: "p", key: "DEPLOY_TOKEN", value: "{an:24}", masked: true }],
  ["pulumi:providers:github", ["token"], { token: "ghp_{an:36}", owner: "acme" }],
  ["pulumi:providers:postgresql", ["password"], { host: "db", username: "a", password: "{an:20}" }],
  ["vault:generic/secret:Secret", ["dataJson"], { path: "secret/x", dataJson: '{"password":"{an:14}"}' }],
  ["docker:index/image:Image", ["build.args.NPM_TOKEN"], { imageName: "a", build: { args: { NPM_TOKEN: "npm_{an:36}" }, context: "." } }],
  [
    "kubernetes:core/v1:Secret",
    ['data["config.yaml"]'],
    { kind: "Secret", data: { "config.yaml": "{b64<db:\n  user: a\n  password: {an:14}\n>}" } },
  ],
  [
    "kubernetes:core/v1:Secret",
    ['data[".dockerconfigjson"]'],
    {
      kind: "Secret",
      type: "kubernetes.io/dockerconfigjson",
      data: { ".dockerconfigjson": '{b64<{"auths":{"r.acme.dev":{"username":"ci","password":"{an:20}","auth":"{b64<ci:{an:20}>}"}}}>}' },
    },
  ],
  [
    "kubernetes:core/v1:Secret",
    ['data["tls.key"]'],
    { kind: "Secret", type: "kubernetes.io/tls", data: { "tls.crt": "{b64<{pem:CERTIFICATE}>}", "tls.key": "{b64<{pem:PRIVATE KEY}>}" } },
  ],
  ["pulumiservice:index:Webhook", ["secret"], { displayName: "w", payloadUrl: "https://x.acme.dev", secret: "{an:24}" }],
  [
    "aws:cloudfront/distribution:Distribution",
    ["origins[0].customHeaders[0].value"],
    { origins: [{ originId: "x", domainName: "d", customHeaders: [{ name: "Authorization", value: "Bearer {url:40}" }] }] },
  ],
  ["aws:lambda/function:Function", ["description"], { description: "admin password: {an:6}#{an:6}1", handler: "x" }],
  ["aws:ec2/instance:Instance", ['tags["db-password"]'], { tags: { Name: "db", "db-password": "{an:5}#{an:4}.{an:5}" } }],
  [
    "aws:ssm/document:Document",
    ["content"],
    {
      name: "d",
      documentType: "Command",
      content: JSON.stringify({
        schemaVersion: "2.2",
        mainSteps: [{ action: "aws:runShellScript", name: "x", inputs: { runCommand: ["export API_TOKEN={an:32}", "/opt/run"] } }],
      }),
    },
  ],
  [
    "aws:ssm/document:Document",
    ["content"],
    {
      name: "d",
      documentType: "Automation",
      documentFormat: "YAML",
      content: [
        "schemaVersion: '0.3'",
        "mainSteps:",
        "  - name: x",
        "    action: aws:executeScript",
        "    inputs:",
        "      Runtime: python3.11",
        "      Script: |",
        '        password = "{an:14}"',
        "",
      ].join("\n"),
    },
  ],
  [
    "aws:codebuild/project:Project",
    ["source.buildspec"],
    {
      source: {
        type: "NO_SOURCE",
        buildspec: "version: 0.2\nenv:\n  variables:\n    NPM_TOKEN: {an:36}\nphases:\n  build:\n    commands: [npm publish]\n",
      },
    },
  ],
  [
    "aws:codebuild/project:Project",
    ["source.buildspec"],
    {
      source: {
        type: "NO_SOURCE",
        buildspec: "version: 0.2\nphases:\n  build:\n    commands:\n      - docker login -u ci -p {an:20} registry.acme.dev\n",
      },
    },
  ],
  ["aws:amplify/app:App", ["oauthToken"], { name: "x", oauthToken: "{hex:40}" }],
  ["aws:apigateway/stage:Stage", ["variables.backendApiKey"], { stageName: "p", variables: { backendApiKey: "{an:32}", region: "eu" } }],
  [
    "aws:apigateway/restApi:RestApi",
    ["body"],
    {
      name: "a",
      body: JSON.stringify({
        paths: {
          "/x": {
            get: { "x-amazon-apigateway-integration": { requestParameters: { "integration.request.header.X-Api-Key": "'{an:32}'" } } },
          },
        },
      }),
    },
  ],
  [
    "aws:cloudwatch/eventTarget:EventTarget",
    ["input"],
    { input: JSON.stringify({ webhook: "https://hooks.slack.com/services/T0{up:9}/B0{up:9}/{an:24}" }) },
  ],
  [
    "aws:cloudwatch/eventTarget:EventTarget",
    ["inputTransformer.inputTemplate"],
    { inputTransformer: { inputTemplate: '{"token": "{an:32}", "id": <id>}' } },
  ],
  [
    "aws:cloudformation/stack:Stack",
    ["templateBody"],
    {
      templateBody:
        "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          DB_PASSWORD: {an:14}\n",
    },
  ],
  [
    "aws:cloudformation/stack:Stack",
    ["templateBody"],
    { templateBody: JSON.stringify({ Parameters: { DbPassword: { Type: "String", Default: "{an:14}" } } }) },
  ],
  ["aws:batch/jobDefinition:JobDefinition", ["parameters.dbPassword"], { type: "container", parameters: { dbPassword: "{an:14}" } }],
  [
    "aws:iot/provisioningTemplate:ProvisioningTemplate",
    ["templateBody"],
    { templateBody: '{"Parameters":{},"Resources":{"wifi":{"psk":"{an:20}"}}}' },
  ],
  ["aws:route53/record:Record", ["records[0]"], { type: "TXT", name: "x", records: ["api_key={hex:32}"] }],
  ["aws:sns/topicSubscription:TopicSubscription", ["endpoint"], { protocol: "https", endpoint: "https://svc:{an:14}@hook.acme.dev/sns" }],
  [
    "aws:sns/topicSubscription:TopicSubscription",
    ["endpoint"],
    { protocol: "https", endpoint: "https://events.pagerduty.com/integration/{hex:32}/enqueue" },
  ],
  [
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    ["redshiftConfiguration.password"],
    { destination: "redshift", redshiftConfiguration: { username: "a", password: "{an:20}", clusterJdbcurl: "jdbc:redshift://x/y" } },
  ],
  [
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    ["httpEndpointConfiguration.requestConfiguration.commonAttributes[0].value"],
    {
      destination: "http_endpoint",
      httpEndpointConfiguration: {
        url: "https://x",
        requestConfiguration: { commonAttributes: [{ name: "api-token", value: "{an:32}" }] },
      },
    },
  ],
  [
    "aws:grafana/workspace:Workspace",
    ["configuration"],
    { configuration: JSON.stringify({ unifiedAlerting: { enabled: true }, smtp: { password: "{an:14}" } }) },
  ],
  [
    "aws:msk/configuration:Configuration",
    ["serverProperties"],
    { serverProperties: "auto.create.topics.enable=true\nssl.keystore.password={an:14}\n" },
  ],
  [
    "aws:transfer/certificate:Certificate",
    ["privateKey"],
    { usage: "SIGNING", certificate: "{pem:CERTIFICATE}", privateKey: "{pem:RSA PRIVATE KEY}" },
  ],
  [
    "aws:apigateway/domainName:DomainName",
    ["certificatePrivateKey"],
    { domainName: "x", certificateBody: "{pem:CERTIFICATE}", certificatePrivateKey: "{pem:PRIVATE KEY}" },
  ],
  [
    "aws:dms/endpoint:Endpoint",
    ["password"],
    {
      endpointId: "m",
      engineName: "mongodb",
      username: "a",
      password: "willow-quartz-ember-falcon",
      mongodbSettings: { authType: "password" },
    },
  ],
  [
    "aws:appflow/connectorProfile:ConnectorProfile",
    [
      "connectorProfileConfig.connectorProfileCredentials.zendesk.clientSecret",
      "connectorProfileConfig.connectorProfileCredentials.zendesk.accessToken",
    ],
    {
      connectorProfileConfig: {
        connectorProfileCredentials: { zendesk: { clientId: "{an:10}", clientSecret: "{an:40}", accessToken: "{an:40}" } },
      },
    },
  ],
  ["aws:workmail/user:User", ["password"], { name: "a", password: "Maple2000*" }],
  ["aws:connect/user:User", ["password"], { name: "a", password: "Ember1993*", routingProfileId: "{uuid}" }],
  ["aws:kms/externalKey:ExternalKey", ["keyMaterialBase64"], { keyMaterialBase64: "{rb64:32}" }],
  [
    "aws:pipes/pipe:Pipe",
    ['enrichmentParameters.httpParameters.headerParameters["X-Api-Key"]'],
    { source: "x", enrichmentParameters: { httpParameters: { headerParameters: { "X-Api-Key": "{an:32}" } } } },
  ],
  [
    "aws:elasticbeanstalk/environment:Environment",
    ["settings[1].value"],
    {
      settings: [
        { namespace: "aws:rds:dbinstance", name: "DBUser", value: "a" },
        { namespace: "aws:rds:dbinstance", name: "DBPassword", value: "Ember2014*" },
      ],
    },
  ],
  [
    "aws:opsworks/application:Application",
    ["appSources[0].password"],
    { appSources: [{ type: "git", url: "https://x", username: "a", password: "maple-harbor-willow-quartz" }] },
  ],
  ["aws:opsworks/rdsDbInstance:RdsDbInstance", ["dbPassword"], { dbUser: "a", dbPassword: "Falcon2007?", stackId: "{uuid}" }],
  ["aws:rds/instance:Instance", ["password"], { engine: "sqlserver-se", username: "sa", password: "admin123" }],
  ["aws:rds/cluster:Cluster", ["masterPassword"], { masterUsername: "a", masterPassword: "{dig:10}" }],
  ["aws:neptune/cluster:Cluster", ["tags.note"], { tags: { note: "bastion login ops/{an:6}#{an:5}9" } }],
];
