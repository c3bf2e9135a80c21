import { isMap, isUnknown, type Value, type ValueMap } from "../../model/value.js";
import { hasAccessKeyId } from "../formats/formats.js";
import { certaintyOf } from "../names/name.js";

/** What is around a text: the name it is under, and whether the id of an access key is beside it. */
export interface Around {
  readonly name: string;
  readonly besideKeyId: boolean;
}

/** What the parts of a map are to each other: `{name: "DB_PASSWORD", value: …}` is a named value. */
export interface Company {
  readonly around: Around;
  readonly besideKeyId: boolean;
  /** The only key of the map. */
  readonly only: string | undefined;
  /** The key under which a value is, and its name where that is known. */
  readonly valueKey: string | undefined;
  readonly valueName: string;
  /** The key beside it whose value, its name, is not known yet. */
  readonly nameless: string | undefined;
  /** The value is the name of what holds the secret. */
  readonly isPointer: boolean;
  /** A JSON Web Key, whose private members have no other name. */
  readonly isKey: boolean;
  /** `{"type": "HS256", "key": …}` under a name that states secret. */
  readonly isKeyOfSecret: boolean;
  /** The header that a statement of WAF looks at. */
  readonly header: string | undefined;
}

const nameKeys = [
  "name",
  "Name",
  "key",
  "Key",
  "parameterKey",
  "ParameterKey",
  "parameterName",
  "headerName",
  "variable",
  "httpHeaderName",
  "variableName",
];
const valueKeys = ["value", "Value", "parameterValue", "ParameterValue", "stringValue", "insecureValue", "values", "text"];
// The first of them that a map has counts.
const ranksOfNames = new Map(nameKeys.map((key, rank) => [key, rank]));
const ranksOfValues = new Map(valueKeys.map((key, rank) => [key, rank]));

const isKeyId = (value: Value | undefined): boolean => typeof value === "string" && value.length === 20 && hasAccessKeyId(value);

/** What the parts of a map are to each other; `keys` are those of the map. */
export function companyOf(map: ValueMap, keys: readonly string[], around: Around): Company {
  let { besideKeyId } = around;
  let nameRank = nameKeys.length;
  let valueRank = valueKeys.length;
  for (const key of keys) {
    nameRank = Math.min(nameRank, ranksOfNames.get(key) ?? nameRank);
    valueRank = Math.min(valueRank, ranksOfValues.get(key) ?? valueRank);
    besideKeyId ||= isKeyId(map[key]);
  }
  const nameKey = nameKeys[nameRank];
  const valueKey = nameKey === undefined ? undefined : valueKeys[valueRank];
  const name = nameKey === undefined || valueKey === undefined ? undefined : map[nameKey];
  const type = valueKey === undefined ? undefined : map["type"];
  return {
    around,
    besideKeyId,
    only: keys.length === 1 ? keys[0] : undefined,
    valueKey,
    valueName: typeof name === "string" ? name : (valueKey ?? ""),
    nameless: isUnknown(name) ? nameKey : undefined,
    isPointer: type === "PARAMETER_STORE" || type === "SECRETS_MANAGER",
    isKey: typeof map["kty"] === "string",
    isKeyOfSecret: nameKey === "key" && valueKey === undefined && certaintyOf(around.name) !== undefined,
    header: headerOf(map["fieldToMatch"]),
  };
}

/** Whether a part of a map holds no secret: the name of one, or what the controller of a cluster alone can open, as SealedSecret has it. */
export const isLeftOut = ({ isPointer, valueKey }: Company, key: string, part: Value): boolean =>
  (isPointer && key === valueKey) || (key === "encryptedData" && isMap(part));

/** What is around a part of a map. */
export function aroundPart(company: Company, key: string): Around {
  const { besideKeyId } = company;
  return { name: key === company.valueKey ? company.valueName : nameOf(company, key), besideKeyId };
}

function nameOf({ around, only, isKey, isKeyOfSecret, header }: Company, key: string): string {
  if (key === "searchString" && header !== undefined) return header;
  if (isKey && (key === "d" || key === "k")) return "privateKey";
  if (isKeyOfSecret && key === "key") return "secret";
  // `{"password": {"S": …}}` in an item of DynamoDB, `{"Password": {"Default": …}}` in a template
  return (only !== undefined && attributes.has(only)) || (key.length === 7 && key.toLowerCase() === "default") ? around.name : key;
}

const attributes: ReadonlySet<string> = new Set(["S", "SS", "N", "NS", "L"]);

function headerOf(field: Value | undefined): string | undefined {
  const single = isMap(field) ? field["singleHeader"] : undefined;
  const name = isMap(single) ? single["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}

/** Whether the id of an access key is beside the items of a list: `[{name: …, value: "AKIA…"}, …]`. */
export function isListBesideKeyId(list: readonly Value[], around: Around): boolean {
  if (around.besideKeyId) return true;
  for (const item of list)
    if (isMap(item)) for (const key of Object.keys(item)) if (isKeyId(item[key]) && ranksOfValues.has(key)) return true;
  return false;
}

/** What is around an item of a list: `["--password", …]` is a named value too. */
export function aroundItem(list: readonly Value[], i: number, around: Around, besideKeyId: boolean): Around {
  const before = list[i - 1];
  const name = typeof before === "string" && before.startsWith("-") && isOption(before) ? before : around.name;
  return name === around.name && besideKeyId === around.besideKeyId ? around : { name, besideKeyId };
}

const isOption = (word: string): boolean => /^--?[A-Za-z]/.test(word) && !word.includes("=");
