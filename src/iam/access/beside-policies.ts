import { isDeepStrictEqual } from "node:util";
import { canonicalType, typeOfClass } from "../../model/classes.js";
import type { Resource } from "../../model/resource.js";
import { type Link, partners, type Stack } from "../../model/stack.js";
import type { Value } from "../../model/value.js";
import type { Spot } from "./holder.js";

/** The inputs of a class that grant access, with the values that grant none; without inputs, the whole resource is a grant. */
const granting: Readonly<Record<string, Readonly<Record<string, readonly Value[]>>>> = {
  "s3.Bucket": { acl: ["private"], grants: [] },
  "s3.BucketAcl": { acl: ["private"], accessControlPolicy: [] },
  "s3.BucketObject": { acl: ["private"] },
  "s3.BucketObjectv2": { acl: ["private"] },
  "s3.ObjectCopy": { acl: ["private"], grants: [] },
  "s3control.AccessGrant": {},
  "lambda.FunctionUrl": { authorizationType: ["AWS_IAM"] },
  "kms.Grant": {},
  "ram.PrincipalAssociation": {},
  "ram.ResourceAssociation": {},
  "ec2.AmiLaunchPermission": {},
  "ec2.SnapshotCreateVolumePermission": {},
  "rds.Snapshot": { sharedAccounts: [] },
  "rds.ClusterSnapshot": { sharedAccounts: [] },
  "redshift.EndpointAuthorization": {},
  "redshift.DataShareAuthorization": {},
  "ssm.Document": { permissions: [] },
  "lakeformation.Permissions": {},
  "lakeformation.DataLakeSettings": { admins: [], createDatabaseDefaultPermissions: [], createTableDefaultPermissions: [] },
  "eks.AccessEntry": {},
  "eks.AccessPolicyAssociation": {},
  "cognito.IdentityPoolRoleAttachment": {},
  "rolesanywhere.TrustAnchor": {},
  "rolesanywhere.Profile": {},
  "servicecatalog.PrincipalPortfolioAssociation": {},
  "ssoadmin.AccountAssignment": {},
  "ssoadmin.ManagedPolicyAttachment": {},
  "ssoadmin.CustomerManagedPolicyAttachment": {},
  "ssoadmin.PermissionSetInlinePolicy": {},
};

/** The classes that limit access, with the input that names what they limit: where one changes or goes, what it held back may be open. */
const limiting: Readonly<Record<string, Pick<Link, "property" | "types"> | undefined>> = {
  "s3.BucketPublicAccessBlock": { property: "bucket", types: [typeOfClass("s3.Bucket")] },
  "s3.BucketOwnershipControls": { property: "bucket", types: [typeOfClass("s3.Bucket")] },
  "s3.AccountPublicAccessBlock": undefined,
  "organizations.Policy": undefined,
  "organizations.PolicyAttachment": undefined,
};

/** A resource that may let somebody in without any policy of the stack. */
export interface Beside {
  readonly at: Spot;
  readonly what: string;
}

/**
 * What may grant access beside the policies and is not as it was: access lists, grants, shares, and limits that changed or are gone.
 * Whom it lets in is not compared.
 */
export const besidePolicies = (before: Stack, after: Stack): readonly Beside[] => [
  ...Object.entries(granting).flatMap(([name, inputs]) =>
    of(after, name).flatMap((resource) => grantsOf(resource, before.byUrn.get(resource.urn), inputs)),
  ),
  ...Object.entries(limiting).flatMap(([name, limited]) =>
    of(before, name).flatMap((resource) => limitsLost(resource, before, after, limited)),
  ),
];

const of = (stack: Stack, name: string): readonly Resource[] => stack.byType.get(canonicalType(typeOfClass(name))) ?? [];

function grantsOf(resource: Resource, old: Resource | undefined, inputs: Readonly<Record<string, readonly Value[]>>): Beside[] {
  const isNew = (name: string): boolean => !isDeepStrictEqual(resource.inputs.value[name], old?.inputs.value[name]);
  if (Object.keys(inputs).length === 0)
    return Object.keys(resource.inputs.value).some(isNew) ? [{ at: { resource, path: "" }, what: "access that no policy grants" }] : [];
  return Object.entries(inputs).flatMap(([path, harmless]) => {
    const value = resource.inputs.value[path] ?? undefined;
    if (value === undefined || harmless.includes(value) || !isNew(path)) return [];
    return [{ at: { resource, path }, what: `access by ${path}, which is not a policy` }];
  });
}

function limitsLost(resource: Resource, before: Stack, after: Stack, limited: Pick<Link, "property" | "types"> | undefined): Beside[] {
  const now = after.byUrn.get(resource.urn);
  if (now !== undefined)
    return isDeepStrictEqual(now.inputs.value, resource.inputs.value)
      ? []
      : [{ at: { resource: now, path: "" }, what: "what it held back before" }];
  // With what it limits, all access to that is gone.
  const targets = limited === undefined ? [] : partners(before, resource, { ...limited, direction: "outbound", label: "" }).sure;
  if (targets.length > 0 && targets.every(({ urn }) => !after.byUrn.has(urn))) return [];
  return [{ at: { resource, path: "" }, what: "what it held back before it was removed" }];
}
