import { isUnknown } from "../model/value.js";
import { type Answer, allOf, anyOf, maybe, no, told, yes } from "./answer.js";
import { asksForMfa, deniesWithoutMfa } from "./conditions.js";
import type { Holder, Line, Spot } from "./holder.js";
import { spotOf } from "./holder.js";

/**
 * Whether a user gets anywhere only with MFA: something that he or his groups hold denies what is done without, or each of his grants asks for it.
 * Without any grant there is nothing that asks.
 */
export function demandsMfa(holder: Holder): Answer<Spot> {
  const denied = anyOf([...holder.lines.map(isDenied), ...holder.unseen.map((spot) => maybe(spot))]);
  if (denied.is !== "no") return denied;
  const [first, ...others] = holder.lines
    .filter(({ statement }) => statement.effect !== "Deny")
    .map(({ statement }) => told(asksForMfa(statement), () => spotOf(statement, "conditions")));
  return first === undefined ? no : allOf(first, ...others);
}

function isDenied({ statement, isSure }: Line): Answer<Spot> {
  if (statement.effect === "Allow") return no;
  const answer = deniesWithoutMfa(statement);
  const spot = spotOf(statement, "conditions");
  if (answer.is === "no") return no;
  return answer.is === "yes" && isSure && !isUnknown(statement.effect) ? yes(spot) : maybe(spot);
}
