import { topKey } from "../../model/path.js";
import type { Resource } from "../../model/resource.js";
import { isMap, isSecret, isUnknown, lookup, type Unknown, unknown, type Value } from "../../model/value.js";
import { type Condition, Document, placed, Statement, type Texts } from "../document/document.js";
import { dnsSuffix } from "../document/partitions.js";

/** The inputs of a resource that grant access without a policy document. */
interface Shape {
  readonly principal: string;
  readonly action: string;
  readonly defaultAction: string;
  readonly resource: string | undefined;
  /** Inputs that are conditions: the operator and key that AWS derives from them. */
  readonly conditions: Readonly<Record<string, readonly [operator: string, key: string]>>;
}

const shapes: Readonly<Record<string, Shape>> = {
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
};

/** Types that grant access by inputs of their own instead of a document. */
export const permissionTypes: readonly string[] = Object.keys(shapes);

/** The statement that such a resource is equivalent to, as a document. */
export function permissionOf(resource: Resource, today?: string): Document | undefined {
  const shape = shapes[resource.type];
  if (shape === undefined) return undefined;
  const inputs = resource.inputs.value;
  const isShown = [shape.principal, shape.action].every((path) => !isSecret(resource.inputs, path));
  const document = new Document(resource, "resource", "", undefined, false, !isShown, undefined, today);
  const places = new Map<string, string>();
  const action = placed(inputs[shape.action] ?? shape.defaultAction, "actions", shape.action, places);
  const target = shape.resource === undefined ? undefined : placed(inputs[shape.resource], "resources", shape.resource, places);
  const principals = readPrincipal(inputs[shape.principal]);
  places.set("principals", shape.principal);
  const conditions: Condition[] = [];
  const add = (operator: string, key: string, value: Value, path: string): void => {
    const property = `conditions[${conditions.length}]`;
    places.set(property, path);
    conditions.push({ operator, key, values: placed(value, `${property}.values`, path, places) ?? [] });
  };
  for (const [input, [operator, key]] of Object.entries(shape.conditions)) {
    const value = inputs[input];
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
  document.statements.push(
    new Statement(document, "", "Allow", action, undefined, target, undefined, principals, undefined, conditions, places),
  );
  return document;
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
