import { modelOf, type State } from "../doors/state/state.js";
import type { RawResource, Resource } from "../model/resource.js";
import { unknownString } from "../model/value.js";
import { urnOfReference } from "./monitor/providers.js";
import type { Registered } from "./monitor/registry.js";
import type { Ran } from "./program.js";

/** The stack that a program registered, as a state that can be evaluated. */
export function stateOfRun(
  { observed, failure }: Ran,
  file: string,
  open: readonly string[],
  registered: readonly Registered[],
): State<Resource> {
  const { registry } = observed;
  const notes: string[] = [];
  return {
    stack: registry.stack,
    project: registry.project,
    resources: registered.map((resource) => modelOf(rawOf(resource), file, (line) => notes.push(line))),
    ...(notes.length > 0 && { notes }),
    program: { failure: failure?.split("\n")[0] ?? null, open },
  };
}

/** A registered resource in the form that every door reads. */
export function rawOf(registered: Registered): RawResource {
  const { options } = registered;
  const outputs = registered.custom
    ? { id: registered.id === "" ? unknownString : registered.id, ...registered.outputs }
    : registered.outputs;
  return {
    urn: registered.urn,
    type: registered.type,
    name: registered.name,
    custom: registered.custom,
    external: registered.external,
    inputs: registered.inputs,
    outputs,
    parent: registered.parent === "" ? undefined : registered.parent,
    provider: registered.provider === "" ? undefined : urnOfReference(registered.provider),
    dependencies: registered.dependencies,
    propertyDependencies: registered.propertyDependencies,
    options: {
      protect: options.protect,
      retainOnDelete: options.retainOnDelete,
      ignoreChanges: options.ignoreChanges,
      deleteBeforeReplace: options.deleteBeforeReplace,
      additionalSecretOutputs: options.additionalSecretOutputs,
    },
    source: registered.source,
  };
}
