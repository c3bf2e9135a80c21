import { lookupTable } from "../../data/lookup.js";
import { join } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import { oncePerStack, partners, type Stack } from "../../model/stack.js";
import { isList, isUnknown, lookup, type Unknown, type Value } from "../../model/value.js";
import { type Document, documentsOf } from "../document/document.js";
import { managedDocument, managedName } from "../document/managed.js";
import { takesOffBoundary } from "./boundary.js";
import type { Boundary, Held, Holder, HolderKind, Line, Spot } from "./holder.js";

export const classes = {
  role: "aws:iam/role:Role",
  user: "aws:iam/user:User",
  group: "aws:iam/group:Group",
  "permission set": "aws:ssoadmin/permissionSet:PermissionSet",
} as const;
type PrincipalKind = keyof typeof classes;

/** The types of principals. */
export const principalTypes: readonly string[] = Object.values(classes);
export const policyType = "aws:iam/policy:Policy";

/** How a type gives policies to principals: inputs that name these, and the one that names policies by ARN; without it the type's own documents are inline. */
interface Giving {
  readonly to: readonly (readonly [kind: PrincipalKind, input: string])[];
  readonly arns?: string;
}
export const givings: Readonly<Record<string, Giving>> = lookupTable({
  "aws:iam/rolePolicy:RolePolicy": { to: [["role", "role"]] },
  "aws:iam/userPolicy:UserPolicy": { to: [["user", "user"]] },
  "aws:iam/groupPolicy:GroupPolicy": { to: [["group", "group"]] },
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": { to: [["permission set", "permissionSetArn"]] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { to: [["role", "role"]], arns: "policyArn" },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": { to: [["user", "user"]], arns: "policyArn" },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { to: [["group", "group"]], arns: "policyArn" },
  "aws:iam/policyAttachment:PolicyAttachment": {
    to: [
      ["role", "roles"],
      ["user", "users"],
      ["group", "groups"],
    ],
    arns: "policyArn",
  },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": { to: [["role", "roleName"]], arns: "policyArns" },
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": { to: [["user", "userName"]], arns: "policyArns" },
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": { to: [["group", "groupName"]], arns: "policyArns" },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": {
    to: [["permission set", "permissionSetArn"]],
    arns: "managedPolicyArn",
  },
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": {
    to: [["permission set", "permissionSetArn"]],
    arns: "managedPolicyArns",
  },
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": {
    to: [["permission set", "permissionSetArn"]],
    arns: "customerManagedPolicyReference.name",
  },
});

/** The types that attach policies by ARN, the role with its own input among them. */
export const attachingTypes: readonly string[] = [
  ...Object.keys(givings).filter((type) => givings[type]?.arns !== undefined),
  classes.role,
];

interface Draft extends Holder {
  readonly lines: Line[];
  readonly unread: Spot[];
  readonly unseen: Spot[];
  readonly policies: Resource[];
  readonly groups: Draft[];
  boundary: Boundary | undefined;
  loosening?: Holder["loosening"];
}

/** A policy of which only the attachment is known: its ARN is unknown, or names a policy outside the stack, or an AWS one that the table lacks. */
interface Unseen extends Spot {
  readonly arn: "unknown" | "elsewhere" | "of AWS";
}

/** All principals of a stack that hold grants, and the holders of each document. */
export interface Principals {
  readonly all: readonly Holder[];
  /** By principal. */
  readonly of: ReadonlyMap<Resource, Holder>;
  readonly hands: ReadonlyMap<Document, readonly Held[]>;
  /** The documents of policies that AWS manages, by the resource that attaches them. */
  readonly attached: ReadonlyMap<Resource, readonly Document[]>;
  /** Policies that are a boundary of a principal, or may be (false): they only limit, and grant nothing on their own. */
  readonly boundaries: ReadonlyMap<Resource, boolean>;
  /** The places of attached policies that are not known yet, and of those of AWS that the table does not have, by the resource that attaches them. */
  readonly open: ReadonlyMap<Resource, readonly string[]>;
}

/** The principals of a stack with everything that is attached to them, read once for all rules. */
export const principalsOf = oncePerStack((stack): Principals => new Reading(stack).read());

/** Reads the principals of one stack. */
class Reading {
  private readonly of = new Map<Resource, Draft>();
  private readonly named = new Map<string, Draft>();
  private readonly hands = new Map<Document, Held[]>();
  private readonly attached = new Map<Resource, Document[]>();
  private readonly open = new Map<Resource, string[]>();
  private readonly boundaries = new Map<Resource, boolean>();

  constructor(private readonly stack: Stack) {}

  read(): Principals {
    for (const kind of Object.keys(classes) as PrincipalKind[])
      for (const resource of this.stack.byType.get(classes[kind]) ?? []) this.of.set(resource, draft(kind, resource));
    for (const [resource, holder] of this.of) this.readOwn(resource, holder);
    for (const [type, giving] of Object.entries(givings))
      for (const resource of this.stack.byType.get(type) ?? []) if (!resource.external) this.readGiving(resource, giving);
    this.readBoundariesOfSets();
    this.readMemberships();
    for (const holder of this.of.values()) {
      const loosening = takesOffBoundary(holder);
      if (loosening === undefined) continue;
      holder.boundary = undefined;
      holder.loosening = loosening;
    }
    return {
      all: [...this.of.values(), ...this.named.values()],
      of: this.of,
      hands: this.hands,
      attached: this.attached,
      open: this.open,
      boundaries: this.boundaries,
    };
  }

  private readOwn(resource: Resource, holder: Draft): void {
    if (resource.external) {
      holder.unseen.push({ resource, path: "" });
      return;
    }
    const owner = [{ holder, isSure: true }];
    this.giveDocuments(resource, owner);
    if (holder.kind === "role") this.giveAttached(resource, "managedPolicyArns", owner);
    if (holder.kind === "role" || holder.kind === "user") holder.boundary = this.boundaryAt(resource, "permissionsBoundary");
  }

  private readGiving(resource: Resource, { to, arns }: Giving): void {
    const owners = to.flatMap(([kind, input]) => this.owners(resource, kind, input));
    if (arns === undefined) this.giveDocuments(resource, owners);
    else this.giveAttached(resource, arns, owners);
  }

  /** The principals that an input of a resource names: those of the stack, else by name, else any of the kind. */
  private owners(resource: Resource, kind: PrincipalKind, input: string): { holder: Draft; isSure: boolean }[] {
    const { sure, open } = partners(this.stack, resource, { direction: "outbound", types: [classes[kind]], property: input, label: kind });
    const drafts = (resources: readonly (Resource | Unknown)[], isSure: boolean): { holder: Draft; isSure: boolean }[] =>
      resources.flatMap((found) => {
        const holder = isUnknown(found) ? undefined : this.of.get(found);
        return holder === undefined ? [] : [{ holder, isSure }];
      });
    if (sure.length > 0) return drafts(sure, true);
    const possible = drafts(open, false);
    if (possible.length > 0) return possible;
    return textsAt(resource, input).map(([text]) => ({ holder: this.byName(kind, isUnknown(text) ? resource.urn : text), isSure: true }));
  }

  private byName(kind: PrincipalKind, name: string): Draft {
    const key = `${kind} ${name}`;
    let holder = this.named.get(key);
    if (holder === undefined) {
      holder = draft(kind, undefined);
      this.named.set(key, holder);
    }
    return holder;
  }

  /** Adds the documents of a resource to their holders. */
  private giveDocuments(resource: Resource, owners: readonly { holder: Draft; isSure: boolean }[]): void {
    const { read, unknown } = documentsOf(resource, this.stack.today);
    for (const { holder, isSure } of owners) {
      for (const document of read) if (document.kind === "identity") this.give(document, holder, isSure);
      for (const { kind, path } of unknown) if (kind === "identity") addUnread(holder, { resource, path });
    }
  }

  private give(document: Document, holder: Draft, isSure: boolean): void {
    for (const statement of document.statements) holder.lines.push({ statement, isSure });
    for (const path of document.unread) addUnread(holder, { resource: document.resource, path });
    const hands = this.hands.get(document);
    if (hands === undefined) this.hands.set(document, [{ holder, document, isSure }]);
    else hands.push({ holder, document, isSure });
  }

  private giveAttached(resource: Resource, input: string, owners: readonly { holder: Draft; isSure: boolean }[]): void {
    const { policies, possible, managed, unseen } = this.policiesAt(resource, input);
    if (managed.length > 0) this.attached.set(resource, managed);
    const unknown = unseen.flatMap(({ path, arn }) => (arn === "elsewhere" ? [] : [path]));
    if (unknown.length > 0) this.open.set(resource, unknown);
    for (const policy of policies) this.giveDocuments(policy, owners);
    for (const policy of possible)
      this.giveDocuments(
        policy,
        owners.map(({ holder }) => ({ holder, isSure: false })),
      );
    for (const { holder, isSure } of owners) {
      for (const document of managed) this.give(document, holder, isSure);
      for (const one of unseen) holder.unseen.push(one);
      for (const one of policies) holder.policies.push(one);
    }
  }

  /** The policies that an input names by ARN: of the stack, of AWS, and those of which nothing more is known. */
  private policiesAt(
    resource: Resource,
    input: string,
  ): { policies: readonly Resource[]; possible: readonly Resource[]; managed: Document[]; unseen: Unseen[] } {
    const { sure, open } = partners(this.stack, resource, {
      direction: "outbound",
      types: [policyType],
      property: input,
      label: "iam.Policy",
    });
    const policies = sure.filter((policy) => !policy.external);
    const managed: Document[] = [];
    const unseen: Unseen[] = [];
    let unknowns = 0;
    for (const [text, path] of textsAt(resource, input)) {
      if (isUnknown(text)) {
        unknowns++;
        // Each policy that the input depends on is one of its unknown ARNs.
        if (unknowns > sure.length) unseen.push({ resource, path, arn: "unknown" });
      } else if (managedName(text) !== undefined) {
        const document = managedDocument(text, resource, path);
        if (document === undefined) unseen.push({ resource, path, arn: "of AWS" });
        else managed.push(document);
      } else if (policies.length === 0) unseen.push({ resource, path, arn: "elsewhere" });
    }
    const possible = open.filter((policy): policy is Resource => !isUnknown(policy) && !policy.external);
    return { policies, possible: unseen.some(({ arn }) => arn !== "of AWS") ? possible : [], managed, unseen };
  }

  private boundaryAt(resource: Resource, input: string): Boundary | undefined {
    const { policies, possible, managed, unseen } = this.policiesAt(resource, input);
    for (const policy of possible) if (!this.boundaries.has(policy)) this.boundaries.set(policy, false);
    for (const policy of policies) this.boundaries.set(policy, true);
    if (policies.length === 0 && managed.length === 0 && unseen.length === 0) return undefined;
    const documents = [...managed];
    const unread: Spot[] = [...unseen];
    for (const policy of policies) {
      const { read, unknown, broken } = documentsOf(policy, this.stack.today);
      for (const one of read) documents.push(one);
      for (const one of [...unknown, ...broken].map(({ path }) => ({ resource: policy, path }))) unread.push(one);
    }
    for (const document of documents)
      for (const one of document.unread.map((path) => ({ resource: document.resource, path }))) unread.push(one);
    return { lines: documents.flatMap((document) => document.statements.map((statement) => ({ statement, isSure: true }))), unread };
  }

  private readBoundariesOfSets(): void {
    for (const resource of this.stack.byType.get("aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment") ?? [])
      for (const { holder } of this.owners(resource, "permission set", "permissionSetArn"))
        holder.boundary = this.boundaryAt(resource, "permissionsBoundary.managedPolicyArn") ?? {
          lines: [],
          unread: [{ resource, path: "permissionsBoundary" }],
        };
  }

  /** Users hold what their groups hold. */
  private readMemberships(): void {
    const find = (users: readonly { holder: Draft; isSure: boolean }[], groups: readonly { holder: Draft; isSure: boolean }[]): void => {
      for (const user of users)
        for (const group of groups) {
          user.holder.groups.push(group.holder);
          const isSure = user.isSure && group.isSure;
          for (const one of group.holder.lines.map((line) => (isSure ? line : { ...line, isSure }))) user.holder.lines.push(one);
          for (const one of group.holder.unread) user.holder.unread.push(one);
          for (const one of group.holder.unseen) user.holder.unseen.push(one);
        }
    };
    for (const resource of this.stack.byType.get("aws:iam/userGroupMembership:UserGroupMembership") ?? [])
      find(this.owners(resource, "user", "user"), this.owners(resource, "group", "groups"));
    for (const resource of this.stack.byType.get("aws:iam/groupMembership:GroupMembership") ?? [])
      find(this.owners(resource, "user", "users"), this.owners(resource, "group", "group"));
  }
}

/** What is completely unknown may allow or deny. */
function addUnread(holder: Draft, spot: Spot): void {
  holder.unread.push(spot);
  holder.unseen.push(spot);
}

const draft = (kind: HolderKind, resource: Resource | undefined): Draft => ({
  kind,
  resource,
  lines: [],
  unread: [],
  unseen: [],
  boundary: undefined,
  policies: [],
  groups: [],
});

/** The texts of an input with their places, a list's one by one. */
function textsAt(resource: Resource, input: string): [string | Unknown, string][] {
  const isText = (item: Value | undefined): item is string | Unknown => isUnknown(item) || (typeof item === "string" && item !== "");
  const value = lookup(resource.inputs.value, input);
  if (isList(value)) return value.flatMap((item, i): [string | Unknown, string][] => (isText(item) ? [[item, join(input, i)]] : []));
  return isText(value) ? [[value, input]] : [];
}

/** The user that a resource's input `user` names, with all that it holds; `undefined` if it is not in the stack. */
export function userOf(resource: Resource, stack: Stack): Holder | undefined {
  const { sure } = partners(stack, resource, { direction: "outbound", types: [classes.user], property: "user", label: "iam.User" });
  return sure.length === 1 && sure[0] !== undefined ? principalsOf(stack).of.get(sure[0]) : undefined;
}

/** A policy on its own: no principal of the stack certainly has it, and one that may have it could deny or limit it. */
export function standingAlone(document: Document, hands: readonly Held[]): Holder {
  const { resource } = document;
  const denying = hands.flatMap(({ holder }) => holder.lines.filter(({ statement }) => statement.effect !== "Allow"));
  const own = document.unread.map((path) => ({ resource, path }));
  const limited = hands.find(({ holder }) => holder.boundary !== undefined);
  return {
    ...draft("policy", resource),
    lines: [
      ...document.statements.map((statement) => ({ statement, isSure: true })),
      ...denying.filter(({ statement }) => statement.document !== document).map((line) => ({ ...line, isSure: false })),
    ],
    unread: [...own, ...hands.flatMap(({ holder }) => holder.unread.filter((spot) => spot.resource !== resource))],
    unseen: own,
    boundary: limited === undefined ? undefined : { lines: [], unread: [{ resource, path: document.path }] },
    policies: [resource],
  };
}
