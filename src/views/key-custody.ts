import { type Document, documentsOf, type Statement } from "../iam/document/document.js";
import { covers } from "../iam/document/wildcard.js";
import { accountOf } from "../iam/trust/trust.js";
import type { Item, View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { join } from "../model/path.js";
import { eachText, type Keys } from "../model/texts.js";
import { isList, isUnknown, type Value } from "../model/value.js";
import { regionOf } from "./region.js";

/** A key that an input names, or the policy of a key. */
export type Custody =
  | { readonly kind: "reference"; readonly key: string; readonly account: string | undefined; readonly region: string | undefined }
  | { readonly kind: "policy"; readonly hasAdministrator: boolean; readonly delegates: boolean; readonly mixes: boolean };

const keyTypes: ReadonlySet<string> = new Set(
  ["kms.Key", "kms.KeyPolicy", "kms.ReplicaKey", "kms.ExternalKey", "kms.ReplicaExternalKey"].map(typeOfClass),
);
const keyInput = /(kms|encryption|master).*key(id|arn|identifier)?s?$|^kmskey/i;

/** The KMS keys that inputs name by a text, and the policies of keys. */
export const keyCustody: View<Custody> = {
  view: "KMS keys by name, and key policies",
  scope: "stack",
  atEnd: "only then it is known in which account the stack is",
  types: "all",
  of(resource, { stack, today }) {
    if (stack === undefined || !resource.type.startsWith("aws:")) return [];
    if (keyTypes.has(resource.type))
      return documentsOf(resource, today)
        .read.filter(({ kind }) => kind === "resource")
        .map(policyItem);
    const named = namedKeys(resource.inputs.value);
    if (named.length === 0) return [];
    const region = regionOf(resource, stack);
    const own = typeof region === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : undefined;
    return named.map(
      ([keys, key]): Item<Custody> => ({
        resource,
        path: keys.reduce(join, ""),
        value: { kind: "reference", key, account: accountOf(resource, stack), region: own },
      }),
    );
  },
};

function namedKeys(value: Value): readonly [Keys, string][] {
  const found: [Keys, string][] = [];
  eachText(value, (text, keys) => {
    const name = keys.at(-1);
    // Whatever lies deeper belongs to a document.
    if (typeof name !== "string" || keys.length > 7) return;
    if (/^(arn:aws[\w-]*:kms:|alias\/)/.test(text) && keyInput.test(name)) found.push([[...keys], text]);
  });
  return found;
}

function policyItem(document: Document): Item<Custody> {
  const { resource, path, statements } = document;
  const isOpen = document.unread.length > 0 || statements.some(isPartlyUnknown);
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const value: Custody = {
    kind: "policy",
    hasAdministrator: isOpen || allows.some((one) => allowsAction(one, "kms:PutKeyPolicy")),
    delegates: allows.some(
      (one) => isUser(one) && allowsAction(one, "kms:Decrypt") && allowsAction(one, "kms:CreateGrant") && !isForServices(one),
    ),
    mixes: allows.some((one) => isUser(one) && allowsAction(one, "kms:PutKeyPolicy") && allowsAction(one, "kms:Decrypt")),
  };
  return { resource, path, value, locate: () => path };
}

const isPartlyUnknown = ({ effect, actions, conditions }: Statement): boolean =>
  [effect, actions, conditions].some((part) => isUnknown(part)) || (isList(actions) && actions.some((action) => isUnknown(action)));

const allowsAction = ({ actions }: Statement, action: string): boolean =>
  actions !== undefined && !isUnknown(actions) && actions.some((wide) => typeof wide === "string" && covers(wide, action, true));

/** Whether a statement is for principals other than the account as a whole and AWS services. */
const isUser = ({ principals }: Statement): boolean =>
  principals !== undefined &&
  !isUnknown(principals) &&
  principals.some((one) => typeof one === "string" && !one.startsWith("Service:") && !/:root$|^AWS:\d{12}$/.test(one) && one !== "*");

const isForServices = ({ conditions }: Statement): boolean =>
  isUnknown(conditions) ||
  conditions.some(({ key }) => /^kms:(GrantIsForAWSResource|ViaService|GrantOperations|GrantConstraintType)$/i.test(key));
