import { InputError } from "../../files/errors.js";
import type { RawResource, Resource } from "../../model/resource.js";
import { configOf, isRaw, operationOf, outputsAfter, type RawChange, stateOf } from "./preview.js";
import type { Surroundings } from "./source.js";
import { readResource, type State } from "./state.js";

type Raw = Readonly<Record<string, unknown>>;

const planAgain = "Write it again with `pulumi preview --save-plan`.";

/**
 * The plan in what `pulumi preview --save-plan` writes, with or without the envelope of a version; `undefined` where it is none.
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/apitype/plan.go
 */
export function planIn(value: unknown): Raw | undefined {
  const plan = isRaw(value) && isRaw(value["plan"]) ? value["plan"] : value;
  return isRaw(plan) && isRaw(plan["manifest"]) && isRaw(plan["resourcePlans"]) ? plan : undefined;
}

/**
 * Reads a plan. It holds what changes of each resource, not the rest: that comes from `base`, the state before it. Without one, a resource that is
 * there already is only a partner of others.
 * @throws InputError
 */
export function readPlan(plan: Raw, file: string, around: Surroundings | undefined, base?: State<RawResource>): State<Resource> {
  const before = new Map(base?.resources.map((resource) => [resource.urn, resource]));
  const plans = Object.entries(isRaw(plan["resourcePlans"]) ? plan["resourcePlans"] : {});
  const changes = plans.flatMap(([urn, raw]) => changeOf(urn, raw, file, around, before.get(urn), base !== undefined) ?? []);
  const partial = base === undefined ? changes.filter(({ after }) => after?.external === true && after.custom === true).length : 0;
  return stateOf(file, {
    changes,
    base,
    known: new Set(plans.map(([urn]) => urn)),
    partial: partialWords(partial),
    incomplete: undefined,
    config: configOf(plan["config"]),
  });
}

function changeOf(
  urn: string,
  raw: unknown,
  file: string,
  around: Surroundings | undefined,
  before: RawResource | undefined,
  hasState: boolean,
): RawChange | undefined {
  const at = `resourcePlans[${JSON.stringify(urn)}]`;
  if (!isRaw(raw) || !Array.isArray(raw["steps"])) throw new InputError(file, `${at} has no steps. ${planAgain}`);
  const [planned] = operationOf(raw["steps"].map(String)) ?? [];
  if (planned === undefined) return undefined;
  // A plan lists the update that follows an import, and not the import.
  const operation = planned === "update" && hasState && before === undefined ? "import" : planned;
  const { goal } = raw;
  if (operation === "delete" || !isRaw(goal))
    return { operation: "delete", before: before ?? deleted(urn), after: undefined, keys: [], replaceKeys: [] };
  const diff = isRaw(goal["inputDiff"]) ? goal["inputDiff"] : {};
  const [adds, updates] = [diff["adds"], diff["updates"]].map((part) => (isRaw(part) ? part : {}));
  const deletes = Array.isArray(diff["deletes"]) ? diff["deletes"].map(String) : [];
  const isNew = operation === "create" || operation === "import" || operation === "read";
  const olds = Object.entries(isNew ? {} : (before?.inputs ?? {})).filter(([key]) => !deletes.includes(key));
  // Without its state, what is left alone is not known: the resource can be joined to others, but not evaluated.
  const isPartial = !isNew && before === undefined && goal["custom"] === true && !String(goal["type"]).startsWith("pulumi:");
  const read = readResource(
    {
      ...goal,
      urn,
      external: isPartial || operation === "read",
      inputs: { ...Object.fromEntries(olds), ...adds, ...updates },
      outputs: raw["state"],
    },
    file,
    at,
    around,
    planAgain,
  );
  if (read === undefined) return undefined;
  const keys = [...Object.keys(updates ?? {}), ...(isNew ? [] : [...Object.keys(adds ?? {}), ...deletes])].filter(
    (key) => !key.startsWith("__"),
  );
  const after = { ...read, source: before?.source };
  return {
    operation,
    before: isNew ? undefined : before,
    after: before === undefined ? after : { ...after, outputs: outputsAfter(operation, before, after, keys) },
    keys,
    replaceKeys: [],
  };
}

const partialWords = (count: number): string | undefined =>
  count === 0
    ? undefined
    : `shows only what changes of ${count === 1 ? "a resource" : `${count} resources`} that ${count === 1 ? "exists" : "exist"} already: ` +
      "give the state before it with --state";

/** What a plan shows of a resource that it deletes. */
const deleted = (urn: string): RawResource => {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  // A plan does not show which deleted resources are components: theirs are the types without a path.
  return { urn, type, custom: type.includes("/") || type.startsWith("aws-native:") };
};
