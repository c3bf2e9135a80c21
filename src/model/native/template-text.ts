import type * as yaml from "yaml";
import { yamlReader } from "../../data/packaged.js";

type Yaml = ReturnType<typeof yamlReader>;

/** A template as plain data, with CloudFormation's short forms (`!Ref x`) written out; `undefined` where the text is not a template. */
export function parseTemplate(text: string): Readonly<Record<string, unknown>> | undefined {
  const isJson = /^[\s\uFEFF]*\{/.test(text);
  const parsed = isJson ? parseJson(text) : parseYaml(text);
  const isMap = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  return isMap ? (parsed as Readonly<Record<string, unknown>>) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

let library: Yaml | undefined;
const most = 200_000;
const mostAliases = 100;
interface Budget {
  left: number;
  aliases: number;
}
class TooMany extends Error {}

/** The library is loaded for the first template in YAML only: most stacks have none. */
function parseYaml(text: string): unknown {
  library ??= yamlReader();
  const document = library.parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  try {
    return plain(document.contents, document, library, { left: most, aliases: mostAliases });
  } catch (error) {
    // Aliases can make much of little.
    if (error instanceof TooMany || error instanceof RangeError) return undefined;
    throw error;
  }
}

function plain(node: unknown, document: yaml.Document, library: Yaml, budget: Budget): unknown {
  if (budget.left-- <= 0) throw new TooMany();
  if (library.isAlias(node) && budget.aliases-- <= 0) throw new TooMany();
  if (library.isAlias(node)) return plain(node.resolve(document), document, library, budget);
  const value = content(node, document, library, budget);
  const tag = library.isNode(node) ? node.tag : undefined;
  if (tag === undefined || !/^![A-Za-z]/.test(tag)) return value;
  const name = tag.slice(1);
  if (name === "Ref" || name === "Condition") return { [name]: value };
  return { [`Fn::${name}`]: value };
}

function content(node: unknown, document: yaml.Document, library: Yaml, budget: Budget): unknown {
  if (library.isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [String(library.isScalar(key) ? key.value : key), plain(value, document, library, budget)]),
    );
  if (library.isSeq(node)) return node.items.map((item) => plain(item, document, library, budget));
  return library.isScalar(node) ? node.value : null;
}
