// @ts-check
/** Lists the inputs of every class, so that a rule in YAML, which no compiler reads, cannot name one that does not exist. */

/**
 * A line for each class, an empty line, and a line for each nested object: its name and its properties. `rules:s3.BucketRule` is a property whose
 * value, or each entry of it, is that object; `tags` has anything in it.
 * @param {import("./provider.mjs").Provider} provider
 * @param {string} by the script that writes it
 */
export function inputsText(provider, by) {
  /** @type {Map<string, string>} */
  const objects = new Map();
  /** @param {import("./provider.mjs").Properties} properties */
  const words = (properties) =>
    [...properties]
      .map(([name, { type }]) => {
        const inner = type.kind === "list" ? innermost(type) : type;
        if (inner.kind !== "object") return name;
        if (!objects.has(inner.name)) {
          objects.set(inner.name, "");
          objects.set(inner.name, words(provider.objects.get(inner.name) ?? new Map()));
        }
        return `${name}:${inner.name}`;
      })
      .join(" ");
  const classes = [...provider.resources.values()].map(({ token, inputs }) => `${token} ${words(inputs)}`).sort();
  const nested = [...objects].map(([name, properties]) => `${name} ${properties}`).sort();
  const head = JSON.stringify({ by, provider: `@pulumi/aws ${provider.version}` });
  return `${[head, ...classes, "", ...nested].join("\n")}\n`;
}

/** @param {import("./provider.mjs").Type} type @returns {import("./provider.mjs").Type} */
const innermost = (type) => (type.kind === "list" ? innermost(type.of) : type);
