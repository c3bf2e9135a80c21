import type { Item, View } from "../language/view.js";
import { oncePerStack } from "../model/stack.js";
import { type Copy, copiesIn, type SecretValues, secretValues } from "../secrets/texts/copies.js";
import { awaitedAt } from "./awaited.js";
import { leaksOf } from "./leaks.js";

/** The known secrets of a stack, collected once for all rules. */
export const secretsOf = oncePerStack((stack): SecretValues => secretValues(stack));

const stackType = "pulumi:pulumi:Stack";

/**
 * A View over the plain inputs, and outputs of the stack, that hold what is secret elsewhere in the stack or its configuration. A plain value
 * that is not known yet leaves the rule open where it depends on a resource that makes credentials.
 */
export const plaintextCopies: View<Copy> = {
  view: "plain values that are secret elsewhere",
  scope: "stack",
  atEnd: "the secret that a value is a copy of may come after it",
  types: "all",
  of(resource, { stack }) {
    if (stack === undefined) return none;
    const properties = resource.type === stackType ? resource.outputs : resource.inputs;
    if (!properties.secretsKnown) return none;
    const secrets = secretsOf(stack);
    const items: Item<Copy>[] = secrets.isEmpty
      ? []
      : copiesIn(properties, secrets).map((copy) => ({ resource, path: copy.path, value: copy }));
    if (!properties.hasUnknown || resource.type === stackType) return items;
    const unreadable = leaksOf(resource).waiting.filter((path) => awaitedAt(resource, path).makesCredentials);
    return unreadable.length > 0 ? [...items, { resource, path: "", value: { path: "", origin: "" }, unreadable }] : items;
  },
};

const none: readonly Item<Copy>[] = [];
