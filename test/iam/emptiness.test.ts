import { describe, expect, test } from "vitest";
import { emptyParts } from "../../src/iam/lint/emptiness.js";
import { unknownString as unknown } from "../../src/model/value.js";
import { documentsIn, said } from "./helpers.js";

/** What is said of a bucket's policy. */
function of(policy: unknown): string[] {
  const [document] = documentsIn("aws:s3/bucketPolicy:BucketPolicy", { policy });
  if (document === undefined) throw new Error("no document was read");
  return said(emptyParts(document));
}

test.each<[string, unknown, string[]]>([
  ["statements", { Statement: [] }, ["policy.Statement is empty, expected at least one statement"]],
  ["statements in other letters", { statement: [] }, ["policy.statement is empty, expected at least one statement"]],
  ["statements that are not known", { Statement: unknown }, ["policy.Statement?"]],
  ["a statement that is not known", { Statement: [{ Sid: "a" }, unknown] }, ["policy.Statement[1]?"]],
  ["a statement", { Statement: [{ Sid: "a" }, {}] }, ["policy.Statement[1] is empty, expected at least one element"]],
  ["the only statement", { Statement: {} }, ["policy.Statement is empty, expected at least one element"]],
  ["no statements at all, which the grammar tells", {}, []],
  ["a text for a statement, which the grammar tells", { Statement: ["", 5] }, []],
])("%s", (_, policy, expected) => expect(of(policy)).toEqual(expected));

describe("in a statement", () => {
  const at = "policy.Statement[0]";
  const empty = (place: string, what: string): string => `${at}.${place} is empty, expected at least one ${what}`;
  test.each<[string, Record<string, unknown>, string[]]>([
    ["a list of actions", { Action: [] }, [empty("Action", "action")]],
    ["a text for an action", { action: "" }, [empty("action", "action")]],
    ["an object for an action", { Action: {} }, [empty("Action", "action")]],
    ["other actions", { NotAction: [] }, [empty("NotAction", "action")]],
    ["resources", { Resource: [] }, [empty("Resource", "resource")]],
    ["other resources", { NotResource: "" }, [empty("NotResource", "resource")]],
    ["principals", { Principal: {} }, [empty("Principal", "principal")]],
    ["other principals", { NotPrincipal: [] }, [empty("NotPrincipal", "principal")]],
    ["principals of a kind", { Principal: { Service: "a", AWS: [] } }, [empty("Principal.AWS", "principal")]],
    ["other principals of a kind", { NotPrincipal: { AWS: "" } }, [empty("NotPrincipal.AWS", "principal")]],
    ["a condition", { Condition: {} }, [empty("Condition", "condition")]],
    ["keys of a condition", { Condition: { Bool: {} } }, [empty("Condition.Bool", "condition key")]],
    ["values of a key", { Condition: { Bool: { a: "true", b: [] } } }, [empty("Condition.Bool.b", "value")]],
    ["an object for a value", { Condition: { Bool: { b: {} } } }, [empty("Condition.Bool.b", "value")]],
    ["all of them", { Action: [], Resource: [], Condition: {} }, expect.objectContaining({ length: 3 })],
    ["an action that is not known", { Action: unknown }, [`${at}.Action?`]],
    ["principals that are not known", { Principal: unknown }, [`${at}.Principal?`]],
    ["principals of a kind that are not known", { Principal: { AWS: unknown } }, [`${at}.Principal.AWS?`]],
    ["a condition that is not known", { Condition: unknown }, [`${at}.Condition?`]],
    ["keys that are not known", { Condition: { Bool: unknown } }, [`${at}.Condition.Bool?`]],
    ["values that are not known", { Condition: { Bool: { b: unknown } } }, [`${at}.Condition.Bool.b?`]],
    [
      "nothing, where something stands",
      { Action: ["a"], Resource: "*", Principal: { AWS: "*" }, Condition: { Bool: { a: ["true"] } } },
      [],
    ],
    ["nothing, where texts stand for objects", { Principal: "*", Condition: "x" }, []],
    ["nothing, where a value is an empty text", { Condition: { StringEquals: { a: "", b: [""] } } }, []],
    ["nothing, where an empty text stands in a list", { Action: [""] }, []],
    ["nothing, where a statement has a name alone", { Sid: "" }, []],
    ["nothing, where an operator has no keys", { Condition: { Bool: null } }, []],
    ["nothing, where parts are unset", { Action: null, Principal: null, Condition: null }, []],
  ])("%s", (_, statement, expected) => expect(of({ Statement: [statement] })).toEqual(expected));
});
