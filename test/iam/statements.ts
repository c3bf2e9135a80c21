import type { Answer } from "../../src/iam/document/answer.js";
import type { Statement } from "../../src/iam/document/document.js";
import { documentsIn } from "./helpers.js";

/** An answer in a line: what it is, and where it says so. */
export function said(answer: Answer): string {
  if (answer.is === "unknown") return `unknown: ${answer.at.join(", ")}`;
  return answer.is === "yes" ? `yes: ${answer.at}` : "no";
}

const carriers = {
  identity: ["aws:iam/policy:Policy", "policy"],
  resource: ["aws:s3/bucketPolicy:BucketPolicy", "policy"],
  trust: ["aws:iam/role:Role", "assumeRolePolicy"],
  ceiling: ["aws:ec2/vpcEndpoint:VpcEndpoint", "policy"],
  private: ["aws:vpclattice/authPolicy:AuthPolicy", "policy"],
} as const;

/** The statements of a document of some kind. */
export function statementsOf(kind: keyof typeof carriers, ...statements: readonly unknown[]): readonly Statement[] {
  const [type, input] = carriers[kind];
  const [document] = documentsIn(type, { [input]: { Version: "2012-10-17", Statement: statements } });
  if (document === undefined) throw new Error("no document was read");
  return document.statements;
}

/** The first statement of a document of some kind. */
export function statementOf(kind: keyof typeof carriers, ...statements: readonly unknown[]): Statement {
  const [first] = statementsOf(kind, ...statements);
  if (first === undefined) throw new Error("no statement was read");
  return first;
}

/** The statement of a policy that grants something to whom it is attached, under a condition. */
export const grantUnder = (condition: unknown): Statement =>
  statementOf("identity", { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: condition });
