import { accountOf } from "../iam/trust/trust.js";
import type { Item, View } from "../language/view.js";
import { jsonAt } from "../model/json.js";
import { join } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { isList, isMap, type Value } from "../model/value.js";
import { regionOf } from "./region.js";

/** An ARN that is written in an input, with the account and the region that the resource itself is in. */
export interface WrittenArn {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly ownAccounts: readonly string[];
  readonly ownRegion: string | undefined;
}

const form = /arn:aws[\w-]*:([\w-]*):([a-z0-9-]*):(\d{12}):[\w./:@=+*-]*/g;

/** The ARNs in the inputs of resources of AWS, where the stack shows in which account they are made. */
export const writtenArns: View<WrittenArn> = {
  view: "ARNs in the inputs of resources",
  scope: "stack",
  atEnd: "only then it is known in which account the stack is",
  types: "all",
  of(resource, { stack }) {
    if (stack === undefined || !resource.custom || !resource.type.startsWith("aws:")) return none;
    const found = [...arnsIn(resource.inputs.value, "")];
    if (found.length === 0) return none;
    const ownAccounts = ownAccountsOf(resource, stack);
    if (ownAccounts.length === 0) return none;
    const region = regionOf(resource, stack);
    const ownRegion = typeof region === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : undefined;
    return found.map(
      ([path, [arn = "", , at = "", account = ""]]): Item<WrittenArn> => ({
        resource,
        path,
        value: { arn, account, region: at, ownAccounts, ownRegion },
      }),
    );
  },
};

// A copy of a backup belongs in another account or region.
const meantElsewhere: ReadonlySet<string> = new Set(["destinationVaultArn"]);
const none: readonly Item<WrittenArn>[] = [];

function* arnsIn(value: Value, path: string): Iterable<[path: string, match: RegExpMatchArray]> {
  if (typeof value === "string") {
    if (value.includes("arn:aws")) for (const match of value.matchAll(form)) yield [path, match];
  } else if (isList(value)) for (const [i, item] of value.entries()) yield* arnsIn(item, join(path, i));
  else if (isMap(value))
    for (const [key, item] of Object.entries(value)) if (!meantElsewhere.has(key)) yield* arnsIn(item, join(path, key));
}

/** The accounts that the provider is pinned to, or the one that the resources of the same provider are in. */
function ownAccountsOf(resource: Resource, stack: Stack): readonly string[] {
  const written = stack.byUrn.get(resource.provider ?? "")?.inputs.value["allowedAccountIds"];
  const ids = typeof written === "string" ? jsonAt(written) : written;
  const pinned = isList(ids) ? ids.filter((id) => typeof id === "string") : [];
  const account = accountOf(resource, stack);
  return pinned.length > 0 ? pinned : account === undefined ? [] : [account];
}
