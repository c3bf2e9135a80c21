import { isUnknown } from "../model/value.js";
import { type Answer, anyOf, maybe, no, yes } from "./answer.js";
import { asksForMfa, deniesWithoutMfa } from "./conditions.js";
import type { Holder, Line, Spot } from "./holder.js";
import { spotOf } from "./holder.js";

/**
 * Whether a user gets anywhere only with MFA: something that he or his groups hold denies what is done without, or each of his grants asks for it.
 * Without any grant there is nothing that asks.
 */
export function demandsMfa(holder: Holder): Answer<Spot> {
  const allows = holder.lines.filter(({ statement }) => statement.effect !== "Deny");
  const denied = anyOf([...holder.lines.map(isDenied), ...holder.unseen.map((spot) => maybe(spot))]);
  if (denied.is !== "no" || allows.length === 0) return denied;
  const asked = allows.map(({ statement }) => asksForMfa(statement));
  if (asked.every(({ is }) => is === "yes")) {
    const [first] = allows;
    return first === undefined ? no : yes(spotOf(first.statement, "effect"));
  }
  const open = allows.filter((_, i) => asked[i]?.is === "unknown");
  return asked.some(({ is }) => is === "no") ? no : maybe(...open.map(({ statement }) => spotOf(statement, "conditions")));
}

function isDenied({ statement, isSure }: Line): Answer<Spot> {
  if (statement.effect === "Allow") return no;
  const answer = deniesWithoutMfa(statement);
  const spot = spotOf(statement, "conditions");
  if (answer.is === "no") return no;
  return answer.is === "yes" && isSure && !isUnknown(statement.effect) ? yes(spot) : maybe(spot);
}
