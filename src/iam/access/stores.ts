import { lookupTable } from "../../data/lookup.js";
import { typeOfClass } from "../../model/classes.js";
import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { type Answer, anyOf } from "../document/answer.js";
import { meet } from "../document/wildcard.js";
import { can, denied, mayDo } from "./can.js";
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

const known = new WeakMap<Stack, readonly Store[]>();

/** The resources of a stack that keep data; parameters only where they are encrypted. */
export function storesOf(stack: Stack): readonly Store[] {
  let stores = known.get(stack);
  if (stores === undefined) {
    stores = Object.entries(keepings).flatMap(([type, keeping]) =>
      (stack.byType.get(type) ?? []).flatMap((resource): Store[] => {
        const nameable = nameableOf(keeping.service).find(([of]) => of === type)?.[1];
        const arn = nameable === undefined ? undefined : arnOf(resource, nameable);
        const isPlain = keeping.service === "ssm" && resource.inputs.value["type"] !== "SecureString";
        return arn === undefined || isPlain ? [] : [{ ...keeping, resource, arn: `${arn}${keeping.behind ?? ""}` }];
      }),
    );
    known.set(stack, stores);
  }
  return stores;
}

/** Whether somebody can read what is in a store. */
export function canRead(holder: Holder, { reads, arn, resource }: Store): Answer<Spot> {
  const use = tagsFor(holder, resource);
  return anyOf(
    reads.flatMap((action) =>
      !mayDo(holder, action) || denied(holder, action, arn).is === "yes"
        ? []
        : [can(holder, { action, use, reaches: (pattern) => meet(pattern, arn) })],
    ),
  );
}
