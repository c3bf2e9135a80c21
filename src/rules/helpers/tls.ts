import { either, json, type Matcher, some, test } from "../../language/pattern.js";
import { list, text } from "./read.js";

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const everyone = (principal: unknown): boolean =>
  principal === "*" ||
  (typeof principal === "object" && principal !== null && Object.values(principal).some((who) => list(who).includes("*")));

/** The only condition is that the request came without TLS; any other condition would allow some plain requests. */
function withoutTls(condition: Statement["Condition"]): boolean {
  const operators = Object.entries(condition ?? {});
  const [operator = "", keys = {}] = operators[0] ?? [];
  const [key = "", value] = Object.entries(keys ?? {})[0] ?? [];
  const alone = operators.length === 1 && Object.keys(keys ?? {}).length === 1;
  return (
    alone &&
    /^bool(ifexists)?$/i.test(operator) &&
    /^aws:securetransport$/i.test(key) &&
    list(value).every((v) => text(v).toLowerCase() === "false")
  );
}

/** A policy that denies every request without TLS. `inside`: the data is below the ARN, as objects are in a bucket. */
export function tlsOnly(actions: readonly string[], inside = false): Matcher<unknown> {
  const denies = test<Statement>("deny requests without TLS", (statement) => {
    if (statement.Effect !== "Deny" || !everyone(statement.Principal) || !withoutTls(statement.Condition)) return false;
    if (!list(statement.Action).some((action) => action === "*" || actions.includes(text(action).toLowerCase()))) return false;
    return !inside || list(statement.Resource).some((resource) => text(resource).endsWith("*"));
  });
  return json<never>(
    either({ Statement: some(denies) }, { Statement: denies }),
    "deny requests without TLS (`aws:SecureTransport` = false)",
  );
}
