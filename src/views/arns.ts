import { accountOf } from "../iam/trust/trust.js";
import type { Item, View } from "../language/view.js";
import { jsonAt } from "../model/json.js";
import { join } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import { eachText, type Keys } from "../model/texts.js";
import { isList, type Value } from "../model/value.js";
import { regionOf } from "./region.js";

/** An ARN of another account or region that is written in an input, with the account and the region that the resource itself is in. */
export interface WrittenArn {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly ownAccounts: readonly string[];
  readonly ownRegion: string | undefined;
}

const form = /arn:aws[\w-]*:([\w-]*):([a-z0-9-]*):(\d{12}):[\w./:@=+*-]*/g;

/** The ARNs of other accounts and regions in the inputs of resources of AWS, where the stack shows in which account these are made. */
export const foreignArns: View<WrittenArn> = {
  view: "ARNs of other accounts and regions in the inputs of resources",
  scope: "stack",
  atEnd: "only then it is known in which account the stack is",
  types: "all",
  of(resource, { stack }) {
    if (stack === undefined || !resource.custom || !resource.type.startsWith("aws:")) return none;
    const found = arnsIn(resource.inputs.value);
    if (found.length === 0) return none;
    const ownAccounts = ownAccountsOf(resource, stack);
    if (ownAccounts.length === 0) return none;
    const region = regionOf(resource, stack);
    const ownRegion = typeof region === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : undefined;
    const isAtHome = ({ account, region: at }: Written): boolean =>
      ownAccounts.includes(account) && (at === "" || at === "*" || ownRegion === undefined || at === ownRegion);
    return found.flatMap((written): Item<WrittenArn>[] =>
      isAtHome(written) ? [] : [{ resource, path: written.keys.reduce(join, ""), value: { ...written, ownAccounts, ownRegion } }],
    );
  },
};

// A copy of a backup belongs in another account or region.
const meantElsewhere: ReadonlySet<string> = new Set(["destinationVaultArn"]);
const none: readonly Item<WrittenArn>[] = [];

interface Written extends Pick<WrittenArn, "arn" | "account" | "region"> {
  readonly keys: Keys;
}

/** Most texts hold no ARN, and most ARNs are of the own account: a path is only written for those that are left. */
function arnsIn(value: Value): readonly Written[] {
  const found: Written[] = [];
  eachText(value, (text, keys) => {
    if (!text.includes("arn:aws") || keys.some((key) => meantElsewhere.has(String(key)))) return;
    for (const [arn, , region = "", account = ""] of text.matchAll(form)) found.push({ arn, region, account, keys: [...keys] });
  });
  return found;
}

/** The accounts that the provider is pinned to, or the one that the resources of the same provider are in. */
function ownAccountsOf(resource: Resource, stack: Stack): readonly string[] {
  const written = stack.byUrn.get(resource.provider ?? "")?.inputs.value["allowedAccountIds"];
  const ids = typeof written === "string" ? jsonAt(written) : written;
  const pinned = isList(ids) ? ids.filter((id) => typeof id === "string") : [];
  const account = accountOf(resource, stack);
  return pinned.length > 0 ? pinned : account === undefined ? [] : [account];
}
