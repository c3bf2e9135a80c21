import { join } from "../../model/path.js";
import { isList, isMap, isUnknown, type Value, type ValueMap } from "../../model/value.js";
import { element } from "./elements.js";

/** Where the parts of a statement are, by their paths inside of it: `actions[1]`. */
export type Places = ReadonlyMap<string, string>;
type Noted = Map<string, string>;

const lists = [
  ["actions", "action"],
  ["notActions", "notaction"],
  ["resources", "resource"],
  ["notResources", "notresource"],
] as const;

/** The places of the parts of a statement that is written at a path. */
export function placesOf(source: ValueMap, path: string): Places {
  const places: Noted = new Map();
  for (const [property, name] of lists) {
    const [written, value] = element(source, name);
    noteTexts(value, property, join(path, written), places);
  }
  places.set("effect", join(path, element(source, "effect")[0]));
  notePrincipals(source, "principal", "principals", path, places);
  notePrincipals(source, "notprincipal", "notPrincipals", path, places);
  noteConditions(source, path, places);
  return places;
}

const isText = (item: Value): boolean => isUnknown(item) || typeof item !== "object";

/** Notes where each of the texts of a value is, as `textsOf` reads them. */
export function noteTexts(value: Value | undefined, property: string, path: string, places: Noted): void {
  if (value === undefined || value === null) return;
  places.set(property, path);
  let count = 0;
  if (!isList(value)) {
    if (isText(value) && !isUnknown(value)) places.set(join(property, 0), path);
  } else for (const [i, item] of value.entries()) if (isText(item)) places.set(join(property, count++), join(path, i));
}

function notePrincipals(source: ValueMap, name: string, property: string, path: string, places: Noted): void {
  const [written, value] = element(source, name);
  const place = join(path, written);
  if (!isMap(value)) {
    noteTexts(value, property, place, places);
    return;
  }
  places.set(property, place);
  let count = 0;
  for (const [kind, names] of Object.entries(value)) {
    const at = join(place, kind);
    if (!isList(names)) {
      if (isText(names)) places.set(join(property, count++), at);
    } else for (const [i, item] of names.entries()) if (isText(item)) places.set(join(property, count++), join(at, i));
  }
}

function noteConditions(source: ValueMap, path: string, places: Noted): void {
  const [written, value] = element(source, "condition");
  const place = join(path, written);
  places.set("conditions", place);
  if (!isMap(value)) return;
  let count = 0;
  for (const [operator, byKey] of Object.entries(value)) {
    const at = join(place, operator);
    if (isUnknown(byKey)) {
      const property = join("conditions", count++);
      places.set(property, at);
      places.set(`${property}.values`, at);
    } else if (isMap(byKey))
      for (const [key, values] of Object.entries(byKey)) {
        const property = join("conditions", count++);
        const own = key === "" ? at : join(at, key);
        places.set(property, own);
        noteTexts(values, `${property}.values`, own, places);
      }
  }
}
