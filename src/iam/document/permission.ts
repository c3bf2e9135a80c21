import { lookupTable } from "../../data/lookup.js";
import { topKey } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import { isMap, isSecret, isUnknown, lookup, type Unknown, unknown, type Value, type ValueMap } from "../../model/value.js";
import { type Condition, Document, Statement, type Texts, textsOf } from "./document.js";
import { dnsSuffix } from "./partitions.js";
import { noteTexts, type Places } from "./places.js";

/** The inputs of a resource that grant access without a policy document. */
interface Shape {
  readonly principal: string;
  readonly action: string;
  readonly defaultAction: string;
  readonly resource: string | undefined;
  /** Inputs that are conditions: the operator and key that AWS derives from them. */
  readonly conditions: Readonly<Record<string, readonly [operator: string, key: string]>>;
}

const shapes: Readonly<Record<string, Shape>> = lookupTable({
  "aws:lambda/permission:Permission": {
    principal: "principal",
    action: "action",
    defaultAction: "lambda:InvokeFunction",
    resource: "function",
    conditions: {
      sourceArn: ["ArnLike", "aws:SourceArn"],
      sourceAccount: ["StringEquals", "aws:SourceAccount"],
      principalOrgId: ["StringEquals", "aws:PrincipalOrgID"],
      functionUrlAuthType: ["StringEquals", "lambda:FunctionUrlAuthType"],
      eventSourceToken: ["StringEquals", "lambda:EventSourceToken"],
    },
  },
  "aws:lambda/layerVersionPermission:LayerVersionPermission": {
    principal: "principal",
    action: "action",
    defaultAction: "lambda:GetLayerVersion",
    resource: "layerName",
    conditions: { organizationId: ["StringEquals", "aws:PrincipalOrgID"] },
  },
  "aws:cloudwatch/eventPermission:EventPermission": {
    principal: "principal",
    action: "action",
    defaultAction: "events:PutEvents",
    resource: undefined,
    conditions: {},
  },
});

/** Types that grant access by inputs of their own instead of a document. */
export const permissionTypes: readonly string[] = Object.keys(shapes);

const known = new WeakMap<Resource, { readonly today: string | undefined; readonly document: Document }>();

/** The statement that such a resource amounts to, as a document of one statement; read once for all rules of a day. */
export function permissionOf(resource: Resource, today?: string): Document | undefined {
  const shape = shapes[resource.type];
  if (shape === undefined) return undefined;
  let found = known.get(resource);
  if (found === undefined || found.today !== today) {
    found = { today, document: readPermission(resource, shape, today) };
    known.set(resource, found);
  }
  return found.document;
}

function readPermission(resource: Resource, shape: Shape, today: string | undefined): Document {
  const inputs = resource.inputs.value;
  const isShown = !isSecret(resource.inputs, shape.principal) && !isSecret(resource.inputs, shape.action);
  const document = new Document(resource, "resource", "", undefined, false, !isShown, undefined, today);
  const action = inputs[shape.action] ?? shape.defaultAction;
  const target = shape.resource === undefined ? undefined : inputs[shape.resource];
  const written = conditionsOf(inputs, shape);
  const places = (): Places => {
    const out = new Map([["principals", shape.principal]]);
    noteTexts(action, "actions", shape.action, out);
    if (shape.resource !== undefined) noteTexts(target, "resources", shape.resource, out);
    for (const [i, { value, path }] of written.entries()) {
      out.set(`conditions[${i}]`, path);
      noteTexts(value, `conditions[${i}].values`, path, out);
    }
    return out;
  };
  const principals = readPrincipal(inputs[shape.principal]);
  const conditions = written.map(({ operator, key, value }): Condition => ({ operator, key, values: textsOf(value) ?? [] }));
  document.statements.push(
    new Statement(document, "", "Allow", textsOf(action), undefined, textsOf(target), undefined, principals, undefined, conditions, places),
  );
  return document;
}

/** A condition as inputs of a resource state it. */
interface Written {
  readonly operator: string;
  readonly key: string;
  readonly value: Value;
  readonly path: string;
}

function conditionsOf(inputs: ValueMap, shape: Shape): readonly Written[] {
  const out: Written[] = [];
  const add = (operator: string, key: string, value: Value, path: string): void => {
    out.push({ operator, key, value, path });
  };
  for (const input of Object.keys(shape.conditions)) {
    const value = inputs[input];
    const [operator, key] = shape.conditions[input] ?? ["", ""];
    if (value !== undefined && value !== null && value !== "") add(operator, key, value, input);
  }
  const own = inputs["condition"];
  const text = (path: string): string => {
    const found = lookup(inputs, path);
    return typeof found === "string" ? found : "";
  };
  if (isUnknown(own)) add("", "", unknown, "condition");
  else if (isMap(own) && isUnknown(own["key"])) add("", "", unknown, "condition.key");
  else if (isMap(own) && isUnknown(own["type"])) add("", "", unknown, "condition.type");
  else if (isMap(own)) add(text("condition.type"), text("condition.key"), own["value"] ?? "", "condition.value");
  return out;
}

function readPrincipal(value: Value | undefined): Texts | undefined {
  if (isUnknown(value)) return [unknown satisfies Unknown];
  if (typeof value !== "string" || value === "") return undefined;
  return [value === "*" ? "*" : dnsSuffix.test(value) ? `Service:${value}` : `AWS:${value}`];
}

/**
 * Whether a value that is not known yet is made from a resource of the stack, where it is an input of its own: it will name that, and so be neither
 * anybody's nor malformed. For a whole document this cannot be concluded.
 */
export function namesResource({ document, locate }: Statement, at: string): boolean {
  const { resource, hasDocument } = document;
  return !hasDocument && (resource.propertyDependencies[topKey(locate(at))] ?? []).length > 0;
}
