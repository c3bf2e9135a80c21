import { topKey } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import type { Stack } from "../model/stack.js";
import type { Place } from "../model/verdict.js";

/** The parts of an evaluation that name a place. */
interface Placed {
  readonly rule: string;
  readonly outcome: string;
  readonly resource: Resource;
  readonly path: string;
  readonly message: string;
  readonly places: readonly Required<Place>[];
  readonly cause?: Required<Place>;
  readonly fix?: string;
  readonly hasNoInput?: true;
}

/**
 * An evaluation about the resource that the user wrote, where the model made another one of it: its paths, its message and its fix name the properties
 * that are written. `fix` is that of the rule.
 */
export function atOrigin<E extends Placed>(evaluation: E, fix: string, stack: Stack | undefined): E {
  const places = evaluation.places.map((place) => writtenPlace(place, stack));
  const { from } = evaluation.resource;
  if (from === undefined) return places.some((place, i) => place !== evaluation.places[i]) ? { ...evaluation, places } : evaluation;
  const { resource, path, message, cause } = evaluation;
  // What has no counterpart has the name that the user gave it.
  const place = from.locate(path) ?? (from.resource.inputs.value[topKey(path)] === undefined ? undefined : path);
  const isMissing = place === undefined && path !== "" && evaluation.outcome === "unknown";
  const rest = path !== "" && message.startsWith(path) ? message.slice(path.length).trimStart() : undefined;
  const words = isMissing
    ? `depends on ${path}, which ${resource.writtenType} does not have: it is decided elsewhere`
    : rest === undefined
      ? from.reword(message)
      : [place ?? "", from.reword(rest)].join(" ").trim();
  return {
    ...evaluation,
    resource: from.resource,
    path: place ?? (evaluation.outcome === "fail" ? from.locate("") : undefined) ?? "",
    places,
    message: words,
    ...(isMissing && { hasNoInput: true }),
    ...(evaluation.outcome === "fail" && { fix: from.reword(evaluation.fix ?? fix) }),
    ...(cause !== undefined && { cause: writtenPlace(cause, stack, resource) }),
  };
}

function writtenPlace(place: Required<Place>, stack: Stack | undefined, own?: Resource): Required<Place> {
  const resource = own?.urn === place.urn ? own : stack?.byUrn.get(place.urn);
  if (resource?.from === undefined) return place;
  return { urn: resource.from.resource.urn, path: resource.from.locate(place.path) ?? place.path };
}

/** Whether the evaluations about the same written resource, which are the last ones, have this one already: one property can be in several classes. */
export function isRepeated(evaluation: Placed, out: readonly Placed[]): boolean {
  for (let i = out.length - 1; i >= 0; i--) {
    const other = out[i];
    if (other === undefined || other.resource !== evaluation.resource) return false;
    if (other.rule === evaluation.rule && other.path === evaluation.path && other.message === evaluation.message) return true;
  }
  return false;
}
