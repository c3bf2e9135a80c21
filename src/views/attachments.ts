import { lookupTable } from "../data/lookup.js";
import type { Item, View } from "../language/view.js";
import { join } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { isList, isUnknown, type Unknown, unknown, type Value } from "../model/value.js";

/** A policy that a resource gives to principals: by ARN, or inline. As in all inputs, what is not known yet is `unknown`. */
export interface Attachment {
  /** The ARN of a managed policy; unset where the policy is inline. */
  readonly policyArn: string | undefined;
  /** The users that get it, if the resource names any. */
  readonly users: readonly string[] | undefined;
}

interface Shape {
  readonly arns: string | undefined;
  readonly users: string | undefined;
}
const shapes: Readonly<Record<string, Shape>> = lookupTable({
  "aws:iam/policyAttachment:PolicyAttachment": { arns: "policyArn", users: "users" },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { arns: "policyArn", users: undefined },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": { arns: "policyArn", users: "user" },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { arns: "policyArn", users: undefined },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": { arns: "policyArns", users: undefined },
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": { arns: "policyArns", users: "userName" },
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": { arns: "policyArns", users: undefined },
  "aws:iam/userPolicy:UserPolicy": { arns: undefined, users: "user" },
  "aws:iam/role:Role": { arns: "managedPolicyArns", users: undefined },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": { arns: "managedPolicyArn", users: undefined },
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": { arns: "managedPolicyArns", users: undefined },
});

/** A View over every attachment of a policy to a role, user, group or permission set; one item for each policy. */
export const attachments: View<Attachment> = {
  view: "policy attachments",
  scope: "resource",
  types: Object.keys(shapes),
  *of(resource): Iterable<Item<Attachment>> {
    const shape = shapes[resource.type];
    if (shape === undefined) return;
    const users = shape.users === undefined ? undefined : listOf(resource.inputs.value[shape.users], shape.users);
    for (const [policyArn, path] of arnsOf(resource, shape))
      yield {
        resource,
        path: "",
        value: { policyArn, users } as unknown as Attachment,
        locate: (at) => (at.startsWith("users") ? (shape.users ?? "") : path),
      };
  },
};

/** A View over the types that can give a policy to a user, one item a resource. */
export const userAttachments: View<Attachment> = {
  ...attachments,
  view: "policies of users",
  types: Object.keys(shapes).filter((type) => shapes[type]?.users !== undefined),
  *of(resource, context): Iterable<Item<Attachment>> {
    for (const item of attachments.of(resource, context)) {
      yield item;
      return;
    }
  },
};

/** The users that an input names: a list that is not known yet may be empty, a single user that is not known yet is one. */
function listOf(value: Value | undefined, input: string): readonly Value[] | Unknown | undefined {
  if (isUnknown(value)) return input === "users" ? value : [unknown];
  if (isList(value)) return value.filter((item) => typeof item === "string" || isUnknown(item));
  return typeof value === "string" && value !== "" ? [value] : undefined;
}

function arnsOf(resource: Resource, shape: Shape): [string | Unknown | undefined, string][] {
  if (shape.arns === undefined) return [[undefined, "policy"]];
  const value = resource.inputs.value[shape.arns];
  const path = shape.arns;
  const arn = (item: Value): item is string | Unknown => isUnknown(item) || typeof item === "string";
  if (isList(value)) return value.flatMap((item, i): [string | Unknown, string][] => (arn(item) ? [[item, join(path, i)]] : []));
  return value !== undefined && arn(value) ? [[value, path]] : [];
}
