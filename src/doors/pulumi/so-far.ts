import { type Evaluation, evaluateResource, evaluateStack, type RuleIndex } from "../../engine/evaluate.js";
import { completedBy, mayComplete } from "../../iam/access/reach.js";
import { classOfType } from "../../model/classes.js";
import { type RawResource, type Resource, toResource, writtenAs } from "../../model/resource.js";
import type { Stack } from "../../model/stack.js";
import { isList, isUnknown, lookup, newMap, readProperties, unknown, type Value } from "../../model/value.js";
import { growingStack } from "./growing-stack.js";
import type { StackIdentity } from "./identity.js";

/** The stack while an update is under way: what was registered so far, by its inputs alone. */
export interface SoFar {
  add(raw: RawResource): void;
  /** What rules of stack scope find for certain just before an added resource is created: in it, and in resources that it completes. */
  evaluate(
    index: RuleIndex,
    urn: string,
    identity: StackIdentity & { readonly today: string },
    environments: ReadonlySet<string>,
  ): Evaluation[];
}

const policyType = "aws:iam/policy:Policy";
const rootType = "pulumi:pulumi:Stack";
/** Types that others refer to by a name that the provider may choose. */
const named = new Set(["aws:iam/role:Role", "aws:iam/user:User", "aws:iam/group:Group", policyType]);
const arnInputs = ["policyArn", "policyArns", "managedPolicyArns", "permissionsBoundary"] as const;
const policyArn = /^arn:[^:]+:iam::\d{12}:policy(\/.+)$/;

export function startSoFar(): SoFar {
  const grown = growingStack();
  const { resources } = grown;
  // Both by provider and path with name, which is unique in an account: two resources or ARNs with the same one are ambiguous.
  const policies = new Map<string, Set<string>>();
  const arns = new Map<string, Set<string>>();

  // Analyze passes neither ids nor dependencies, so a policy gets the ARN that names it.
  const nameByArn = (key: string): void => {
    const [urn, ...others] = policies.get(key) ?? [];
    const policy = resources.get(urn ?? "");
    if (policy === undefined) return;
    const given = [...(arns.get(key) ?? [])];
    const arn = others.length === 0 && given.length === 1 ? given[0] : undefined;
    for (const claimed of policies.get(key) ?? []) {
      const resource = resources.get(claimed);
      if (resource !== undefined && resource.outputs.value["arn"] !== arn)
        grown.put({ ...resource, outputs: readProperties(arn === undefined ? {} : { arn }) });
    }
  };

  return {
    add(raw) {
      const read = toResource(raw);
      const isNameless = named.has(read.type) && read.inputs.value["name"] === undefined;
      const resource = isNameless ? withInput(read, "name", unknown) : read;
      grown.put(resource);
      const own = resource.type === policyType ? keyOfPolicy(resource) : undefined;
      if (own !== undefined) {
        put(policies, own, resource.urn);
        nameByArn(own);
      }
      for (const arn of arnInputs.flatMap((input) => textsOf(lookup(resource.inputs.value, input)))) {
        const key = keyOfArn(resource, arn);
        if (key === undefined) continue;
        put(arns, key, arn);
        nameByArn(key);
      }
    },
    evaluate(index, urn, identity, environments) {
      const resource = resources.get(urn);
      if (resource === undefined) return [];
      const isRoot = resource.type === rootType && index.ofStack.length > 0;
      const own = [resource, ...resource.parts];
      if (!isRoot && !own.some(({ type }) => index.byType.has(type) || mayComplete(type))) return [];
      const stack = grown.stack(identity);
      // `evaluateResource` evaluates parts with their resource.
      const found = [resource, ...own.flatMap((one) => completedBy(one, stack))].flatMap((subject) =>
        evaluateResource(index, subject, "stack", { environments, today: identity.today, stack }).map((evaluation) =>
          seenFrom(resource, evaluation),
        ),
      );
      return isRoot ? [...found, ...evaluateRoot(index, stack, resource, environments)] : found;
    },
  };
}

/** The resource with another value of an input. */
function withInput(resource: Resource, name: string, value: Value): Resource {
  const { inputs } = resource;
  return { ...resource, inputs: { ...inputs, value: Object.assign(newMap(), inputs.value, { [name]: value }), hasUnknown: true } };
}

/** Rules on the stack as a whole: its configuration is known before anything is created. */
const evaluateRoot = (index: RuleIndex, stack: Stack, root: Resource, environments: ReadonlySet<string>): Evaluation[] =>
  evaluateStack(index, { ...stack, resources: [root] }, environments, "stack");

/** The engine shows a finding at the resource that is about to be created, so a finding about another resource names it. */
const seenFrom = (here: Resource, evaluation: Evaluation): Evaluation =>
  evaluation.resource === writtenAs(here)
    ? evaluation
    : {
        ...evaluation,
        message: `completes what ${classOfType(evaluation.resource.writtenType)} "${evaluation.resource.name}" grants: ${evaluation.message}`,
      };

function keyOfPolicy({ inputs, provider }: Resource): string | undefined {
  const { name, path = "/" } = inputs.value;
  if (typeof name !== "string" || name === "" || typeof path !== "string") return undefined;
  return `${provider ?? ""} ${path.endsWith("/") ? path : `${path}/`}${name}`;
}

function keyOfArn({ provider }: Resource, arn: string): string | undefined {
  const name = policyArn.exec(arn)?.[1];
  return name === undefined ? undefined : `${provider ?? ""} ${name}`;
}

const textsOf = (value: Value | undefined): string[] =>
  typeof value === "string" ? [value] : isList(value) ? value.flatMap((item) => (isUnknown(item) ? [] : textsOf(item))) : [];

function put(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
