import { describe, expect, test } from "vitest";
import { type Holder, onlyWith } from "../../src/iam/access/holder.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { roleWith } from "./helpers.js";

const allow = (action: string) => ({ Effect: "Allow", Action: action, Resource: "*" });
const deny = { Effect: "Deny", Action: "iam:*", Resource: "*" };
const perhaps = { Effect: unknown, Action: "ec2:*", Resource: "*" };

/** A role with these documents, as if it had only the first. */
function onlyFirst(...documents: readonly (readonly unknown[])[]): Holder {
  const { holder } = roleWith(...documents);
  const [line] = holder.lines;
  if (line === undefined) throw new Error("the first document has no statement");
  return onlyWith(holder, line.statement.document);
}
const actionsOf = ({ lines }: Holder): unknown[] => lines.map(({ statement }) => statement.actions);
const placesOf = (spots: Holder["unread"]): string[] => spots.map(({ resource, path }) => `${resource.name} ${path}`);

describe("a role as if it had only one of its documents", () => {
  test("keeps what that document states, and what others deny", () => {
    const holder = onlyFirst([allow("s3:*"), perhaps], [allow("sns:*"), deny]);
    expect(actionsOf(holder)).toEqual([["s3:*"], ["ec2:*"], ["iam:*"]]);
    expect(holder.unread).toEqual([]);
  });

  test("may be denied what a statement of another document speaks of whose effect is not known", () => {
    const holder = onlyFirst([allow("s3:*")], [allow("sns:*"), perhaps]);
    expect(actionsOf(holder)).toEqual([["s3:*"]]);
    expect(placesOf(holder.unread)).toEqual(["p1 policy.Statement[1].Effect"]);
    expect(holder.unseen).toEqual([]);
  });

  test("may be granted what is not known of that document, and denied what is not known of any", () => {
    const holder = onlyFirst([allow("s3:*"), unknown], [allow("sns:*"), unknown]);
    expect(placesOf(holder.unseen)).toEqual(["p0 policy.Statement[1]"]);
    expect(placesOf(holder.unread)).toEqual(["p0 policy.Statement[1]", "p1 policy.Statement[1]"]);
  });

  test("is not granted what is not known of another document at the same place", () =>
    expect(placesOf(onlyFirst([allow("s3:*"), allow("sns:*")], [allow("sqs:*"), unknown]).unseen)).toEqual([]));
});
