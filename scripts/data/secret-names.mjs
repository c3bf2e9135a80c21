// @ts-check
/** What the names of inputs say about secrets, and the corrections by hand. Reviewed by eye against @pulumi/aws 7.48. */

/** Names of string inputs that hold a credential wherever they stand; write-only twins end in `Wo`. */
export const secretName = new RegExp(
  `^(${[
    "(.*P|p)asswords?",
    ".*[pP]assphrase",
    "(.*C|c)lientSecret",
    "sharedSecret",
    "secret(String|Binary|Key|Token)",
    "(.*S|s)ecretAccessKey",
    "apiSecretKey",
    "apiKey",
    "(access|api|auth|hec|jwt|oauth|refresh|webIdentity)Token",
    "(.*P|p)rivateKey",
    "(.*P|p)resharedKey",
    "keyMaterialBase64",
    "bgpAuthKey",
    "kerberosKeytab(Base64)?",
    "basicAuthCredentials",
    "customAuthenticationCredentials",
    "credentialsMap",
    "plaintext",
    "hostKeyBody",
  ].join("|")})(Wo)?$|Wo$`,
);

/** A password field of the Kafka connections of Glue, or of its JDBC ones. */
const gluePasswords = [
  "PASSWORD",
  "KAFKA_CLIENT_KEYSTORE_PASSWORD",
  "KAFKA_CLIENT_KEY_PASSWORD",
  "KAFKA_SASL_PLAIN_PASSWORD",
  "KAFKA_SASL_SCRAM_PASSWORD",
];

/** Where EventBridge connections take further parameters, each with a flag of its own. */
const eventParameters = ["authParameters.invocationHttpParameters", "authParameters.oauth.oauthHttpParameters"].flatMap((path) =>
  ["bodies", "headers", "queryStrings"].map((list) => ({ path: `${path}.${list}[].value`, when: { isValueSecret: true } })),
);

/**
 * Secrets that neither the SDK nor a name gives away, and conditions.
 * @type {Record<string, { path: string, when?: Record<string, string | boolean> }[]>}
 */
export const handWritten = {
  "aws:appflow/connectorProfile:ConnectorProfile": [
    { path: "connectorProfileConfig.connectorProfileCredentials.datadog.applicationKey" },
    { path: "connectorProfileConfig.connectorProfileCredentials.inforNexus.datakey" },
  ],
  "aws:cloudwatch/eventConnection:EventConnection": [{ path: "authParameters.apiKey.value" }, ...eventParameters],
  "aws:codepipeline/pipeline:Pipeline": [{ path: "stages[].actions[].configuration.OAuthToken" }],
  "aws:cognito/identityProvider:IdentityProvider": [{ path: "providerDetails.client_secret" }, { path: "providerDetails.private_key" }],
  "aws:datasync/locationAzureBlob:LocationAzureBlob": [{ path: "sasConfiguration.token" }],
  "aws:directconnect/macsecKeyAssociation:MacsecKeyAssociation": [{ path: "cak" }],
  "aws:dms/endpoint:Endpoint": [{ path: "oracleSettings.securityDbEncryption" }],
  "aws:glue/connection:Connection": gluePasswords.map((key) => ({ path: `connectionProperties.${key}` })),
  "aws:glue/job:Job": [{ path: "sourceControlDetails.authToken", when: { authStrategy: "PERSONAL_ACCESS_TOKEN" } }],
  "aws:grafana/licenseAssociation:LicenseAssociation": [{ path: "grafanaToken" }],
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": [{ path: "httpEndpointConfiguration.accessKey" }],
  "aws:medialive/channel:Channel": [
    { path: "encoderSettings.outputGroups[].outputGroupSettings.hlsGroupSettings.keyProviderSettings.staticKeySettings[].staticKeyValue" },
    { path: "encoderSettings.outputGroups[].outputGroupSettings.hlsGroupSettings.hlsCdnSettings[].hlsAkamaiSettings.token" },
  ],
  "aws:securitylake/subscriberNotification:SubscriberNotification": [
    { path: "configuration.httpsNotificationConfiguration.authorizationApiKeyValue" },
  ],
  "aws:ssm/parameter:Parameter": [{ path: "value", when: { type: "SecureString" } }],
  "aws:workspacesweb/identityProvider:IdentityProvider": [
    { path: "identityProviderDetails.client_secret" },
    { path: "identityProviderDetails.private_key" },
  ],
};

/**
 * Named like secrets, but file names or units of time.
 * @type {Record<string, string[]>}
 */
export const notSecrets = {
  "aws:appmesh/virtualGateway:VirtualGateway": [
    "spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey",
    "spec.listeners[].tls.certificate.file.privateKey",
  ],
  "aws:appmesh/virtualNode:VirtualNode": [
    "spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey",
    "spec.backends[].virtualService.clientPolicy.tls.certificate.file.privateKey",
    "spec.listeners[].tls.certificate.file.privateKey",
  ],
  "aws:cognito/managedUserPoolClient:ManagedUserPoolClient": ["tokenValidityUnits.accessToken", "tokenValidityUnits.refreshToken"],
  "aws:cognito/userPoolClient:UserPoolClient": ["tokenValidityUnits.accessToken", "tokenValidityUnits.refreshToken"],
};

const oauthClients = ["atlassian", "custom", "github", "google", "included", "linkedin", "microsoft", "salesforce", "slack"];
const appleIdentifiers = ["bundleId", "certificate", "teamId", "tokenKeyId"];

/**
 * Wrapped by the SDK or write-only, but public certificates, identifiers, texts, or maps of which only some entries are secret.
 * @type {Record<string, string[]>}
 */
export const notCredentials = {
  "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": ["content"],
  "aws:bedrock/agentcoreHarness:AgentcoreHarness": ["environmentVariables"],
  "aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider": [
    ...oauthClients.map((name) => `oauth2ProviderConfig.${name}Oauth2ProviderConfig.clientIdWo`),
    "oauth2ProviderConfig.microsoftOauth2ProviderConfig.tenantIdWo",
  ],
  "aws:cloudcontrol/resource:Resource": ["schema"],
  "aws:directoryservice/sharedDirectory:SharedDirectory": ["notes"],
  "aws:dms/certificate:Certificate": ["certificatePem"],
  "aws:glue/connection:Connection": ["athenaProperties", "connectionProperties"],
  "aws:iot/authorizer:Authorizer": ["tokenSigningPublicKeys"],
  "aws:iot/caCertificate:CaCertificate": ["caCertificatePem", "verificationCertificatePem"],
  "aws:iot/certificate:Certificate": ["caPem", "certificatePem", "publicKey"],
  "aws:kms/grant:Grant": ["grantToken"],
  "aws:mwaa/environment:Environment": ["airflowConfigurationOptions"],
  "aws:pinpoint/admChannel:AdmChannel": ["clientId"],
  "aws:pinpoint/apnsChannel:ApnsChannel": appleIdentifiers,
  "aws:pinpoint/apnsSandboxChannel:ApnsSandboxChannel": appleIdentifiers,
  "aws:pinpoint/apnsVoipChannel:ApnsVoipChannel": appleIdentifiers,
  "aws:pinpoint/apnsVoipSandboxChannel:ApnsVoipSandboxChannel": appleIdentifiers,
  "aws:redshiftserverless/namespace:Namespace": ["adminUsername"],
  "aws:s3/objectCopy:ObjectCopy": ["kmsEncryptionContext", "kmsKeyId"],
  "aws:sns/platformApplication:PlatformApplication": ["platformPrincipal"],
  "aws:transfer/certificate:Certificate": ["certificate", "certificateChain"],
  "aws:transfer/server:Server": ["postAuthenticationLoginBanner", "preAuthenticationLoginBanner"],
  "aws:wafv2/apiKey:ApiKey": ["apiKey"],
  "pulumi:providers:aws": ["accessKey"],
};
