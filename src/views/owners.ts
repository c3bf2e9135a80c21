import { lookupTable } from "../data/lookup.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { type Link, type Partners, partners, type Stack } from "../model/stack.js";
import { isUnknown, type Unknown } from "../model/value.js";

/** A resource that owns a setting of the one that it points at. */
interface Owner {
  readonly link: Link;
  /** An input of the owner that states which setting it is, where it may be one or the other. */
  readonly only?: readonly [input: string, value: string | boolean];
}

const owner = (text: string, only?: Owner["only"]): Owner => {
  const [name = "", property = ""] = text.split("#");
  return { link: { direction: "inbound", types: [typeOfClass(name)], property, label: name }, ...(only && { only }) };
};
const groupSettings: Readonly<Record<string, readonly Owner[]>> = lookupTable({
  ingress: [owner("ec2.SecurityGroupRule#securityGroupId", ["type", "ingress"]), owner("vpc.SecurityGroupIngressRule#securityGroupId")],
  egress: [owner("ec2.SecurityGroupRule#securityGroupId", ["type", "egress"]), owner("vpc.SecurityGroupEgressRule#securityGroupId")],
});
const aclSettings: Readonly<Record<string, readonly Owner[]>> = lookupTable({
  ingress: [owner("ec2.NetworkAclRule#networkAclId", ["egress", false])],
  egress: [owner("ec2.NetworkAclRule#networkAclId", ["egress", true])],
});
const attachedGroups = [owner("ec2.NetworkInterfaceSecurityGroupAttachment#networkInterfaceId")];

/** The resources that own inputs of other ones, by class and input. */
const owners: Readonly<Record<string, Readonly<Record<string, readonly Owner[]>>>> = Object.fromEntries(
  Object.entries<Readonly<Record<string, readonly Owner[]>>>({
    "s3.Bucket": {
      acl: [owner("s3.BucketAcl#bucket")],
      grants: [owner("s3.BucketAcl#bucket")],
      policy: [owner("s3.BucketPolicy#bucket")],
      serverSideEncryptionConfiguration: [owner("s3.BucketServerSideEncryptionConfiguration#bucket")],
    },
    "ec2.SecurityGroup": groupSettings,
    "ec2.DefaultSecurityGroup": groupSettings,
    "ec2.NetworkAcl": aclSettings,
    "ec2.DefaultNetworkAcl": aclSettings,
    "ec2.ManagedPrefixList": { entries: [owner("ec2.ManagedPrefixListEntry#prefixListId")] },
    "ec2.Instance": { vpcSecurityGroupIds: attachedGroups, securityGroups: attachedGroups },
    "ec2.NetworkInterface": { securityGroups: attachedGroups },
    "ec2.VpcEndpoint": {
      policy: [owner("ec2.VpcEndpointPolicy#vpcEndpointId")],
      securityGroupIds: [owner("ec2.SecurityGroupAssociation#vpcEndpointId")],
    },
    "iam.Role": {
      managedPolicyArns: [
        owner("iam.RolePolicyAttachment#role"),
        owner("iam.RolePolicyAttachmentsExclusive#roleName"),
        owner("iam.PolicyAttachment#roles"),
      ],
      inlinePolicies: [owner("iam.RolePolicy#role"), owner("iam.RolePoliciesExclusive#roleName")],
    },
    "sqs.Queue": { policy: [owner("sqs.QueuePolicy#queueUrl")] },
    "sns.Topic": { policy: [owner("sns.TopicPolicy#arn")] },
    "kms.Key": { policy: [owner("kms.KeyPolicy#keyId")] },
    "secretsmanager.Secret": { policy: [owner("secretsmanager.SecretPolicy#secretArn")] },
    "opensearch.Domain": { accessPolicies: [owner("opensearch.DomainPolicy#domainName")] },
    "elasticsearch.Domain": { accessPolicies: [owner("elasticsearch.DomainPolicy#domainName")] },
    "apigateway.RestApi": { policy: [owner("apigateway.RestApiPolicy#restApiId")] },
    "s3.AccessPoint": { policy: [owner("s3control.AccessPointPolicy#accessPointArn")] },
  }).map(([name, settings]) => [typeOfClass(name), settings]),
);

/** The resources of the stack that own an input of a resource, and those that may. */
export function ownersOf(resource: Resource, input: string, stack: Stack): Partners {
  const found = (owners[resource.type]?.[input] ?? []).map((one): Partners => {
    const { sure, open } = partners(stack, resource, one.link);
    const fits = (other: Resource | Unknown): boolean | "unknown" => (isUnknown(other) ? "unknown" : fitsOnly(other, one.only));
    const unsure = [...sure.filter((other) => fits(other) === "unknown"), ...open.filter((other) => fits(other) !== false)];
    return { sure: sure.filter((other) => fits(other) === true), open: unsure };
  });
  return { sure: found.flatMap(({ sure }) => sure), open: found.flatMap(({ open }) => open) };
}

function fitsOnly(other: Resource, only: Owner["only"]): boolean | "unknown" {
  if (only === undefined) return true;
  const [input, wanted] = only;
  const value = other.inputs.value[input];
  // An input that is left out states false.
  return isUnknown(value) ? "unknown" : same(value ?? false, wanted);
}
