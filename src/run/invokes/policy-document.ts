import { crc32 } from "node:zlib";

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (value: unknown): readonly string[] => listOf(value).filter((item) => typeof item === "string");

interface Document {
  readonly Version?: unknown;
  readonly Id?: unknown;
  readonly Statement?: readonly Raw[];
}

/**
 * The result of `aws.iam.getPolicyDocument`: statements of sources first, then its own, then those that override; a later statement replaces the
 * earlier one of the same sid.
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/v6.0.0/internal/service/iam/policy_document_data_source.go
 */
export function policyDocument(args: Raw): Raw {
  const sources = documentsOf(args["sourcePolicyDocuments"], args["sourceJson"], "source_policy_documents");
  const overrides = documentsOf(args["overridePolicyDocuments"], args["overrideJson"], "override_policy_documents");
  refuseRepeatedSids(listOf(args["statements"]).filter(isRaw), sources);
  const own: Document = {
    Version: args["version"] ?? "2012-10-17",
    ...(typeof args["policyId"] === "string" && args["policyId"] !== "" && { Id: args["policyId"] }),
    Statement: listOf(args["statements"]).filter(isRaw).map(statementOf),
  };
  const document = [...sources, own, ...overrides].reduce(merged, {});
  const { Version, Id, Statement = [] } = document;
  const ordered = { Version, ...(Id !== undefined && { Id }), ...(Statement.length > 0 && { Statement }) };
  const json = JSON.stringify(ordered, null, 2);
  return { ...args, id: String(crc32(json)), json, minifiedJson: JSON.stringify(ordered), version: Version ?? "2012-10-17" };
}

function merged(before: Document, next: Document): Document {
  const statements = [...(before.Statement ?? [])];
  for (const statement of next.Statement ?? []) {
    const sid = statement["Sid"];
    const at = typeof sid === "string" && sid !== "" ? statements.findIndex((one) => one["Sid"] === sid) : -1;
    if (at < 0) statements.push(statement);
    else statements[at] = statement;
  }
  const version = String(next.Version ?? "") > String(before.Version ?? "") ? next.Version : before.Version;
  return { Version: version, Id: next.Id ?? before.Id, Statement: statements };
}

/** Arguments that the provider refuses, in its words. */
export class PolicyDocumentError extends Error {}

const documentsOf = (list: unknown, older: unknown, called: string): readonly Document[] =>
  [...textsOf(list), ...textsOf([older])].map((text, place) => parsed(text, `${called} (item ${place})`));

function parsed(text: string, called: string): Document {
  // An empty text counts as none.
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PolicyDocumentError(`${called} is not valid JSON`);
  }
  if (!isRaw(value)) throw new PolicyDocumentError(`${called} is not a JSON object`);
  const statement = value["Statement"];
  return { ...value, Statement: (isRaw(statement) ? [statement] : listOf(statement)).filter(isRaw) };
}

/** A sid is in one statement of the document, and in one statement of all sources; that of a source may be replaced by the document's own. */
function refuseRepeatedSids(own: readonly Raw[], sources: readonly Document[]): void {
  const seen = new Set<unknown>();
  for (const { sid } of own) {
    if (typeof sid === "string" && sid !== "" && seen.has(sid)) throw new PolicyDocumentError(`duplicate Sid (${sid})`);
    seen.add(sid);
  }
  const inSources = new Set<unknown>();
  for (const [item, { Statement = [] }] of sources.entries())
    for (const [place, { Sid }] of Statement.entries()) {
      if (typeof Sid === "string" && Sid !== "" && inSources.has(Sid))
        throw new PolicyDocumentError(
          `duplicate Sid (${Sid}) in source_policy_documents (item ${item}; statement ${place}). Remove the Sid or ensure Sids are unique.`,
        );
      inSources.add(Sid);
    }
}

const statementOf = (given: Raw): Raw => ({
  ...(typeof given["sid"] === "string" && given["sid"] !== "" && { Sid: given["sid"] }),
  Effect: given["effect"] ?? "Allow",
  ...part("Action", given["actions"], false),
  ...part("NotAction", given["notActions"], false),
  ...part("Resource", given["resources"]),
  ...part("NotResource", given["notResources"]),
  ...principals("Principal", given["principals"]),
  ...principals("NotPrincipal", given["notPrincipals"]),
  ...conditions(given["conditions"]),
});

/** `&{aws:username}` is a variable of IAM, since the provider's own language has `${…}`. */
const variables = (value: unknown): unknown => (typeof value === "string" ? value.replaceAll("&{", "${") : value);

const one = (list: readonly unknown[]): unknown => (list.length === 1 ? list[0] : list);
const descending = (list: readonly unknown[]): readonly unknown[] => list.toSorted((a, b) => (String(a) < String(b) ? 1 : -1));

function part(key: string, value: unknown, hasVariables = true): Raw {
  const list = descending(listOf(value));
  return list.length === 0 ? {} : { [key]: one(hasVariables ? list.map(variables) : list) };
}

function principals(key: string, value: unknown): Raw {
  const given = listOf(value).filter(isRaw);
  const [only] = given;
  if (only === undefined) return {};
  const identifiersOf = (principal: Raw): readonly unknown[] => descending(listOf(principal["identifiers"]).map(variables));
  if (given.length === 1 && only["type"] === "*" && one(identifiersOf(only)) === "*") return { [key]: "*" };
  const byType = new Map<string, unknown[]>();
  for (const principal of given) {
    const type = String(principal["type"]);
    byType.set(type, [...(byType.get(type) ?? []), ...identifiersOf(principal)]);
  }
  return { [key]: Object.fromEntries([...byType].toSorted().map(([type, list]) => [type, one(list)])) };
}

function conditions(value: unknown): Raw {
  const given = listOf(value).filter(isRaw);
  if (given.length === 0) return {};
  const byTest = new Map<string, Map<string, unknown[]>>();
  for (const { test, variable, values } of given) {
    const tests = byTest.get(String(test)) ?? new Map<string, unknown[]>();
    byTest.set(String(test), tests);
    tests.set(String(variable), [...(tests.get(String(variable)) ?? []), ...listOf(values).map(variables)]);
  }
  const written = [...byTest]
    .toSorted(byKey)
    .map(([test, keys]): [string, Raw] => [test, Object.fromEntries([...keys].toSorted(byKey).map(([key, list]) => [key, one(list)]))]);
  return { Condition: Object.fromEntries(written) };
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
