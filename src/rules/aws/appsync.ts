import { every, noneOf, oneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { filteredBy } from "../../views/web-acls.js";
import { log4j } from "../helpers/log4j.js";

export const appsync = {
  "appsync-api-waf": rule("appsync.GraphQLApi", {
    title: "AppSync APIs must be protected by a web ACL",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV2_AWS_33"],
    fix: "Add a `wafv2.WebAclAssociation` with the `arn` of the API as `resourceArn`.",
    docs: "https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html",
    with: { acls: "wafv2.WebAclAssociation#resourceArn" },
    when: { visibility: noneOf("PRIVATE") },
    require: { acls: present },
  }),
  "appsync-api-logging": rule("appsync.GraphQLApi", {
    title: "AppSync APIs must have field-level logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "AppSync.2", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_193", "cdk-nag:AppSyncGraphQLRequestLogging", "CKV_AWS_194"],
    fix: 'Set `logConfig: { fieldLogLevel: "ERROR", cloudwatchLogsRoleArn }`.',
    docs: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
    require: { logConfig: { fieldLogLevel: oneOf("ERROR", "ALL", "INFO", "DEBUG") } },
  }),
  "appsync-api-xray-tracing": rule("appsync.GraphQLApi", {
    title: "AppSync APIs must have X-Ray tracing enabled",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:AppSyncTracing"],
    fix: "Set `xrayEnabled: true`.",
    docs: "https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html",
    require: { xrayEnabled: true },
    remediate: true,
  }),
  "appsync-api-no-api-key-auth": rule("appsync.GraphQLApi", {
    title: "AppSync APIs must not accept API keys alone",
    severity: "high",
    preset: "all",
    controls: { fsbp: "AppSync.5" },
    fix: 'Set `authenticationType` to "AWS_IAM", "AMAZON_COGNITO_USER_POOLS" or "OPENID_CONNECT", here and in `additionalAuthenticationProviders`.',
    why: "An API key is the same for every caller, is shipped to browsers and apps, and names nobody.",
    docs: "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
    require: {
      authenticationType: noneOf("API_KEY"),
      additionalAuthenticationProviders: every({ authenticationType: noneOf("API_KEY") }),
    },
  }),
  "appsync-cache-encrypted-at-rest": rule("appsync.ApiCache", {
    title: "AppSync API caches must be encrypted at rest",
    severity: "medium",
    controls: { fsbp: "AppSync.1" },
    equivalents: ["CKV_AWS_214"],
    fix: "Set `atRestEncryptionEnabled: true`. This replaces the cache.",
    docs: "https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html",
    require: { atRestEncryptionEnabled: true },
  }),
  "appsync-cache-encrypted-in-transit": rule("appsync.ApiCache", {
    title: "AppSync API caches must be encrypted in transit with TLS",
    severity: "medium",
    controls: { fsbp: "AppSync.6" },
    equivalents: ["CKV_AWS_215"],
    fix: "Set `transitEncryptionEnabled: true`. This replaces the cache.",
    docs: "https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html",
    require: { transitEncryptionEnabled: true },
  }),
  "appsync-api-waf-log4j": rule(filteredBy("appsync.GraphQLApi"), {
    ...log4j,
    title: "Web ACLs of AppSync APIs must block Log4j lookups",
    equivalents: ["CKV2_AWS_78"],
  }),
};
