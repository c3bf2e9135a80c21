import { documentsOf } from "../iam/document/document.js";
import { isPublic } from "../iam/trust/public.js";
import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, type Value } from "../model/value.js";
import { along, anyWay, blocked, type Passage, through, waiting } from "../network/passage.js";
import { inputOf, isSet, type Pointed, pointingAt } from "../network/pointers.js";

/** A bucket, with the way by which everyone reaches its objects. */
export interface BucketExposure {
  readonly path: Passage;
}

const bucketType = typeOfClass("s3.Bucket");

/** S3 buckets with what AWS decides about access by everyone: public access blocks, object ownership, ACLs and policies, in its order. */
export const bucketExposures: View<BucketExposure> = {
  view: "S3 buckets and the access of everyone",
  scope: "stack",
  atEnd: "a public access block may come after it",
  types: [bucketType],
  of: (resource, { stack }) => (stack === undefined ? [] : [{ resource, path: "", value: { path: exposureOf(resource, stack) } }]),
};

type Setting = "blockPublicAcls" | "ignorePublicAcls" | "blockPublicPolicy" | "restrictPublicBuckets";

const exposureOf = (bucket: Resource, stack: Stack): Passage => {
  const blocks = pointingAt(stack, bucket, "s3.BucketPublicAccessBlock#bucket");
  const account = stack.byType.get(typeOfClass("s3.AccountPublicAccessBlock")) ?? [];
  const guards: Guards = { blocks, account };
  return anyWay([...byAcl(bucket, stack, guards), ...byPolicy(bucket, stack, guards)]);
};

interface Guards {
  readonly blocks: Pointed;
  readonly account: readonly Resource[];
}

/** Whether a setting of the public access blocks lets something through: that of the bucket and that of the account count together. */
function unlessBlocked(bucket: Resource, setting: Setting, { blocks, account }: Guards): Passage {
  const all = [...blocks.found, ...account];
  if (all.some((block) => same(inputOf(block, setting), true))) return blocked;
  const open = all.find((block) => isUnknown(inputOf(block, setting)));
  if (open !== undefined) return waiting(open, setting);
  const [maybe] = blocks.maybe;
  if (maybe !== undefined) return waiting(maybe, "bucket");
  const [block] = blocks.found;
  return block === undefined
    ? through({ words: `no public access block with \`${setting}\``, urn: bucket.urn, path: "" })
    : through({ words: `public access block "${block.name}" without \`${setting}\``, urn: block.urn, path: setting });
}

/** Whether AWS accepts a public setting: the block that would refuse it is off, or is made only after the setting. */
function unlessRefused(bucket: Resource, setter: Resource, setting: Setting, guards: Guards): Passage {
  const isLater = guards.blocks.found.length > 0 && guards.blocks.found.every(({ dependencies }) => dependencies.includes(setter.urn));
  const later = isLater && setter !== bucket;
  return later
    ? unlessBlocked(bucket, setting, { blocks: { found: [], isUnseen: false, maybe: [] }, account: guards.account })
    : unlessBlocked(bucket, setting, guards);
}

function byAcl(bucket: Resource, stack: Stack, guards: Guards): Passage[] {
  const acls = pointingAt(stack, bucket, "s3.BucketAcl#bucket");
  const ownership = pointingAt(stack, bucket, "s3.BucketOwnershipControls#bucket");
  return [bucket, ...acls.found, ...acls.maybe].map((setter) =>
    along(
      () => publicAcl(setter),
      () => (acls.maybe.includes(setter) ? waiting(setter, "bucket") : through()),
      () => ownedByWriters(ownership),
      () => unlessRefused(bucket, setter, "blockPublicAcls", guards),
      () => unlessBlocked(bucket, "ignorePublicAcls", guards),
    ),
  );
}

/** Whether object ownership leaves ACLs in force. Without the resource a bucket may be from the time when it did. */
function ownedByWriters(controls: Pointed): Passage {
  for (const control of controls.found) {
    const value = inputOf(control, "rule.objectOwnership");
    if (isUnknown(value)) return waiting(control, "rule.objectOwnership");
    if (value === "BucketOwnerEnforced") return blocked;
  }
  return controls.maybe[0] === undefined ? through() : waiting(controls.maybe[0], "bucket");
}

const everyone = /\/(AllUsers|AuthenticatedUsers)$/;

/** Whether an ACL grants something to everyone. */
function publicAcl(setter: Resource): Passage {
  const acl = inputOf(setter, "acl");
  if (isUnknown(acl)) return waiting(setter, "acl");
  const words = setter.type === bucketType ? "ACL of the bucket" : `ACL "${setter.name}"`;
  if (typeof acl === "string" && /^public-|^authenticated-read$/.test(acl))
    return through({ words: `${words} (${acl})`, urn: setter.urn, path: "acl" });
  for (const path of ["grants", "accessControlPolicy"]) {
    const value = inputOf(setter, path);
    if (namesEveryone(value)) return through({ words: `${words} (a grant to everyone)`, urn: setter.urn, path });
    if (holdsOpen(value)) return waiting(setter, path);
  }
  return blocked;
}

const namesEveryone = (value: Value | undefined): boolean =>
  typeof value === "string" ? everyone.test(value) : parts(value).some(namesEveryone);
const holdsOpen = (value: Value | undefined): boolean => isUnknown(value) || parts(value).some(holdsOpen);
const parts = (value: Value | undefined): readonly Value[] => (isList(value) ? value : isMap(value) ? Object.values(value) : []);

function byPolicy(bucket: Resource, stack: Stack, guards: Guards): Passage[] {
  const policies = pointingAt(stack, bucket, "s3.BucketPolicy#bucket");
  return [bucket, ...policies.found, ...policies.maybe].map((setter) =>
    along(
      () => publicPolicy(setter, stack),
      () => (policies.maybe.includes(setter) ? waiting(setter, "bucket") : through()),
      () => unlessRefused(bucket, setter, "blockPublicPolicy", guards),
      () => unlessBlocked(bucket, "restrictPublicBuckets", guards),
    ),
  );
}

/** Whether a statement of the policy in a resource grants access to everyone. */
function publicPolicy(setter: Resource, stack: Stack): Passage {
  if (!isSet(inputOf(setter, "policy"))) return blocked;
  const { read, unknown } = documentsOf(setter, stack.today);
  const words = setter.type === bucketType ? "policy of the bucket" : `bucket policy "${setter.name}"`;
  const ways = read.flatMap((document) => [
    ...document.statements.map((statement): Passage => {
      const answer = isPublic(statement);
      if (answer.is === "no") return blocked;
      if (answer.is === "unknown") return waiting(setter, statement.locate(answer.at[0] ?? ""));
      return through({ words: `${words} that allows everyone`, urn: setter.urn, path: statement.path });
    }),
    ...document.unread.map((path) => waiting(setter, path)),
  ]);
  return anyWay([...ways, ...unknown.map(({ path }) => waiting(setter, path))]);
}
