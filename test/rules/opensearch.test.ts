import { opensearch } from "../../src/rules/aws/opensearch.js";
import { res, suite, unknown } from "../suite.js";

const log = (logType: string, enabled?: boolean) => ({
  logPublishingOptions: [
    {
      logType,
      cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:search",
      ...(enabled === undefined ? {} : { enabled }),
    },
  ],
});

/** What the rules of high severity ask of a domain, so that an example of something else is good as a whole. */
const safe = { encryptAtRest: { enabled: true }, advancedSecurityOptions: { enabled: true } };

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(opensearch, {
  "opensearch-domain-encrypted-at-rest": {
    good: safe,
    pass: [{ encryptAtRest: { enabled: true } }],
    fail: [{}, [res("elasticsearch.Domain", "old", { encryptAtRest: { enabled: false } })]],
    unknown: [{ encryptAtRest: unknown }],
  },
  "opensearch-domain-node-to-node-encryption": {
    good: { ...safe, nodeToNodeEncryption: { enabled: true } },
    pass: [{ nodeToNodeEncryption: { enabled: true } }],
    fail: [{}],
    unknown: [{ nodeToNodeEncryption: { enabled: unknown } }],
  },
  "opensearch-domain-enforce-https": {
    good: {
      ...safe,
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    },
    pass: [
      { domainEndpointOptions: { enforceHttps: true } },
      { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
    ],
    fail: [{}, { domainEndpointOptions: { enforceHttps: false } }],
    unknown: [{ domainEndpointOptions: unknown }],
  },
  "opensearch-domain-tls-policy": {
    good: {
      ...safe,
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    },
    pass: [{ domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } }],
    fail: [{}, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } }],
    unknown: [{ domainEndpointOptions: { tlsSecurityPolicy: unknown } }],
  },
  "opensearch-domain-forward-secrecy": {
    good: {
      ...safe,
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    },
    pass: [
      { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } },
      { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08" } },
    ],
    fail: [
      { domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
      {},
      { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } },
      { domainEndpointOptions: { enforceHttps: false, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } },
    ],
    unknown: [{ domainEndpointOptions: { tlsSecurityPolicy: unknown } }],
  },
  "opensearch-domain-supported-version": {
    good: { ...safe, engineVersion: "OpenSearch_2.19" },
    pass: [
      {},
      { engineVersion: "OpenSearch_2.19" },
      { engineVersion: "OpenSearch_1.3" },
      { engineVersion: "OpenSearch_3.1" },
      { engineVersion: "Elasticsearch_7.10" },
      { engineVersion: "Elasticsearch_6.8" },
      [res("opensearch.Domain", "logs", {}, { outputs: { engineVersion: "OpenSearch_2.11" } })],
    ],
    fail: [
      { engineVersion: "OpenSearch_1.2" },
      { engineVersion: "OpenSearch_2.9" },
      { engineVersion: "Elasticsearch_7.4" },
      { engineVersion: "Elasticsearch_5.6" },
      [res("opensearch.Domain", "logs", {}, { outputs: { engineVersion: "OpenSearch_1.0" } })],
    ],
    unknown: [{ engineVersion: unknown }],
  },
  "opensearch-elasticsearch-supported-version": {
    good: { ...safe, elasticsearchVersion: "7.10" },
    pass: [
      { elasticsearchVersion: "7.10" },
      { elasticsearchVersion: "6.8" },
      [res("elasticsearch.Domain", "logs", {}, { outputs: { elasticsearchVersion: "7.9" } })],
    ],
    fail: [{}, { elasticsearchVersion: "7.7" }, { elasticsearchVersion: "6.3" }, { elasticsearchVersion: "2.3" }],
    unknown: [{ elasticsearchVersion: unknown }],
  },
  "opensearch-domain-in-vpc": {
    good: { ...safe, vpcOptions: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
    pass: [{ vpcOptions: { subnetIds: ["subnet-1"] } }],
    fail: [{}],
    unknown: [{ vpcOptions: unknown }],
  },
  "opensearch-domain-log-publishing": {
    good: {
      logPublishingOptions: [
        { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:search" },
      ],
      ...safe,
    },
    pass: [log("INDEX_SLOW_LOGS"), log("ES_APPLICATION_LOGS", true)],
    fail: [{}, log("INDEX_SLOW_LOGS", false)],
    unknown: [{ logPublishingOptions: unknown }],
  },
  "opensearch-domain-audit-logs": {
    good: {
      logPublishingOptions: [{ logType: "AUDIT_LOGS", cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:search" }],
      advancedSecurityOptions: { enabled: true },
      encryptAtRest: { enabled: true },
    },
    pass: [log("AUDIT_LOGS")],
    fail: [log("INDEX_SLOW_LOGS")],
    unknown: [log(unknown)],
  },
  "opensearch-domain-fine-grained-access": {
    good: {
      ...{ encryptAtRest: { enabled: true }, nodeToNodeEncryption: { enabled: true }, domainEndpointOptions: { enforceHttps: true } },
      advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn: "arn:aws:iam::123456789012:role/search-admin" } },
    },
    pass: [{ advancedSecurityOptions: { enabled: true } }],
    fail: [{ domainName: "search" }, { advancedSecurityOptions: { enabled: false } }],
    unknown: [{ advancedSecurityOptions: unknown }],
  },
  "opensearch-domain-dedicated-masters": {
    good: { ...safe, clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 3, dedicatedMasterType: "m6g.large.search" } },
    pass: [{ clusterConfig: { dedicatedMasterEnabled: true } }],
    fail: [{ domainName: "search" }, { clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 2 } }],
    unknown: [{ clusterConfig: unknown }],
  },
  "opensearch-domain-zone-awareness": {
    good: { ...safe, clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true, zoneAwarenessConfig: { availabilityZoneCount: 3 } } },
    pass: [{ clusterConfig: { instanceCount: 2, zoneAwarenessEnabled: true } }],
    fail: [{ domainName: "search" }, { clusterConfig: { instanceCount: 3 } }],
    unknown: [{ clusterConfig: unknown }],
  },
  "opensearch-domain-slow-logs": {
    good: {
      logPublishingOptions: [
        { logType: "SEARCH_SLOW_LOGS", cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:search" },
        { logType: "INDEX_SLOW_LOGS", cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:index" },
      ],
      ...safe,
    },
    pass: [
      {
        logPublishingOptions: [
          { logType: "SEARCH_SLOW_LOGS", cloudwatchLogGroupArn: "a" },
          { logType: "INDEX_SLOW_LOGS", cloudwatchLogGroupArn: "b" },
        ],
      },
    ],
    fail: [{ domainName: "search" }, { logPublishingOptions: [{ logType: "SEARCH_SLOW_LOGS", cloudwatchLogGroupArn: "a" }] }],
    unknown: [{ logPublishingOptions: unknown }],
  },
  "opensearch-domain-customer-managed-key": {
    good: {
      encryptAtRest: { enabled: true, kmsKeyId: key },
      advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: false },
    },
    pass: [{ encryptAtRest: { kmsKeyId: key } }],
    fail: [{}, { encryptAtRest: { kmsKeyId: "alias/aws/service" } }],
    unknown: [{ encryptAtRest: { kmsKeyId: unknown } }],
  },
  "opensearch-domain-custom-security-group": {
    good: {
      vpcOptions: { subnetIds: ["subnet-0a1b"], securityGroupIds: ["sg-0a1b"] },
      encryptAtRest: { enabled: true },
      advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: false },
    },
    pass: [{ vpcOptions: { subnetIds: ["subnet-0a1b"], securityGroupIds: ["sg-0a1b"] } }, { domainName: "logs" }],
    fail: [{ vpcOptions: { subnetIds: ["subnet-0a1b"] } }, { vpcOptions: { securityGroupIds: [] } }],
    unknown: [{ vpcOptions: { securityGroupIds: unknown } }],
  },
  "opensearch-domain-error-logs": {
    good: {
      ...safe,
      logPublishingOptions: [
        { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:search" },
      ],
    },
    pass: [{ logPublishingOptions: [{ logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: "a" }] }],
    fail: [{ domainName: "search" }, { logPublishingOptions: [{ logType: "AUDIT_LOGS", cloudwatchLogGroupArn: "a" }] }],
    unknown: [{ logPublishingOptions: unknown }],
  },
  "opensearch-domain-three-data-nodes": {
    good: { ...safe, clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true } },
    pass: [{ clusterConfig: { instanceCount: 3 } }],
    fail: [{ domainName: "search" }, { clusterConfig: { instanceCount: 2, zoneAwarenessEnabled: true } }],
    unknown: [{ clusterConfig: unknown }],
  },
});
