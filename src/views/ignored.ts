import type { View } from "./view.js";

export interface IgnoredOptions {
  /** Further names of inputs that matter. */
  readonly also: readonly string[];
  /** Names of inputs that do not. */
  readonly except: readonly string[];
}
export const ignoredOptions: IgnoredOptions = { also: [], except: [] };
const names = { type: "array", items: { type: "string", minLength: 1 } } as const;
export const ignoredOptionsSchema = { also: names, except: names } as const;

/** Every path in `ignoreChanges` of every resource. */
export const ignoredInputs: View<{ readonly path: string }> = {
  view: "inputs whose changes are ignored",
  scope: "resource",
  types: "all",
  of: (resource) => resource.options.ignoreChanges.map((path) => ({ resource, path: "", value: { path } })),
};

const relevantNames: ReadonlySet<string> = new Set([
  // who may do what
  ...["policy", "policyDocument", "policyText", "resourcePolicy", "accessPolicy", "accessPolicies", "keyPolicy", "assumeRolePolicy"],
  ...["inlinePolicy", "inlinePolicies", "managedPolicyArns", "policyArn", "policyArns", "permissionsBoundary", "permissions", "principals"],
  ...[
    "principal",
    "acl",
    "grants",
    "accessControlPolicy",
    "authorization",
    "authorizationType",
    "authorizationScopes",
    "authorizerId",
    "authType",
  ],
  ...["iamDatabaseAuthenticationEnabled", "anonymousAccessEnabled", "advancedSecurityOptions", "accessConfig", "mfaConfiguration"],
  // who can reach it
  ...[
    "ingress",
    "egress",
    "securityGroups",
    "securityGroupIds",
    "vpcSecurityGroupIds",
    "sourceSecurityGroupId",
    "referencedSecurityGroupId",
  ],
  ...[
    "cidrBlock",
    "cidrBlocks",
    "ipv6CidrBlock",
    "ipv6CidrBlocks",
    "cidrIpv4",
    "cidrIpv6",
    "prefixListId",
    "prefixListIds",
    "fromPort",
    "toPort",
  ],
  ...[
    "publiclyAccessible",
    "publicAccess",
    "publicAccessCidrs",
    "endpointPublicAccess",
    "endpointPrivateAccess",
    "associatePublicIpAddress",
  ],
  ...[
    "mapPublicIpOnLaunch",
    "assignPublicIp",
    "internal",
    "blockPublicAcls",
    "blockPublicPolicy",
    "ignorePublicAcls",
    "restrictPublicBuckets",
  ],
  ...["publicAccessBlockConfiguration", "networkAcls", "webAclId", "webAclArn"],
  // what is encrypted, and by which key
  ...["storageEncrypted", "encrypted", "encryptAtRest", "nodeToNodeEncryption", "atRestEncryptionEnabled", "transitEncryptionEnabled"],
  ...["transitEncryptionMode", "kmsKeyId", "kmsKeyArn", "kmsKey", "kmsMasterKeyId", "keyId", "customerMasterKeySpec", "enableKeyRotation"],
  ...["serverSideEncryption", "serverSideEncryptionConfiguration", "sseSpecification", "sslPolicy", "tlsPolicy", "securityPolicy"],
  ...["minimumTlsVersion", "minimumProtocolVersion", "viewerCertificate", "viewerProtocolPolicy", "domainEndpointOptions"],
  // what isolates and what watches
  ...["metadataOptions", "httpTokens", "privileged", "privilegedMode", "deletionProtection", "deletionProtectionEnabled"],
  ...["enableDeletionProtection", "enableLogging", "enableLogFileValidation", "isMultiRegionTrail", "enabledClusterLogTypes"],
]);
const relevantExpression = /^encryption([A-Z]|$)|Encryption(Enabled|Config|Configuration|Options)?$/;
// Their keys are names that the user gives, not inputs of the provider.
const freeForm: ReadonlySet<string> = new Set(["tags", "tagsAll", "environment", "variables", "parameters", "labels", "annotations"]);

/** Whether ignoring a path hides changes that matter for security. */
export function isRelevant(path: string, { also, except }: IgnoredOptions): boolean {
  const keys = path.split(/[.[\]"'\s]+/).filter((key) => key !== "");
  const [first = ""] = keys;
  if (except.includes(path) || keys.some((key) => except.includes(key))) return false;
  if (first === "*" || first === "**" || also.includes(path)) return true;
  const free = keys.findIndex((key) => freeForm.has(key));
  const named = free < 0 ? keys : keys.slice(0, free);
  return named.some((key) => relevantNames.has(key) || relevantExpression.test(key) || also.includes(key));
}
