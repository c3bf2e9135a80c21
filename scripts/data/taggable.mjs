// @ts-check
/** Finds the types that take tags, and in which shape. */

/**
 * `map`: `{Name: "x"}`; `list`: `[{key, value, propagateAtLaunch}]`. `tagsAll`: the provider's default tags are merged in, and the output shows it.
 * @typedef {{ key: string, shape: "map" | "list", tagsAll: boolean }} Taggable
 */

/** Their `tags` choose other resources. */
const SELECTORS = new Set(["aws:devopsguru/resourceCollection:ResourceCollection", "aws:inspector/resourceGroup:ResourceGroup"]);

/**
 * Every taggable type of the provider calls that input `tags`; other `…Tags` inputs tag what the resource makes.
 * @param {import("./provider.mjs").Provider} provider
 * @returns {Record<string, Taggable>}
 */
export function taggableTypes(provider) {
  /** @type {Record<string, Taggable>} */
  const table = {};
  for (const { token, inputs, state } of provider.resources.values()) {
    const type = inputs.get("tags")?.type;
    const tagsAll = state.has("tagsAll");
    if (!type && tagsAll) throw new Error(`${token} has tagsAll, but no input tags: teach taggable.mjs its tag input`);
    if (!type || SELECTORS.has(token)) continue;
    if (type.kind !== "map" && type.kind !== "list") throw new Error(`${token} has tags of an unknown shape: ${type.kind}`);
    table[token] = { key: "tags", shape: type.kind, tagsAll };
  }
  return table;
}
