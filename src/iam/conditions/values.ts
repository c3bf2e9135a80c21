import { covers, fits } from "../document/wildcard.js";
import { isInside } from "./ranges.js";

/** Whether an ARN fits a pattern as `ArnLike` compares them: part by part, so that no wildcard reaches over a colon into the next part. */
export function fitsArn(pattern: string, arn: string): boolean {
  const [wanted, parts] = [partsOf(pattern), partsOf(arn)];
  if (wanted === undefined || parts === undefined) return /^[*?]*\*[*?]*$/.test(pattern) && fits(pattern, arn);
  return wanted.every((part, i) => covers(part, parts[i] ?? ""));
}

/** The six parts of an ARN or of a pattern for it; `undefined` where it has less. */
export function partsOf(arn: string): readonly string[] | undefined {
  const [head = "", partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
  return rest.length === 0 ? undefined : [head, partition, service, region, account, rest.join(":")];
}

/** Whether a value of a condition, under an operator without its `Not`, covers a value or all that a pattern does. */
export function fitsValue(operator: string, taking: string, value: string): boolean {
  switch (operator) {
    case "ipaddress":
      return isInside(value, taking);
    case "arnlike":
    case "arnequals":
      return fitsArn(taking, value);
    case "stringlike":
      return covers(taking, value);
    case "stringequals":
      return taking === value;
    default:
      return taking.toLowerCase() === value.toLowerCase();
  }
}

/** Whether a pattern fits every value. */
export const takesEverybody = (value: string): boolean => /^[*?]*\*[*?]*$/.test(value) || /^arn:[*:]*\*$/.test(value);

/** The ARN of every principal, role or user of an account, whichever it is: none of them is distinguished. */
export const everyPrincipal = /^arn:[^:]*:(iam|sts|\*):[^:]*:[^:]*:((role|user|assumed-role)\/)?[*?]*\*$/;

/** Values that match anyone's resources: a bare wildcard, every resource of a service in every account. */
export const anybodys = /^(o-)?[*?/]*$|^arn:[^:]*:[^:]*:[^:]*:[*?]*:(\*|[a-z]*\/?\*)$|^arn:[*:]*\*$/;
