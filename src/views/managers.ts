import { lookupTable } from "../data/lookup.js";
import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { isScalar } from "../model/same.js";
import { oncePerType, type Stack } from "../model/stack.js";
import { isUnknown, type Value } from "../model/value.js";
import { inputOf, isSet } from "../network/pointers.js";
import { regionOf } from "./region.js";

/** A resource that manages a setting alone, with the one that was there before it. */
export interface Manager {
  /** The input that names what it manages; empty for a setting of the whole account. */
  readonly input: string;
  readonly first: Resource | undefined;
}

/** Classes of which one resource manages a setting, by the inputs that name it: a second one with the same inputs overwrites the first. */
const keys: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    ...Object.fromEntries(
      [
        ...[
          "Acl",
          "CorsConfiguration",
          "LifecycleConfiguration",
          "Logging",
          "Notification",
          "ObjectLockConfiguration",
          "OwnershipControls",
        ],
        ...["Policy", "PublicAccessBlock", "ReplicationConfig", "RequestPaymentConfiguration", "ServerSideEncryptionConfiguration"],
        ...["Versioning", "WebsiteConfiguration", "AccelerateConfiguration"],
      ].map((name) => [`s3.Bucket${name}`, ["bucket"]]),
    ),
    "sqs.QueuePolicy": ["queueUrl"],
    "sqs.RedrivePolicy": ["queueUrl"],
    "sqs.RedriveAllowPolicy": ["queueUrl"],
    "sns.TopicPolicy": ["arn"],
    "kms.KeyPolicy": ["keyId"],
    "kms.Alias": ["name"],
    "secretsmanager.SecretPolicy": ["secretArn"],
    "secretsmanager.SecretRotation": ["secretId"],
    "ecr.RepositoryPolicy": ["repository"],
    "ecr.LifecyclePolicy": ["repository"],
    "efs.FileSystemPolicy": ["fileSystemId"],
    "efs.BackupPolicy": ["fileSystemId"],
    "opensearch.DomainPolicy": ["domainName"],
    "apigateway.RestApiPolicy": ["restApiId"],
    "dynamodb.ResourcePolicy": ["resourceArn"],
    "kinesis.ResourcePolicy": ["resourceArn"],
    "backup.VaultPolicy": ["backupVaultName"],
    "backup.VaultLockConfiguration": ["backupVaultName"],
    "glacier.VaultLock": ["vaultName"],
    "lambda.FunctionUrl": ["functionName", "qualifier"],
    "lambda.FunctionEventInvokeConfig": ["functionName", "qualifier"],
    "iam.RolePolicy": ["role", "name"],
    "iam.UserPolicy": ["user", "name"],
    "iam.GroupPolicy": ["group", "name"],
    "iam.RolePolicyAttachment": ["role", "policyArn"],
    "iam.UserPolicyAttachment": ["user", "policyArn"],
    "iam.GroupPolicyAttachment": ["group", "policyArn"],
    "iam.RolePoliciesExclusive": ["roleName"],
    "iam.RolePolicyAttachmentsExclusive": ["roleName"],
    "ec2.RouteTableAssociation": ["subnetId"],
    "ec2.MainRouteTableAssociation": ["vpcId"],
    "ec2.Route": ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    "ec2.NetworkAclRule": ["networkAclId", "ruleNumber", "egress"],
    "ec2.NetworkAclAssociation": ["subnetId"],
    "ec2.VpcEndpointPolicy": ["vpcEndpointId"],
    "ec2.VpcDhcpOptionsAssociation": ["vpcId"],
    "route53.Record": ["zoneId", "name", "type", "setIdentifier"],
    "wafv2.WebAclAssociation": ["resourceArn"],
    "wafv2.WebAclLoggingConfiguration": ["resourceArn"],
    "cloudwatch.LogResourcePolicy": ["policyName"],
    "ssm.Parameter": ["name"],
    "iam.AccountPasswordPolicy": [],
    "s3.AccountPublicAccessBlock": [],
    "ebs.EncryptionByDefault": [],
    "ebs.SnapshotBlockPublicAccess": [],
    "ec2.InstanceMetadataDefaults": [],
    "ec2.VpcBlockPublicAccessOptions": [],
    "ec2.ImageBlockPublicAccess": [],
    "apigateway.Account": [],
    "xray.EncryptionConfig": [],
  }).map(([name, inputs]) => [typeOfClass(name), inputs]),
);

const global: ReadonlySet<string> = new Set(["iam.AccountPasswordPolicy", "s3.AccountPublicAccessBlock"].map(typeOfClass));

/** The resources of which one alone manages a setting of another resource, or of the account. */
export const managers: View<Manager> = {
  view: "resources that manage a setting alone",
  scope: "stack",
  early: true,
  types: Object.keys(keys),
  of: (resource, { stack }) => {
    if (stack === undefined) return [];
    const first = firstFor(stack, resource.type, stack).get(resource);
    const input = keys[resource.type]?.[0] ?? "";
    return [{ resource, path: "", value: { input, first } }];
  },
};

/** The resources of a type that are not the first to manage what they manage, with the one that is. */
const firstFor = oncePerType((resources, stack: Stack) => {
  const byKey = new Map<string, Resource>();
  const firsts = new Map<Resource, Resource>();
  for (const resource of resources) {
    const key = resource.external ? undefined : keyOf(resource, stack);
    if (key === undefined) continue;
    const first = byKey.get(key);
    if (first === undefined) byKey.set(key, resource);
    else firsts.set(resource, first);
  }
  return firsts;
});

const textOf = (value: Value | undefined): string | undefined => (isScalar(value) ? String(value) : undefined);

/** What a resource manages, in one text; undefined where a part is not known. */
function keyOf(resource: Resource, stack: Stack): string | undefined {
  const parts = (keys[resource.type] ?? []).map((input) => partOf(resource, input));
  if (parts.includes(undefined)) return undefined;
  const region = regionOf(resource, stack);
  const provider = global.has(resource.type)
    ? resource.provider
    : `${resource.provider} ${isUnknown(region) ? "?" : (textOf(region) ?? "")}`;
  return JSON.stringify([...parts, provider]);
}

const optional: Readonly<Record<string, string>> = lookupTable({
  qualifier: "",
  setIdentifier: "",
  egress: "false",
  destinationCidrBlock: "",
  destinationIpv6CidrBlock: "",
  destinationPrefixListId: "",
});

/** Inputs that are texts, not references: two unknown ones may differ, even where both are made of one other resource. */
const texts: ReadonlySet<string> = new Set([...Object.keys(optional), ...["name", "policyName", "ruleNumber", "statementId", "type"]]);

function partOf(resource: Resource, input: string): string | undefined {
  const value = inputOf(resource, input);
  if (!isUnknown(value)) return isSet(value) ? textOf(value) : optional[input];
  if (texts.has(input)) return undefined;
  const urns = resource.propertyDependencies[input] ?? [];
  return urns.length === 1 ? urns[0] : undefined;
}
