import { lookupTable } from "../../data/lookup.js";
import { pathsOverKeys } from "../../data/tables.js";
import { typeOfClass } from "../../model/classes.js";
import type { Resource } from "../../model/resource.js";
import { add, oncePerStack, partners, type Stack } from "../../model/stack.js";
import { isList, isMap, lookup, type Value } from "../../model/value.js";
import { meet } from "../document/wildcard.js";
import { can, mayDo } from "./can.js";
import type { Holder } from "./holder.js";
import { userOf } from "./principals.js";
import type { Escalation, Privileged } from "./privileged.js";
import { endOf, labelOf } from "./routes.js";
import { isEvery } from "./steps.js";
import { tagsFor } from "./tagging.js";

/** What an action shows of a type: some inputs, in which a program may have put an access key. */
export interface Keeper {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly word: string;
  /** The input that names the resource that is read, where that is another one, and its type. */
  readonly of?: readonly [input: string, type: string];
}

const parameter: Keeper = { type: typeOfClass("ssm.Parameter"), inputs: ["value"], word: "parameter" };
const lambda: Keeper = { type: typeOfClass("lambda.Function"), inputs: ["environment"], word: "the environment of function" };

/** By the action that reads it. */
export const keepers: Readonly<Record<string, Keeper>> = lookupTable({
  "codebuild:BatchGetProjects": {
    type: typeOfClass("codebuild.Project"),
    inputs: ["environment"],
    word: "the environment of build project",
  },
  "ec2:DescribeInstanceAttribute": { type: typeOfClass("ec2.Instance"), inputs: ["userData"], word: "the user data of instance" },
  "ecs:DescribeTaskDefinition": { type: typeOfClass("ecs.TaskDefinition"), inputs: ["containerDefinitions"], word: "task definition" },
  "lambda:GetFunction": lambda,
  "lambda:GetFunctionConfiguration": lambda,
  "secretsmanager:GetSecretValue": {
    type: typeOfClass("secretsmanager.SecretVersion"),
    inputs: ["secretString"],
    word: "secret",
    of: ["secretId", typeOfClass("secretsmanager.Secret")],
  },
  "ssm:GetParameter": parameter,
  "ssm:GetParameters": parameter,
  "ssm:GetParametersByPath": parameter,
});

/** A place where the access key of a user is kept. */
interface Kept {
  readonly keeper: Keeper;
  /** The resource that an action reads. */
  readonly at: Resource;
}

const keyType = typeOfClass("iam.AccessKey");
/** The places of a stack that contain an access key of one of its users, by user. */
const keptIn = oncePerStack(
  (stack): ReadonlyMap<Resource, readonly Kept[]> => ((stack.byType.get(keyType) ?? []).length === 0 ? new Map() : search(stack)),
);

function search(stack: Stack): ReadonlyMap<Resource, readonly Kept[]> {
  const users = new Map<string, Resource>();
  for (const key of stack.byType.get(keyType) ?? []) {
    const user = userOf(key, stack)?.resource;
    const { id } = key.outputs.value;
    if (user === undefined) continue;
    users.set(key.urn, user);
    if (typeof id === "string") users.set(id, user);
  }
  const kept = new Map<Resource, Kept[]>();
  for (const keeper of new Set(Object.values(keepers)))
    for (const resource of stack.byType.get(keeper.type) ?? [])
      for (const user of new Set(keysIn(resource, keeper).flatMap((key) => users.get(key) ?? []))) {
        const at = keeper.of === undefined ? resource : ownerOf(stack, resource, keeper.of);
        if (at !== undefined) add(kept, user, { keeper, at });
      }
  return kept;
}

const ownerOf = (stack: Stack, resource: Resource, [property, type]: readonly [string, string]): Resource | undefined =>
  partners(stack, resource, { direction: "outbound", types: [type], property, label: type }).sure[0];

/** The access keys in some inputs: by their ids, and by the resources from which the inputs are made. */
const keysIn = (resource: Resource, { inputs }: Keeper): readonly string[] =>
  inputs.flatMap((input) => [...(resource.propertyDependencies[input] ?? []), ...idsIn(lookup(resource.inputs.value, input))]);

function idsIn(value: Value | undefined): readonly string[] {
  if (typeof value === "string") return value.match(/\bAKIA[A-Z0-9]{16}\b/g) ?? [];
  if (isList(value)) return value.flatMap(idsIn);
  return isMap(value) ? Object.values(value).flatMap(idsIn) : [];
}

/** The ways to read an access key of privileged users where the stack keeps it. */
export function overKeys(holder: Holder, privileged: readonly Privileged[], stack: Stack): readonly Escalation[] {
  const kept = keptIn(stack);
  if (kept.size === 0) return [];
  return privileged.flatMap((aim) =>
    (aim.resource === holder.resource || !aim.isSure ? [] : (kept.get(aim.resource) ?? [])).flatMap(({ keeper, at }) =>
      Object.entries(pathsOverKeys()).flatMap(([id, { needs }]): Escalation[] => {
        const [need = ""] = needs;
        if (keepers[need] !== keeper || !mayDo(holder, need)) return [];
        const answer = can(holder, {
          action: need,
          use: tagsFor(holder, at),
          reaches: (pattern) => isEvery(pattern, need) || isNamed(pattern, at),
        });
        const hop = `${labelOf(holder)} can read the access key of user "${aim.resource.name}" in ${keeper.word} "${at.name}"${endOf(aim)}`;
        return answer.is === "yes" ? [{ id, needs, spots: [answer.at, ...(aim.spots ?? [])], hop }] : [];
      }),
    ),
  );
}

const isNamed = (pattern: string, { outputs }: Resource): boolean => {
  const { arn } = outputs.value;
  return typeof arn === "string" && meet(pattern, arn);
};
