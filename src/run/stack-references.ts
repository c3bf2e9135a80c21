import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { listFolder, readStates } from "../doors/state/state-files.js";
import { join as joined } from "../model/path.js";
import { type Resource, toResource, urnParts } from "../model/resource.js";
import { Asset, isList, isMap, isUnknown, type Properties, signatureKey, signatures, unknownString, type Value } from "../model/value.js";

type Raw = Readonly<Record<string, unknown>>;

const rootType = "pulumi:pulumi:Stack";

/**
 * The outputs of other stacks, from the states in a project: beside it, in `states` and in its file backend. They are read when the first is asked
 * for. A reference names a stack as `organization/project/stack`, `project/stack` or `stack`.
 */
export function stackReferences(folder: string, project: string): (name: string) => Raw | undefined {
  let known: ReadonlyMap<string, Raw> | undefined;
  return (name) => {
    known ??= outputsOfStates(folder);
    const [stack = "", owner = project] = name.split("/").toReversed();
    return known.get(`${owner}/${stack}`);
  };
}

function outputsOfStates(folder: string): ReadonlyMap<string, Raw> {
  const backend = join(folder, ".pulumi", "stacks");
  const ofProjects = existsSync(backend) ? listFolder(backend).map((name) => join(backend, name)) : [];
  const places = [join(folder, "states"), backend, ...ofProjects].filter(
    (place) => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true,
  );
  const found = new Map<string, Raw>();
  for (const { state } of places.flatMap((place) => readStates(place, listFolder(place), () => true).states)) {
    const root = state.resources.find(({ urn }) => urnParts(urn).type === rootType);
    if (root === undefined) continue;
    const resource: Resource = "writtenType" in root ? root : toResource(root);
    found.set(`${state.project}/${state.stack}`, wireOf(resource.outputs));
  }
  return found;
}

/** Properties of the model as they are on the wire. */
function wireOf(properties: Properties): Raw {
  const write = (value: Value, path: string): unknown => {
    const plain = isUnknown(value)
      ? unknownString
      : value instanceof Asset
        ? unknownString
        : isList(value)
          ? value.map((item, i) => write(item, joined(path, i)))
          : isMap(value)
            ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, write(item, joined(path, key))]))
            : value;
    return properties.secrets.has(path) ? { [signatureKey]: signatures.secret, value: plain } : plain;
  };
  return Object.fromEntries(Object.entries(properties.value).map(([key, value]) => [key, write(value, key)]));
}
