// @ts-check
/** Finds the properties that were a list in one major of @pulumi/aws and a single value in another. */

/**
 * The canonical form is that of the current major. A path names properties without indexes, parents under their canonical names.
 * @typedef {"object" | "array"} Shape
 * @typedef {{ name: string, shape: Shape }} Rename
 * @typedef {{ shapes: Record<string, Shape>, renames: Record<string, Rename> }} Changes renames: by the path that ends in the old name
 * @typedef {import("./provider.mjs").Provider} Provider
 * @typedef {import("./provider.mjs").Properties} Properties
 * @typedef {import("./provider.mjs").Type} Type
 */

/**
 * @param {Provider} current
 * @param {Provider[]} older
 * @param {Record<string, string>} aliases
 * @returns {{ shapes: Record<string, Record<string, Shape>>, renames: Record<string, Record<string, Rename>> }} by canonical type
 */
export function shapes(current, older, aliases) {
  /** @type {ReturnType<typeof shapes>} */
  const tables = { shapes: {}, renames: {} };
  for (const provider of older) {
    const compare = comparer(provider, current);
    for (const resource of provider.resources.values()) {
      const canonical = aliases[resource.token] ?? resource.token;
      const counterpart = current.resources.get(canonical);
      if (!counterpart) continue;
      // the state has every input, and computed values besides
      for (const found of [compare(resource.state, counterpart.state), compare(resource.inputs, counterpart.inputs)]) {
        merge(tables.shapes, canonical, found.shapes);
        merge(tables.renames, canonical, found.renames);
      }
    }
  }
  return tables;
}

/**
 * Parents stand before what is in them, so that a reader may apply the entries in order.
 * @template T
 * @param {Record<string, Record<string, T>>} table
 * @param {string} token
 * @param {Record<string, T>} found
 */
function merge(table, token, found) {
  const paths = Object.entries({ ...table[token], ...found });
  if (paths.length === 0) return;
  paths.sort(([a], [b]) => a.split(".").length - b.split(".").length || (a < b ? -1 : 1));
  table[token] = Object.fromEntries(paths);
}

/**
 * @param {Provider} old
 * @param {Provider} current
 * @returns {(before: Properties, now: Properties) => Changes}
 */
function comparer(old, current) {
  /** @type {Map<string, Changes>} */
  const done = new Map();

  /** @param {Properties} before @param {Properties} now @param {readonly string[]} parents */
  const properties = (before, now, parents) => {
    /** @type {Changes} */
    const found = { shapes: {}, renames: {} };
    for (const [name, { type }] of before) {
      const newName = now.has(name) ? name : renamed(name, type, before, now);
      const counterpart = newName === undefined ? undefined : now.get(newName)?.type;
      if (newName === undefined || !counterpart) continue;
      const shape = shapeChange(type, counterpart);
      if (shape && newName === name) found.shapes[name] = shape;
      if (shape && newName !== name) found.renames[name] = { name: newName, shape };
      const inner = objects(element(type), element(counterpart), parents);
      for (const [path, value] of Object.entries(inner.shapes)) found.shapes[`${newName}.${path}`] = value;
      for (const [path, value] of Object.entries(inner.renames)) found.renames[`${newName}.${path}`] = value;
    }
    return found;
  };

  /** @param {Type} before @param {Type} now @param {readonly string[]} parents @returns {Changes} */
  const objects = (before, now, parents) => {
    if (before.kind !== "object" || now.kind !== "object") return { shapes: {}, renames: {} };
    const pair = `${before.name} ${now.name}`;
    const known = done.get(pair);
    if (known) return known;
    if (parents.includes(pair)) return { shapes: {}, renames: {} }; // WAF statements nest without end
    const found = properties(old.objects.get(before.name) ?? new Map(), current.objects.get(now.name) ?? new Map(), [...parents, pair]);
    done.set(pair, found);
    return found;
  };

  return (before, now) => properties(before, now, []);
}

/**
 * The provider names a list in the plural and a single object in the singular, so a change of shape renames: `loggings`, `logging`.
 * @param {string} name
 * @param {Type} type
 * @param {Properties} before
 * @param {Properties} now
 */
function renamed(name, type, before, now) {
  const candidates = [...now].filter(
    ([other, property]) =>
      !before.has(other) && sameWord(name, other) && shapeChange(type, property.type) && element(type).kind === element(property.type).kind,
  );
  return candidates.length === 1 ? candidates[0]?.[0] : undefined;
}

/**
 * Equal but for the ending: rule and rules, kinesis and kineses.
 * @param {string} one
 * @param {string} other
 */
function sameWord(one, other) {
  const stem = Math.min(one.length, other.length) - 2;
  return stem >= 2 && Math.abs(one.length - other.length) <= 2 && one.slice(0, stem) === other.slice(0, stem);
}

/**
 * @param {Type} before
 * @param {Type} now
 * @returns {Shape | undefined}
 */
function shapeChange(before, now) {
  if (before.kind === "map" || now.kind === "map") return undefined; // another meaning, not one of many
  if (before.kind === "list" && now.kind !== "list") return "object";
  return before.kind !== "list" && now.kind === "list" ? "array" : undefined;
}

/**
 * @param {Type} type
 * @returns {Type}
 */
function element(type) {
  return type.kind === "list" || type.kind === "map" ? element(type.of) : type;
}
