import { isUnknown } from "../../model/value.js";
import { neverHolds } from "../conditions/impossible.js";
import { unless } from "../conditions/operators.js";
import { demands } from "../conditions/who.js";
import { type Answer, allOf, maybe, no, opposite, yes } from "../document/answer.js";
import type { Statement } from "../document/document.js";
import { dnsSuffix } from "../document/partitions.js";
import { has } from "../document/patterns.js";
import { closed } from "./public.js";

/** Services that act for any account, and send the resource or account in the request: a policy that allows them can check it. */
const actForOthers = new Set([
  ...["apigateway", "budgets", "cloudfront", "cloudtrail", "cloudwatch", "config", "delivery.logs", "events", "logging.s3"],
  ...["s3", "secretsmanager", "ses", "sns"],
]);
/** Services whose own documentation requires such a condition in the trust policy of their roles. */
const assumeForOthers = new Set(["bedrock", "bedrock-agentcore", "pipes", "scheduler", "transfer", "vpc-flow-logs"]);

const sources = ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner"];
/** An ARN of any account; bucket names and API ids still have one owner. */
const open = { "aws:sourcearn": /^arn:[^:]*:(?!s3:|execute-api:|apigateway:)[^:]*:[^:]*:[*?]+:/ };

/** Services that a statement allows whichever account they act for: the confused deputy. One answer for each principal. */
export function deputies(statement: Statement): Answer[] {
  const { principals } = statement;
  if (principals === undefined) return [];
  const known = statement.document.kind === "trust" ? assumeForOthers : actForOthers;
  const named = isUnknown(principals)
    ? [maybe("principals")]
    : principals.map((principal, i): Answer => {
        const at = `principals[${i}]`;
        const service = isUnknown(principal) ? undefined : /^Service:(.*)$/i.exec(principal)?.[1];
        if (service === "") return maybe(at);
        return service !== undefined && known.has(shortName(service)) ? yes(at) : no;
      });
  if (named.every(({ is }) => is === "no")) return [];
  if (statement.effect === "Deny") return named.map(() => no);
  const scope = allOf({
    at: has(statement, "Allow"),
    and: [unless(demands(statement, sources, open)), unless(neverHolds(statement)), opposite(closed(statement), "")],
  });
  return named.map((answer) => allOf({ at: answer, and: [scope] }));
}

/** `sns` for `sns.amazonaws.com`, `sns.eu-west-1.amazonaws.com` and those of other partitions. */
const shortName = (service: string): string =>
  service
    .toLowerCase()
    .replace(dnsSuffix, "")
    .replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, "");
