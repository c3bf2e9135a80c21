import { classOfType } from "../../model/classes.js";
import { within } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isList } from "../../model/value.js";
import { enumerated } from "../../text/show.js";
import { type Action, actionsMatching } from "../document/actions.js";
import type { Document, Statement, Texts } from "../document/document.js";
import { isEveryResource } from "../document/patterns.js";
import type { Excess } from "./excess.js";
import type { InHands } from "./grants.js";
import { arnOf, type Nameable, type Naming, nameableOf } from "./nameable.js";
import { type Work, workOf } from "./workloads.js";

/** A resource as a narrowed statement names it. */
interface Place {
  readonly resource: Resource;
  readonly nameable: Nameable;
  readonly naming: Naming;
}

// Actions that create resources, or name them before they exist, cannot be restricted to those of the stack.
const makes = /:(Create|Register|Import|Restore|Replicate|PutParameter)/;

/**
 * The narrowed statement for what a document grants on every resource of a service, as JSON and as Pulumi code in two languages. `undefined` where it is not
 * sure to be enough: where the role may be used by somebody else, or for resources that the stack does not show, or where an action cannot be narrowed.
 */
export function suggestionFor({ document, hands }: InHands, excess: Excess, stack: Stack): string | undefined {
  const statements = document.statements.filter(({ path }) => excess.spots.some((spot) => within(spot.path, path)));
  const written = statements.map(patternsOf);
  if (document.isSecret || written.includes(undefined)) return undefined;
  const work = workInHands(document, hands, excess.service, stack);
  if (work === undefined) return undefined;
  const placesOf = (action: Action): readonly Place[] | undefined =>
    action.name.startsWith(`${excess.service}:`) ? placesFor(action, excess.service, work) : undefined;
  const places: Place[] = [];
  const narrowed: string[] = [];
  for (const pattern of new Set(written.flatMap((patterns) => patterns ?? []))) {
    const found = actionsMatching(pattern).map(placesOf);
    if (found.length > 0 && found.every((list) => list !== undefined)) {
      narrowed.push(pattern);
      for (const one of found.flat()) places.push(one);
    } else if (excess.patterns.includes(pattern)) return undefined;
  }
  return adviceText(narrowed, unique(places), work);
}

/** The actions of a statement that has only actions and every resource. */
const patternsOf = ({ conditions, resources, actions }: Statement): readonly string[] | undefined =>
  isList(conditions) && conditions.length === 0 && known(resources)?.every(isEveryResource) ? known(actions) : undefined;

const known = (texts: Texts | undefined): readonly string[] | undefined =>
  isList(texts) && texts.every((text) => typeof text === "string") ? texts : undefined;

/** What all roles that surely hold a document work with; `undefined` where one of its holders may work with anything. */
function workInHands(document: Document, hands: InHands["hands"], service: string, stack: Stack): Work | undefined {
  const works = hands.map(({ kind, resource, lines }) => {
    const isSure = lines.every((line) => line.statement.document !== document || line.isSure);
    return kind === "role" && resource !== undefined && isSure ? workOf(resource, service, stack) : undefined;
  });
  const known = works.filter((work) => work !== undefined);
  if (known.length < works.length) return undefined;
  return { workers: known.flatMap(({ workers }) => workers), resources: [...new Set(known.flatMap(({ resources }) => resources))] };
}

/** The places that an action is narrowed to; `undefined` where it takes something that the workloads are not seen to have. */
function placesFor({ name, types }: Action, service: string, { resources }: Work): readonly Place[] | undefined {
  if (makes.test(name)) return undefined;
  const places: Place[] = [];
  for (const [type, nameable] of nameableOf(service)) {
    if (!types.every((kind) => nameable.kinds[kind.name] !== undefined || nameable.besides.includes(kind.name))) continue;
    for (const resource of resources.filter((one) => one.type === type))
      for (const kind of types) {
        const naming = nameable.kinds[kind.name];
        if (naming !== undefined) places.push({ resource, nameable, naming });
      }
  }
  return places.length === 0 ? undefined : places;
}

const unique = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [`${place.resource.urn} ${place.naming.behind}`, place])).values(),
];

function adviceText(actions: readonly string[], places: readonly Place[], { workers }: Work): string {
  const names = namesOf(places);
  const arns = places.map(({ resource, nameable, naming }) => {
    const arn = arnOf(resource, nameable);
    return arn === undefined ? undefined : `${arn}${naming.behind}`;
  });
  const users = [...new Set(workers.map(({ name }) => `"${name}"`))];
  const statement = JSON.stringify({ Effect: "Allow", Action: actions, Resource: arns });
  const list = actions.map((action) => JSON.stringify(action)).join(", ");
  const resources = (pythonic: boolean): string =>
    places
      .map(({ resource, naming: { output, behind } }) => {
        const from = `${(pythonic ? snake : camel)(names.get(resource) ?? [])}.${output}`;
        if (behind === "") return from;
        return pythonic ? `pulumi.Output.concat(${from}, "${behind}")` : `pulumi.interpolate\`\${${from}}${behind}\``;
      })
      .join(", ");
  const legend = [...names].map(([resource, words]) => `\`${camel(words)}\` is the ${classOfType(resource.type)} "${resource.name}"`);
  return [
    `Allow ${enumerated(actions)} only on what ${enumerated(users)} ${users.length === 1 ? "uses" : "use"}; keep other actions in a separate statement.`,
    ...(arns.includes(undefined) ? [] : ["As JSON:", `  ${statement}`]),
    "In TypeScript, as a statement of `aws.iam.getPolicyDocumentOutput`:",
    `  { actions: [${list}], resources: [${resources(false)}] }`,
    "In Python, as a statement of `aws.iam.get_policy_document_output`:",
    `  aws.iam.GetPolicyDocumentStatementArgs(actions=[${list}], resources=[${resources(true)}])`,
    `Here ${enumerated(legend)}.`,
  ].join("\n");
}

type Words = readonly string[];
const camel = (words: Words): string => words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
const snake = (words: Words): string => words.join("_");

/** A variable for each resource, in words: its name with its class behind, since the program's own variables are not seen. */
function namesOf(places: readonly Place[]): ReadonlyMap<Resource, Words> {
  const names = new Map<Resource, Words>();
  const taken = new Set<string>();
  for (const { resource } of places) {
    if (names.has(resource)) continue;
    const kind = wordsOf(resource.type.slice(resource.type.lastIndexOf(":") + 1));
    const own = wordsOf(resource.name);
    const isWhole = own.join("_").endsWith(kind.join("_"));
    const words = !/^[a-z]/.test(own[0] ?? "") ? [...kind, ...own] : isWhole ? own : [...own, ...kind];
    let name: Words = words;
    for (let i = 2; taken.has(camel(name)); i++) name = [...words, String(i)];
    taken.add(camel(name));
    names.set(resource, name);
  }
  return names;
}

const wordsOf = (text: string): Words =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
