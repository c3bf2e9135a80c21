import { broken, open, pass, type Verdict } from "../../model/verdict.js";
import type { Passage } from "../../network/passage.js";

/** A way from outside as a verdict: open, it is a violation that lists its hops. */
export function exposed(path: Passage, message: string): Verdict {
  if (path.is === "no") return pass;
  if (path.is === "unknown") return open(...path.waits);
  const places = path.hops.flatMap(({ urn, path: at }) => (urn === undefined || at === undefined || at === "" ? [] : [{ urn, path: at }]));
  return broken("", `${message}: ${path.hops.map(({ words }) => words).join(" → ")}`, places);
}
