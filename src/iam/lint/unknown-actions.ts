import { isUnknown } from "../../model/value.js";
import { meant, nearest } from "../../text/suggest.js";
import { actionNamed, actionsMatching, actionsOf, services } from "../document/actions.js";
import { type Flaw, maybe, no, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";
import { isPattern } from "../document/wildcard.js";

/** Not in the tables: the action in IoT Core policies that lets a device assume a role. */
const unlisted = "iot:assumerolewithcertificate";

/** Actions of a statement that AWS does not have, one answer each, with the nearest one that exists. Malformed patterns are not reported twice. */
export function unknownActions(statement: Statement): Flaw[] {
  const found: Flaw[] = [];
  addUnknown(statement, "actions", found);
  addUnknown(statement, "notActions", found);
  return found;
}

function addUnknown(statement: Statement, property: "actions" | "notActions", found: Flaw[]): void {
  const texts = statement[property];
  if (texts === undefined) return;
  if (isUnknown(texts)) {
    found.push({ answer: maybe(property), why: "" });
    return;
  }
  for (const [i, text] of texts.entries()) {
    if (isUnknown(text)) found.push({ answer: maybe(`${property}[${i}]`), why: "" });
    else if (isKnown(text)) found.push(fine);
    else
      found.push({
        answer: yes(`${property}[${i}]`),
        why: `is not an AWS action: "${statement.document.show(text)}"${meant(suggest(text))}`,
      });
  }
}

const fine: Flaw = { answer: no, why: "" };

const isKnown = (text: string): boolean =>
  !/^[\w-]+:[\w*?-]+$/.test(text) ||
  actionNamed(text) !== undefined ||
  (isPattern(text) && actionsMatching(text).length > 0) ||
  text.toLowerCase() === unlisted;

const suggestions = new Map<string, string | undefined>();

/** The nearest action that exists; cached, because a typing error is often copied. */
function suggest(text: string): string | undefined {
  if (!suggestions.has(text)) suggestions.set(text, nearestAction(text));
  return suggestions.get(text);
}

function nearestAction(text: string): string | undefined {
  const [prefix = "", name = ""] = text.split(":");
  const own = actionsOf(prefix);
  if (own.length > 0)
    return nearest(
      text,
      own.map((action) => action.name),
    );
  // The right action under a wrong prefix, else the prefix alone.
  const same = services().filter((service) => actionNamed(`${service}:${name}`) !== undefined);
  const near = nearest(prefix, same) ?? (same.length === 1 ? same[0] : undefined) ?? same.find((service) => service.includes(prefix));
  const service = near ?? (prefix.length > 3 ? nearest(prefix, services()) : undefined);
  return service === undefined ? undefined : `${service}:${name}`;
}
