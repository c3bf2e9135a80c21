import type { Item, View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { type Link, partners, type Stack } from "../model/stack.js";
import { isList, isMap, isUnknown } from "../model/value.js";
import { isSet } from "../network/pointers.js";

/** An input that is set inline, with the resources that set the same from outside. */
export interface MixedSetting {
  readonly input: string;
  readonly className: string;
  readonly separate: readonly Resource[];
}

type Pair = readonly [input: string, link: string, only?: readonly [input: string, value: unknown]];

const bucketPairs = (
  [
    ["acl", "Acl"],
    ["grants", "Acl"],
    ["corsRules", "CorsConfiguration"],
    ["lifecycleRules", "LifecycleConfiguration"],
    ["logging", "Logging"],
    ["objectLockConfiguration", "ObjectLockConfiguration"],
    ["policy", "Policy"],
    ["replicationConfiguration", "ReplicationConfig"],
    ["serverSideEncryptionConfiguration", "ServerSideEncryptionConfiguration"],
    ["versioning", "Versioning"],
    ["website", "WebsiteConfiguration"],
    ["accelerationStatus", "AccelerateConfiguration"],
  ] as const
).map(([input, name]): Pair => [input, `s3.Bucket${name}#bucket`]);
const groupPairs: readonly Pair[] = [
  ["ingress", "ec2.SecurityGroupRule#securityGroupId", ["type", "ingress"]],
  ["egress", "ec2.SecurityGroupRule#securityGroupId", ["type", "egress"]],
  ["ingress", "vpc.SecurityGroupIngressRule#securityGroupId"],
  ["egress", "vpc.SecurityGroupEgressRule#securityGroupId"],
];
const aclPairs: readonly Pair[] = [
  ["ingress", "ec2.NetworkAclRule#networkAclId", ["egress", false]],
  ["egress", "ec2.NetworkAclRule#networkAclId", ["egress", true]],
];
const tablePairs: readonly Pair[] = [["routes", "ec2.Route#routeTableId"]];

/** The inputs that a resource of their own can set too, by type. */
const pairs: Readonly<Record<string, readonly Pair[]>> = Object.fromEntries(
  Object.entries<readonly Pair[]>({
    "s3.Bucket": bucketPairs,
    "ec2.SecurityGroup": groupPairs,
    "ec2.DefaultSecurityGroup": groupPairs,
    "ec2.NetworkAcl": [...aclPairs, ["subnetIds", "ec2.NetworkAclAssociation#networkAclId"]],
    "ec2.DefaultNetworkAcl": aclPairs,
    "ec2.RouteTable": tablePairs,
    "ec2.DefaultRouteTable": tablePairs,
    "ec2.ManagedPrefixList": [["entries", "ec2.ManagedPrefixListEntry#prefixListId"]],
    "ec2.VpcEndpoint": [
      ["policy", "ec2.VpcEndpointPolicy#vpcEndpointId"],
      ["routeTableIds", "ec2.VpcEndpointRouteTableAssociation#vpcEndpointId"],
      ["subnetIds", "ec2.VpcEndpointSubnetAssociation#vpcEndpointId"],
    ],
    "iam.Role": [
      ["inlinePolicies", "iam.RolePolicy#role"],
      ["managedPolicyArns", "iam.RolePolicyAttachment#role"],
      ["managedPolicyArns", "iam.PolicyAttachment#roles"],
    ],
    "kms.Key": [["policy", "kms.KeyPolicy#keyId"]],
    "sns.Topic": [["policy", "sns.TopicPolicy#arn"]],
    "sqs.Queue": [
      ["policy", "sqs.QueuePolicy#queueUrl"],
      ["redrivePolicy", "sqs.RedrivePolicy#queueUrl"],
      ["redriveAllowPolicy", "sqs.RedriveAllowPolicy#queueUrl"],
    ],
    "secretsmanager.Secret": [["policy", "secretsmanager.SecretPolicy#secretArn"]],
    "opensearch.Domain": [["accessPolicies", "opensearch.DomainPolicy#domainName"]],
    "elasticsearch.Domain": [["accessPolicies", "elasticsearch.DomainPolicy#domainName"]],
    "apigateway.RestApi": [["policy", "apigateway.RestApiPolicy#restApiId"]],
    "autoscaling.Group": [
      ["targetGroupArns", "autoscaling.Attachment#autoscalingGroupName"],
      ["loadBalancers", "autoscaling.Attachment#autoscalingGroupName"],
    ],
    "elb.LoadBalancer": [["instances", "elb.Attachment#elb"]],
    "rds.Cluster": [["iamRoles", "rds.ClusterRoleAssociation#dbClusterIdentifier"]],
  }).map(([name, list]) => [typeOfClass(name), list]),
);

const links = new Map<string, Link>();
function linkOf(text: string): Link {
  const [label = "", property = ""] = text.split("#");
  const link = links.get(text) ?? { direction: "inbound", types: [typeOfClass(label)], property, label };
  links.set(text, link);
  return link;
}

/** Inline settings of resources that a resource of their own can set too. */
export const mixedSettings: View<MixedSetting> = {
  view: "settings inside a resource and beside it",
  scope: "stack",
  early: true,
  types: Object.keys(pairs),
  of(resource, { stack }) {
    const found = (pairs[resource.type] ?? []).flatMap((pair) => settingOf(resource, pair, stack));
    return found;
  },
};

function settingOf(resource: Resource, [input, text, only]: Pair, stack: Stack | undefined): Item<MixedSetting>[] {
  const value = resource.inputs.value[input];
  const isEmpty = !isSet(value) || (isList(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);
  // What the engine leaves alone, or the provider filled in, is set from outside only.
  if (isEmpty || stack === undefined || resource.options.ignoreChanges.includes(input) || resource.inputs.defaults.has(input)) return [];
  const link = linkOf(text);
  const { sure, open } = partners(stack, resource, link);
  const fits = (one: Resource): boolean => only === undefined || same(one.inputs.value[only[0]] ?? false, only[1]);
  const isUnsure = (one: Resource): boolean => only !== undefined && isUnknown(one.inputs.value[only[0]]);
  const separate = sure.filter(fits);
  const item: Item<MixedSetting> = { resource, path: "", value: { input, className: link.label, separate } };
  const isOpen = separate.length === 0 && (sure.some(isUnsure) || open.some((one) => isUnknown(one) || isUnsure(one) || fits(one)));
  return isOpen || (isUnknown(value) && separate.length > 0) ? [{ ...item, unreadable: [input] }] : [item];
}
