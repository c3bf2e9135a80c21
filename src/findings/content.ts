import { type Statement, statementsOf, unknownValue, version } from "../config/content-value.js";
import type { Evaluation } from "../engine/evaluate.js";
import { oneOf } from "../model/expression.js";
import { jsonAt } from "../model/json.js";
import { measureOf, unset } from "../model/measure.js";
import { join, keys } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { isList, isMap, isSecret, isUnknown, lookup, touchesSecret, type Value, type ValueMap } from "../model/value.js";
import { isCredential } from "../secrets/texts/credential.js";

/**
 * The content of a finding, as far as it can get worse: what a policy statement grants, what a rule of a network lets in, a literal secret, the
 * item of a list that has no name, the resource that something is attached to. A fingerprint depends on none of these.
 */
export function contentOf({ resource, path, places, configured, bound }: Evaluation): Statement[] {
  const own =
    configured === undefined
      ? withLevel(statementsAt(resource, path), resource, path, bound)
      : statementsOf(configured, "configuration", nameOfKey(path), true);
  const others = places.flatMap((place) => {
    const isHere = place.urn === resource.urn;
    return isHere
      ? statementsAt(resource, place.path)
      : [{ spellings: [`at ${place.urn} ${place.path.replace(/\[\d+\]/g, "[]")}`], within: [] }];
  });
  return [...pointers(resource), ...own, ...others];
}

/**
 * What is said of a value with its level: a number, a version, or none where the rule asks for a number. Of an item that is reported as a whole the level takes
 * the place of the number, as far as the rule shows which way is better.
 */
function withLevel(own: readonly Statement[], resource: Resource, path: string, bound: Evaluation["bound"]): Statement[] {
  const value = lookup(resource.inputs.value, path);
  const key = lastName(keys(path));
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const isNumber = typeof value === "number" || (bound !== undefined && /^-?\d+$/.test(text));
  const isUnset = bound !== undefined && (value === undefined || value === null || value === "");
  if (touchesSecret({ ...resource.inputs, secretsKnown: true }, path) || (text !== "" && isCredential(text, key))) return [...own];
  if (bound === undefined && own.length > 0) return [...own];
  if (!isNumber && !isUnset) return version.test(text) ? [...own, leveled(text, "least")] : [...own];
  const others = own.filter(({ spellings: [first = ""] }) => !first.startsWith("value is ") && !first.startsWith(`${key} is `));
  return [...others, leveled(isUnset ? unset : text, bound)];
}

const leveled = (text: string, bound: Evaluation["bound"]): Statement => ({ spellings: [], within: [], level: measureOf("", text, bound) });

/** The name in `config["project:name"]`. */
function nameOfKey(path: string): string {
  const key = String(keys(path)[1] ?? "");
  return key.slice(key.indexOf(":") + 1);
}

const names = ["sid", "id", "name", "key", "title", "ruleName", "deviceName", "originId", "regionName"];
const has = (map: ValueMap, ...wanted: readonly string[]): boolean => wanted.some((key) => map[key] !== undefined);
const isGrant = (map: ValueMap): boolean => has(map, "Effect", "effect") && has(map, "Action", "NotAction", "actions", "notActions");
const networkKeys = [
  "protocol ipProtocol fromPort toPort cidrBlock cidrBlocks cidrIpv4 cidrIpv6 ipv6CidrBlock ipv6CidrBlocks prefixListId prefixListIds",
  "securityGroups sourceSecurityGroupId referencedSecurityGroupId self type action ruleAction egress",
].flatMap((list) => list.split(" "));
const isNetworkRule = (map: ValueMap): boolean =>
  has(map, "protocol", "ipProtocol") && networkKeys.filter((key) => has(map, key)).length > 1;
/** Without effect, or different with every deployment. */
const idle = new Set(["description", "Sid", "sid", "image", "tags", "tagsAll"]);

function statementsAt(resource: Resource, path: string): Statement[] {
  let here: Value | undefined = resource.inputs.value;
  let inside: Value | undefined = here;
  let place = "";
  let around: Statement[] = isMap(here) && isNetworkRule(here) && resource.inputs.secrets.size === 0 ? ofMap(here, networkKeys) : [];
  const steps = keys(path);
  const known = { ...resource.inputs, secretsKnown: true };
  for (const key of steps) {
    place = join(place, key);
    if (isSecret(resource.inputs, place)) return around;
    here = isList(inside) && typeof key === "number" ? inside[key] : isMap(inside) ? inside[String(key)] : undefined;
    inside = typeof here === "string" ? (jsonAt(here) ?? here) : here;
    // What contains a secret is not stored as a whole.
    if (!isMap(inside) || touchesSecret(known, place)) continue;
    if (isGrant(inside)) around = ofGrant(inside);
    else if (isNetworkRule(inside)) around = ofMap(inside, networkKeys);
    else if (typeof key === "number" && !names.some((name) => has(inside as ValueMap, name, name[0]?.toUpperCase() + name.slice(1))))
      around = ofScalars(inside);
  }
  if (path === "" || inside === undefined || around.length > 0 || touchesSecret(known, place)) return around;
  if (isMap(inside)) return has(inside, "Statement", "statements") ? ofMap(inside) : [];
  return statementsOf(inside, "value", lastName(steps), false);
}

const lastName = (steps: readonly (string | number)[]): string => String(steps.findLast((step) => typeof step === "string") ?? "");

/** What a map states, or some of its keys. */
const ofMap = (map: ValueMap, some: readonly string[] = Object.keys(map)): Statement[] =>
  some.filter((key) => !idle.has(key)).flatMap((key) => statementsOf(map[key], key, key, true));

/** What a statement of a policy states. A condition makes a grant no worse than it was without one. */
function ofGrant(map: ValueMap): Statement[] {
  const without = "has no condition";
  const isConditional = has(map, "Condition", "conditions", "condition");
  return [
    ...ofMap(map).map((one) => (/^conditions? /i.test(one.spellings[0] ?? "") ? { ...one, within: [...one.within, without] } : one)),
    ...(isConditional ? [] : [{ spellings: [without], within: [] }]),
  ];
}

const ofScalars = (map: ValueMap): Statement[] =>
  Object.keys(map)
    .filter((key) => !idle.has(key) && !isMap(map[key]) && !isList(map[key]))
    .flatMap((key) => statementsOf(map[key], key, key, true));

// What is attached to something else: a policy, a rule, a permission. The same key of the thing itself is its own name.
export const attached = oneOf(
  [
    [/Policy/, ":Policy", ":Polic"],
    [/Attachment/, ":Attachment", ":Attachmen"],
    [/Permission/, ":Permission", ":Permissio"],
    [/Rule/, ":Rule", ":Rul"],
    [/Acl/, ":Acl", ":Ac"],
    [/Configuration/, ":Configuration", ":Configuratio"],
    [/Membership/, ":Membership", ":Membershi"],
    [/Grant/, ":Grant", ":Gran"],
    [/Url/, ":Url", ":Ur"],
    [/Ownership/, ":Ownership", ":Ownershi"],
    [/Website/, ":Website", ":Websit"],
    [/Controls/, ":Controls", ":Control"],
  ],
  { before: ":[A-Za-z]*", after: "[A-Za-z0-9]*$" },
);
const pointing = [
  "bucket role user group policyArn function functionName queueUrl arn keyId securityGroupId repository repositoryName secretArn topicArn",
  "backupVaultName domainName fileSystemId restApiId resourceArn networkAclId",
].flatMap((list) => list.split(" "));

/** What the resource is attached to: by the resource that it depends on, which is known before there are names, or by name. */
function pointers(resource: Resource): Statement[] {
  if (!attached.expression.test(resource.type)) return [];
  return pointing.flatMap((key) => {
    const value = resource.inputs.value[key];
    const urns = resource.propertyDependencies[key] ?? [];
    const by = urns.length === 0 ? [] : [`${key} of ${[...urns].sort().join(" ")}`];
    if (isUnknown(value) && by.length === 0) return [unknownValue(key)];
    const named = typeof value === "string" && value !== "" ? [`${key} is ${value}`] : [];
    return by.length + named.length === 0 ? [] : [{ spellings: [...by, ...named], within: [`${key} is open`] }];
  });
}
