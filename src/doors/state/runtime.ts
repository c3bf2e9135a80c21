import { isMap, isScalar } from "yaml";
import { keyOf, pairsOf, readMarkup } from "../../files/markup.js";

/** The runtime that a project's file names, if it names one: `nodejs`, `python`. */
export function runtimeOf(file: string): string | undefined {
  try {
    const runtime = readMarkup(file).get("runtime");
    const node: unknown = isMap(runtime) ? pairsOf(runtime).find((pair) => keyOf(pair) === "name")?.value : runtime;
    return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
  } catch {
    return undefined; // a broken project file does not concern a state beside it
  }
}
