import type { Resource } from "../../model/resource.js";
import { isScalar } from "../../model/same.js";
import { isMap, unknown, type Value } from "../../model/value.js";

const known = new WeakMap<Resource, Readonly<Record<string, Value>>>();

/** The tags of a resource by key in lower case, as conditions name them: those of its inputs, and those that the provider adds. */
export function tagsOf(resource: Resource): Readonly<Record<string, Value>> {
  let tags = known.get(resource);
  if (tags === undefined) {
    const all = [resource.outputs.value["tagsAll"], resource.inputs.value["tags"]].flatMap((map) =>
      isMap(map) ? Object.entries(map) : [],
    );
    // Without a prototype, so that a tag named "constructor" finds nothing.
    tags = Object.assign(
      Object.create(null),
      Object.fromEntries(all.map(([key, value]) => [key.toLowerCase(), isScalar(value) || value === null ? value : unknown])),
    ) as Record<string, Value>;
    known.set(resource, tags);
  }
  return tags;
}
