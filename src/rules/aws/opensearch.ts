import { atLeast, both, either, matches, nonEmpty, noneOf, present, some, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { text } from "../helpers/read.js";
import { ended, enginesSchema, floorsOf, oldest } from "../helpers/versions.js";

const domains = ["opensearch.Domain", "elasticsearch.Domain"] as const;

export const opensearch = {
  "opensearch-domain-encrypted-at-rest": rule(domains, {
    title: "OpenSearch domains must be encrypted at rest",
    severity: "high",
    controls: { fsbp: ["ES.1", "OpenSearch.1"], nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_5", "AVD-AWS-0048", "AwsSolutions-OS8", "awsguard:elasticsearch-encrypted-at-rest"],
    fix: "Set `encryptAtRest: { enabled: true }`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
    require: { encryptAtRest: { enabled: true } },
  }),
  "opensearch-domain-node-to-node-encryption": rule(domains, {
    title: "OpenSearch domains must encrypt traffic between nodes with TLS",
    severity: "medium",
    controls: { fsbp: ["ES.3", "OpenSearch.3"], nist: ["SC-8", "SC-13", "SC-7(4)"], pci: ["1.2.5", "2.2.5"], iso27001: "A.8.12" },
    equivalents: ["CKV_AWS_6", "AVD-AWS-0043", "cdk-nag:OpenSearchNodeToNodeEncryption"],
    fix: "Set `nodeToNodeEncryption: { enabled: true }`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html",
    require: { nodeToNodeEncryption: { enabled: true } },
  }),
  "opensearch-domain-enforce-https": rule(domains, {
    title: "OpenSearch domains must require HTTPS",
    severity: "medium",
    controls: { fsbp: ["OpenSearch.8", "ES.8"], pci: ["1.2.5", "2.2.5"] },
    equivalents: ["CKV_AWS_83", "AVD-AWS-0046"],
    covers: ["opensearch-domain-forward-secrecy"],
    fix: 'Set `domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }`.',
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html",
    require: { domainEndpointOptions: both(present, { enforceHttps: noneOf(false) }) },
  }),
  "opensearch-domain-tls-policy": rule(domains, {
    title: "OpenSearch domains must require TLS 1.2 or newer",
    severity: "medium",
    controls: { fsbp: ["OpenSearch.8", "ES.8"] },
    equivalents: ["CKV_AWS_228", "AVD-AWS-0126"],
    covers: ["opensearch-domain-forward-secrecy"],
    fix: 'Set `domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }`.',
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html",
    require: { domainEndpointOptions: { tlsSecurityPolicy: matches(/^Policy-Min-TLS-1-[23]/, "a policy for TLS 1.2 or newer") } },
  }),
  "opensearch-domain-forward-secrecy": rule(domains, {
    title: "OpenSearch domains must use the latest TLS policy, with forward secrecy",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["OpenSearch.8", "ES.8"], pci: ["1.2.5", "2.2.5"] },
    fix: 'Set `domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }`.',
    why: "The policies of 2019 have ciphers without forward secrecy, also the one for TLS 1.2.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html",
    require: {
      domainEndpointOptions: both(present, {
        enforceHttps: noneOf(false),
        tlsSecurityPolicy: matches(/^Policy-Min-TLS-1-[23]-(?!2019-)/, "a policy newer than those of 2019"),
      }),
    },
  }),
  "opensearch-domain-supported-version": rule("opensearch.Domain", {
    title: "OpenSearch domains must run a version in standard support",
    severity: "medium",
    fix: 'Raise `engineVersion`, for example to "OpenSearch_2.19"; upgrade Elasticsearch to 7.10 first.',
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html#choosing-version",
    options: { oldest: oldest.opensearch },
    optionsSchema: { oldest: enginesSchema },
    settledBy: { engineVersion: [] },
    check: ({ engineVersion }, { at, options, today }) => {
      const [engine = "", version] = text(engineVersion).split("_");
      const wrong = ended(version, floorsOf(options.oldest, engine), today);
      return wrong !== false && at("engineVersion", wrong);
    },
  }),
  "opensearch-elasticsearch-supported-version": rule("elasticsearch.Domain", {
    title: "Elasticsearch domains must run a version in standard support",
    severity: "medium",
    fix: 'Set `elasticsearchVersion: "7.10"`, or move to an `opensearch.Domain`.',
    why: "Unset is Elasticsearch 1.5.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html#choosing-version",
    options: { oldest: oldest.elasticsearch },
    settledBy: { elasticsearchVersion: [] },
    check: ({ elasticsearchVersion }, { at, options, today }) => {
      const wrong = ended(text(elasticsearchVersion) || "1.5", options.oldest, today);
      return wrong !== false && at("elasticsearchVersion", wrong);
    },
  }),
  "opensearch-domain-in-vpc": rule(domains, {
    title: "OpenSearch domains must be inside a VPC",
    severity: "medium",
    controls: { fsbp: ["ES.2", "OpenSearch.2"], nist: ["AC-3", "AC-6", "SC-7"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_137", "AwsSolutions-OS1", "awsguard:elasticsearch-in-vpc-only"],
    fix: "Set `vpcOptions: { subnetIds, securityGroupIds }`. This replaces an existing domain, so take a snapshot first.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
    require: { vpcOptions: { subnetIds: nonEmpty } },
  }),
  "opensearch-domain-log-publishing": rule(domains, {
    title: "OpenSearch domains must publish their logs to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["ES.4", "OpenSearch.4"], pci: ["10.5.1", "5.3.4"], hipaa: "164.308(a)(3)(ii)(A)", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_84", "AVD-AWS-0042", "cdk-nag:OpenSearchErrorLogsToCloudWatch"],
    covers: ["opensearch-domain-error-logs"],
    fix:
      'Add `{ logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn }` to `logPublishingOptions`; ' +
      "a `cloudwatch.LogResourcePolicy` has to let OpenSearch write to the log group.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html",
    require: { logPublishingOptions: some({ logType: present, enabled: noneOf(false) }) },
  }),
  "opensearch-domain-audit-logs": rule(domains, {
    title: "OpenSearch domains must publish audit logs to CloudWatch",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["ES.5", "OpenSearch.5"], pci: ["10.5.1", "5.3.4"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_317"],
    fix:
      'Add `{ logType: "AUDIT_LOGS", cloudwatchLogGroupArn }` to `logPublishingOptions`, ' +
      "with fine-grained access control enabled in `advancedSecurityOptions`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html",
    require: { logPublishingOptions: some({ logType: "AUDIT_LOGS", enabled: noneOf(false) }) },
  }),
  "opensearch-domain-fine-grained-access": rule(domains, {
    title: "OpenSearch domains must have fine-grained access control enabled",
    severity: "high",
    preset: "all",
    controls: { fsbp: "OpenSearch.7", pci: ["10.6.3", "7.2.1"] },
    equivalents: ["CKV2_AWS_52"],
    fix: "Set `advancedSecurityOptions: { enabled: true, masterUserOptions }`, with `enforceHttps`, `nodeToNodeEncryption` and `encryptAtRest`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html",
    require: { advancedSecurityOptions: { enabled: true } },
  }),
  "opensearch-domain-dedicated-masters": rule(domains, {
    title: "OpenSearch domains must have three dedicated master nodes",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ES.7", iso27001: "A.8.14" },
    equivalents: ["CKV_AWS_318", "CKV2_AWS_59", "cdk-nag:OpenSearchDedicatedMasterNode"],
    fix: "Set `clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 3, dedicatedMasterType }`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html",
    require: {
      clusterConfig: either(
        { multiAzWithStandbyEnabled: true },
        { dedicatedMasterEnabled: true, dedicatedMasterCount: unsetOr(atLeast(3)) },
      ),
    },
  }),
  "opensearch-domain-zone-awareness": rule(domains, {
    title: "OpenSearch domains must spread their data nodes over zones",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["ES.6", "OpenSearch.6"], iso27001: "A.8.14" },
    equivalents: ["cdk-nag:OpenSearchZoneAwareness", "CKV_AWS_318"],
    fix: "Set `clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true, zoneAwarenessConfig: { availabilityZoneCount: 3 } }`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html",
    require: { clusterConfig: { zoneAwarenessEnabled: true } },
  }),
  "opensearch-domain-slow-logs": rule(domains, {
    title: "OpenSearch domains must publish slow logs of searches and indexing",
    severity: "low",
    preset: "all",
    controls: { pci: ["10.5.1", "5.3.4"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["cdk-nag:OpenSearchSlowLogsToCloudWatch"],
    fix: 'Add entries with `logType` "SEARCH_SLOW_LOGS" and "INDEX_SLOW_LOGS" to `logPublishingOptions`.',
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html",
    require: {
      logPublishingOptions: both(
        some({ logType: "SEARCH_SLOW_LOGS", enabled: noneOf(false) }),
        some({ logType: "INDEX_SLOW_LOGS", enabled: noneOf(false) }),
      ),
    },
  }),
  "opensearch-domain-customer-managed-key": rule(["opensearch.Domain", "elasticsearch.Domain"], {
    ...keyAbout,
    title: "OpenSearch domains must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_247"],
    fix: "Set `kmsKeyId` in `encryptAtRest` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
    require: { encryptAtRest: { kmsKeyId: customerManagedKey } },
  }),
  "opensearch-domain-custom-security-group": rule(["opensearch.Domain", "elasticsearch.Domain"], {
    title: "OpenSearch domains in a VPC must have a security group of their own",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_248"],
    fix: "List an `ec2.SecurityGroup` in `vpcOptions.securityGroupIds`; unset means the default group of the VPC.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
    require: { vpcOptions: unsetOr({ securityGroupIds: nonEmpty }) },
  }),
  "opensearch-domain-error-logs": rule(domains, {
    title: "OpenSearch domains must publish error logs to CloudWatch",
    severity: "medium",
    controls: { fsbp: ["ES.4", "OpenSearch.4"], pci: ["10.5.1", "5.3.4"], iso27001: "A.8.15" },
    equivalents: ["cdk-nag:OpenSearchErrorLogsToCloudWatch"],
    fix: 'Add `{ logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn }` to `logPublishingOptions`.',
    why: "A domain that publishes no log at all is `opensearch-domain-log-publishing`.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html",
    require: { logPublishingOptions: some({ logType: "ES_APPLICATION_LOGS", enabled: noneOf(false) }) },
  }),
  "opensearch-domain-three-data-nodes": rule(domains, {
    title: "OpenSearch domains must have at least three data nodes",
    severity: "medium",
    preset: "all",
    controls: { fsbp: ["ES.6", "OpenSearch.6"], iso27001: "A.8.14" },
    fix: "Set `clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true }`; unset means one node.",
    docs: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html",
    require: { clusterConfig: { instanceCount: atLeast(3) } },
  }),
};
