import { lookupTable } from "../../data/lookup.js";
import { typeOfClass } from "../../model/classes.js";
import type { Resource } from "../../model/resource.js";
import { oncePerStack, type Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { type Answer, anyOf, no } from "../document/answer.js";
import { speaksOf } from "../document/patterns.js";
import { meet } from "../document/wildcard.js";
import { can, denied, resourcesOf } from "./can.js";
import type { Holder, Spot } from "./holder.js";
import { arnOf, nameableOf } from "./nameable.js";
import { tagsFor } from "./tagging.js";

/** A class of resources that keep data, as a message names it, and the actions that read what is in it. */
interface Keeping {
  readonly word: string;
  readonly service: string;
  readonly reads: readonly string[];
  /** What is behind its ARN in the ARN of the data. */
  readonly behind?: string;
}

const keepings: Readonly<Record<string, Keeping>> = lookupTable({
  [typeOfClass("s3.Bucket")]: { word: "bucket", service: "s3", reads: ["s3:GetObject"], behind: "/*" },
  [typeOfClass("dynamodb.Table")]: { word: "table", service: "dynamodb", reads: ["dynamodb:Scan", "dynamodb:Query", "dynamodb:GetItem"] },
  [typeOfClass("secretsmanager.Secret")]: { word: "secret", service: "secretsmanager", reads: ["secretsmanager:GetSecretValue"] },
  [typeOfClass("ssm.Parameter")]: {
    word: "parameter",
    service: "ssm",
    reads: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
  },
});

/** A resource of the stack that keeps data, and whose ARN policies can name. */
export interface Store extends Keeping {
  readonly resource: Resource;
  /** The ARN of the data. */
  readonly arn: string;
}

/** The resources of a stack that keep data; parameters only where they are encrypted. */
export const storesOf = oncePerStack((stack): readonly Store[] =>
  Object.entries(keepings).flatMap(([type, keeping]) =>
    (stack.byType.get(type) ?? []).flatMap((resource): Store[] => {
      const nameable = nameableOf(keeping.service).find(([of]) => of === type)?.[1];
      const arn = nameable === undefined ? undefined : arnOf(resource, nameable);
      const isPlain = keeping.service === "ssm" && resource.inputs.value["type"] !== "SecureString";
      return arn === undefined || isPlain ? [] : [{ ...keeping, resource, arn: `${arn}${keeping.behind ?? ""}` }];
    }),
  ),
);

const readable = new WeakMap<Holder, ReadonlyMap<Store, Answer<Spot>>>();

/** The stores that somebody can, or may, read. */
export function readableBy(holder: Holder, stack: Stack): ReadonlyMap<Store, Answer<Spot>> {
  let found = readable.get(holder);
  if (found === undefined) {
    const patterns = new Map<string, readonly string[] | undefined>();
    const patternsOf = (action: string): readonly string[] | undefined => {
      if (!patterns.has(action)) patterns.set(action, namedFor(holder, action));
      return patterns.get(action);
    };
    found = new Map(
      storesOf(stack).flatMap((store): [Store, Answer<Spot>][] => {
        // Most principals name few of the stores: the others need no look at their conditions and Denies.
        const actions = store.reads.filter((action) => patternsOf(action)?.some((pattern) => meet(pattern, store.arn)) !== false);
        const answer = anyOf(actions.map((action) => reading(holder, action, store)));
        return answer.is === "no" ? [] : [[store, answer]];
      }),
    );
    readable.set(holder, found);
  }
  return found;
}

/** The resource patterns of all grants of an action; `undefined` where they are not all known. */
function namedFor(holder: Holder, action: string): readonly string[] | undefined {
  if (holder.unseen.length > 0) return undefined;
  const patterns: string[] = [];
  for (const { statement } of holder.lines)
    if (statement.effect !== "Deny" && speaksOf(statement, action).is !== "no")
      for (const [text] of resourcesOf(statement))
        if (isUnknown(text)) return undefined;
        else patterns.push(text);
  return patterns;
}

function reading(holder: Holder, action: string, { arn, resource }: Store): Answer<Spot> {
  if (denied(holder, action, arn).is === "yes") return no;
  return can(holder, { action, use: tagsFor(holder, resource), reaches: (pattern) => meet(pattern, arn) });
}
