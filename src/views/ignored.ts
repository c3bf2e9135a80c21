import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { isUnknown } from "../model/value.js";
import { broken, elsewhere, open, pass, type Verdict } from "../model/verdict.js";
import { ownersOf } from "./owners.js";

export interface IgnoredOptions {
  /** Names of more inputs that matter. */
  readonly also: readonly string[];
  /** Names of inputs that do not matter. */
  readonly except: readonly string[];
}
export const ignoredOptions: IgnoredOptions = { also: [], except: [] };
const names = { type: "array", items: { type: "string", minLength: 1 } } as const;
export const ignoredOptionsSchema = { also: names, except: names } as const;

/** An entry of `ignoreChanges`. */
export interface IgnoredInput {
  readonly path: string;
  /** The canonical type of the resource. */
  readonly type: string;
  /** URNs of resources that own the setting if they belong to this one, which only a deployment shows. */
  readonly maybeOwners: readonly string[];
}

/** Every path in `ignoreChanges` of every resource, but for the settings that a partner resource of the stack owns. */
export const ignoredInputs: View<IgnoredInput> = {
  view: "inputs whose changes are ignored",
  scope: "stack",
  atEnd: "the resource that owns an ignored setting may come after it",
  types: "all",
  of: (resource, { stack }) =>
    resource.options.ignoreChanges.flatMap((path) => {
      const { sure, open } = stack === undefined ? { sure: [], open: [] } : ownersOf(resource, keysOf(path)[0] ?? "", stack);
      const maybeOwners = open.map((owner) => (isUnknown(owner) ? resource.urn : owner.urn));
      return sure.length > 0 ? [] : [{ resource, path: "", value: { path, type: resource.type, maybeOwners } }];
    }),
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
const relevantExpression = /^encryption([A-Z]|$)|Encryption(Enabled|Config|Configurations?|Options)?$/;
// Their keys are names that the user gives, not inputs of the provider.
const freeForm: ReadonlySet<string> = new Set(["tags", "tagsAll", "environment", "variables", "parameters", "labels", "annotations"]);

// Blocks without a name of their own for security that hold inputs which have one.
const parents: ReadonlySet<string> = new Set([
  ...["vpcConfig", "vpcOptions", "networkConfiguration", "networkInterfaces", "brokerNodeGroupInfo", "connectivityInfo"],
  ...["rootBlockDevice", "ebsBlockDevices", "blockDeviceMappings", "ebs", "applyServerSideEncryptionByDefault"],
  ...["defaultCacheBehavior", "orderedCacheBehaviors", "endpointConfiguration", "ingressConfiguration", "clientAuthentication"],
]);
// Inputs inside such blocks that decide nothing about security, and passwords, which are changed elsewhere for good reason.
const harmless: ReadonlySet<string> = new Set([
  ...["description", "bucketKeyEnabled", "instanceMetadataTags", "password", "masterPassword", "masterUserPassword"],
]);
// Names that say nothing about security elsewhere, by class.
const relevantOf: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    "ec2.SecurityGroupRule": ["protocol", "type", "self"],
    "vpc.SecurityGroupIngressRule": ["ipProtocol"],
    "vpc.SecurityGroupEgressRule": ["ipProtocol"],
    "ec2.NetworkAclRule": ["protocol", "ruleAction", "ruleNumber", "egress"],
    "ec2.ManagedPrefixList": ["entries"],
    "ec2.ManagedPrefixListEntry": ["cidr"],
    "lb.Listener": ["protocol"],
    "elb.LoadBalancer": ["listeners"],
  }).map(([name, inputs]) => [typeOfClass(name), inputs]),
);
// What counts only when the resource is created, so that there is no change to be kept from it.
const createOnly: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    "eks.Cluster": ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
    "ec2.Vpc": ["cidrBlock", "ipv6CidrBlock"],
    "ec2.Subnet": ["cidrBlock", "ipv6CidrBlock"],
    "ec2.VpcIpv4CidrBlockAssociation": ["cidrBlock"],
    "ec2.VpcIpv6CidrBlockAssociation": ["ipv6CidrBlock"],
  }).map(([name, paths]) => [typeOfClass(name), paths]),
);

/** The keys of a path as the engine reads it: `a.b`, `a[0]`, `a[*]`, `["a"]`. */
const keysOf = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]|\[([^\]]*)\]|([^.[\]]+)/g)].map((m) =>
    (m[1] ?? m[2] ?? m[3] ?? m[4] ?? "").trim(),
  );

const isEvery = (key: string | undefined): boolean => key === "*" || key === "**";
const isPosition = (key: string): boolean => isEvery(key) || /^\d*$/.test(key);

const isNamed = (key: string, type: string): boolean =>
  relevantNames.has(key) || relevantExpression.test(key) || relevantOf[type]?.includes(key) === true;

/** Whether ignoring a path hides changes that matter for security. */
export function isRelevant(path: string, { also, except }: IgnoredOptions, type = ""): boolean {
  const all = keysOf(path);
  const keys = all.filter((key) => !isPosition(key));
  if (except.includes(path) || keys.some((key) => except.includes(key))) return false;
  if (isEvery(all[0]) || also.includes(path)) return true;
  const free = keys.findIndex((key) => freeForm.has(key));
  const named = free < 0 ? keys : keys.slice(0, free);
  if (named.some((key) => also.includes(key))) return true;
  const last = keys.at(-1) ?? "";
  if (harmless.has(last) || createOnly[type]?.includes(keys.join(".")) === true) return false;
  return (free < 0 && parents.has(last)) || named.some((key) => isNamed(key, type));
}

/** A break for an entry of `ignoreChanges` that hides what matters for security; open while a partner may own the setting. */
export function evaluateIgnored({ path, type, maybeOwners }: IgnoredInput, options: IgnoredOptions): Verdict {
  if (!isRelevant(path, options, type)) return pass;
  if (maybeOwners.length > 0) return open(...maybeOwners.map((urn) => elsewhere(urn, "")));
  return isEvery(keysOf(path)[0])
    ? broken("", `ignores changes of every input: \`ignoreChanges: [${JSON.stringify(path)}]\``)
    : broken(path, "is listed in `ignoreChanges`");
}
