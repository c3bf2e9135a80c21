import type { CheckContext } from "../../language/rule.js";
import type { Break } from "../../model/verdict.js";

interface Passwords {
  readonly password?: string | undefined;
  readonly masterPassword?: string | undefined;
}

/** A break where a database has a password of its own: a secret is set, whether this run may see its value or not. */
export function ownPassword(
  database: Passwords,
  { at, isSecret, isUnknown }: Pick<CheckContext<Passwords>, "at" | "isSecret" | "isUnknown">,
): Break | undefined {
  const given = (["password", "masterPassword"] as const).find((name) => (isUnknown(name) && isSecret(name)) || database[name]);
  return given && at(given, "is in the state of the stack, expected a password that Secrets Manager manages");
}
