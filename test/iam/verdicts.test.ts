import { describe, expect, test } from "vitest";
import { changes, managesPermissions } from "../../src/iam/access/excess.js";
import { type Holder, onlyWith, type Spot } from "../../src/iam/access/holder.js";
import {
  breakAt,
  escalationsInSum,
  escalationsOf,
  excessOf,
  listed,
  openAt,
  statementsOf,
  textAt,
  typesOf,
  verdictAt,
  verdictOf,
} from "../../src/iam/access/verdicts.js";
import { maybe, no, yes } from "../../src/iam/document/answer.js";
import type { Statement } from "../../src/iam/document/document.js";
import { type Resource, toResource } from "../../src/model/resource.js";
import { unknownString } from "../../src/model/value.js";
import { outcome, pass } from "../../src/model/verdict.js";
import { allow, deny, type Part } from "../rules/iam/helpers.js";
import { secret } from "../suite.js";
import { bucketPolicy, documentsIn, roleWith } from "./helpers.js";

const resource = (name: string): Resource => toResource({ urn: `urn:pulumi:dev::test::t::${name}`, type: "t", inputs: {} });
const own = resource("own");
const other = resource("other");
const spot = (of: Resource, path: string): Spot => ({ resource: of, path });
const at = (of: Resource, path: string) => ({ urn: of.urn, path });

describe("an answer as a verdict", () => {
  const message = (path: string): string => `is wrong: ${path}`;
  test.each([
    ["no: nothing is broken", no, pass],
    ["yes: broken there", yes("actions[0]"), { broken: [{ path: "actions[0]", message: "is wrong: actions[0]" }], unknown: [] }],
    ["unknown: open there", maybe("actions", "effect"), { broken: [], unknown: ["actions", "effect"] }],
  ])("%s", (_, answer, verdict) => expect(verdictOf(answer, message)).toEqual(verdict));

  test.each([
    ["no: nothing is broken", no, pass],
    ["yes: broken there", yes(spot(own, "a")), { broken: [{ path: "a", message: "is wrong" }], unknown: [] }],
    [
      "yes, elsewhere: broken, with the place",
      yes(spot(other, "a")),
      { broken: [{ path: "", message: "is wrong", places: [at(other, "a")] }], unknown: [] },
    ],
    ["unknown: open here and there", maybe(spot(other, "b"), spot(own, "a")), { broken: [], unknown: ["a", `${other.urn}\nb`] }],
  ])("on one resource, %s", (_, answer, verdict) => expect(verdictAt(own, answer, "is wrong")).toEqual(verdict));
});

describe("a break at several places", () => {
  test.each<[string, readonly Spot[], string, readonly unknown[] | undefined]>([
    ["stands at the first in what is judged", [spot(other, "b"), spot(own, "a"), spot(own, "c")], "a", [at(other, "b"), at(own, "c")]],
    ["has no others where there is one", [spot(own, "a")], "a", undefined],
    ["names no place twice", [spot(own, "a"), spot(own, "a"), spot(other, "a"), spot(other, "a")], "a", [at(other, "a")]],
    ["stands at the resource where all are elsewhere", [spot(other, "a"), spot(other, "b")], "", [at(other, "a"), at(other, "b")]],
    ["stands at the resource where there is none", [], "", undefined],
  ])("%s", (_, spots, path, places) =>
    expect(breakAt(own, spots, "is wrong")).toEqual({ path, message: "is wrong", ...(places === undefined ? {} : { places }) }),
  );
  test("is of nobody's resource where a principal is only named", () =>
    expect(breakAt(undefined, [spot(own, "a")], "is wrong")).toMatchObject({ path: "", places: [at(own, "a")] }));
});

test("what is not known is reported once, at the evaluated resource first", () =>
  expect(openAt(own, [spot(other, "b"), spot(own, "a"), spot(own, "a"), spot(other, "b")]).unknown).toEqual(["a", `${other.urn}\nb`]));

describe("the text at a place", () => {
  const statementOf = (parts: Part): Statement => {
    const [statement] = bucketPolicy({ Effect: "Allow", ...parts }).statements;
    if (statement === undefined) throw new Error("no statement was read");
    return statement;
  };
  const statement = statementOf({
    Action: ["s3:Get*", "s3:Put*"],
    Resource: ["a", unknownString],
    Principal: { AWS: ["*", "123456789012"], Service: "ec2.amazonaws.com", Federated: "cognito", CanonicalUser: "79a5" },
  });
  test.each([
    ["actions[0]", "s3:Get*"],
    ["actions[1]", "s3:Put*"],
    ["actions", "s3:Get*"],
    ["resources[0]", "a"],
    // The kind of a principal is left out.
    ["principals[0]", "*"],
    ["principals[1]", "123456789012"],
    ["principals[2]", "ec2.amazonaws.com"],
    ["principals[3]", "cognito"],
    ["principals[4]", "79a5"],
    // Where there is no text, the property.
    ["resources[1]", "resources"],
    ["actions[7]", "actions"],
    ["notActions[0]", "notActions"],
    ["conditions[0]", "conditions"],
    ["effect", "effect"],
  ])("%s is %s", (place, text) => expect(textAt(statement, place)).toBe(text));

  test("is that of what is left out", () => expect(textAt(statementOf({ NotAction: ["iam:*", "sts:*"] }), "notActions[1]")).toBe("sts:*"));
  test("is not known where nothing is", () => expect(textAt(statementOf({ Action: unknownString }), "actions")).toBe("actions"));
  test("is a whole name, whatever is inside", () => {
    const named = statementOf({ Action: "AWS:x", Principal: { Custom: "Service:y" } });
    expect([textAt(named, "actions[0]"), textAt(named, "principals[0]")]).toEqual(["AWS:x", "Custom:Service:y"]);
  });
});

describe("a sentence lists", () => {
  test.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
    [["a", "b", "c", "d"], "a, b, c and 1 more"],
    [["a", "b", "c", "d", "e"], "a, b, c and 2 more"],
  ])("%j as %j", (names, text) => expect(listed(names)).toBe(text));
  test("no more than asked", () => expect([listed(["a", "b"], 2), listed(["a", "b"], 1)]).toEqual(["a and b", "a and 1 more"]));
});

describe("each statement of a document", () => {
  const document = bucketPolicy({ Effect: "Allow", Action: "a:b" }, { Effect: "Deny", Action: ["a:c", "a:d"] });
  const holder: Holder = roleWith([allow("sqs:SendMessage")]).holder;
  const actionsOf = (statement: Statement): readonly string[] =>
    (statement.actions as readonly string[]).map((_, i) => statement.locate(`actions[${i}]`));

  test("has a verdict for each answer", () => {
    const ask = (_: Holder, statement: Statement) => actionsOf(statement).map((path) => yes(spot(document.resource, path)));
    const verdict = statementsOf({ document, hands: [holder] }, ask, "is wrong");
    expect(verdict.broken.map(({ path }) => path)).toEqual([
      "policy.Statement[0].Action",
      "policy.Statement[1].Action[0]",
      "policy.Statement[1].Action[1]",
    ]);
  });
  test("is broken where it is in anybody's hands, once", () => {
    const second = { ...holder };
    const ask = (in_: Holder) => [in_ === second ? yes(spot(document.resource, "a")) : no];
    expect(statementsOf({ document, hands: [holder, second, second] }, ask, "is wrong").broken).toHaveLength(2);
    expect(statementsOf({ document, hands: [holder] }, ask, "is wrong")).toEqual(pass);
    expect(statementsOf({ document, hands: [] }, ask, "is wrong")).toEqual(pass);
  });
});

describe("too wide a grant", () => {
  const message = (actions: string): string => `allows ${actions}`;
  const verdictOn = (statements: readonly Part[]) => {
    const { holder, stack } = roleWith(statements);
    const document = holder.lines[0]?.statement.document ?? bucketPolicy();
    return excessOf({ document, hands: [onlyWith(holder, document)], stack }, changes, message);
  };
  test("is a break for each service", () => {
    const { broken, unknown } = verdictOn([allow(["sqs:SendMessage", "sns:Publish", "sqs:DeleteMessage"])]);
    expect(broken.map((one) => one.message)).toEqual(["allows sqs:SendMessage and sqs:DeleteMessage", "allows sns:Publish"]);
    expect(broken[0]).toMatchObject({ path: "policy.Statement[0].Action[0]", places: [{ path: "policy.Statement[0].Action[2]" }] });
    expect(broken[0]).not.toHaveProperty("fix");
    expect(unknown).toEqual([]);
  });
  test("is open beside what is found", () => {
    const verdict = verdictOn([allow(["sqs:SendMessage", unknownString])]);
    expect([verdict.broken.length, verdict.unknown]).toEqual([1, ["policy.Statement[0].Action[1]"]]);
  });
  test("shows nothing of a secret document", () => {
    const { holder, stack } = roleWith([allow("sqs:SendMessage")]);
    const [document = bucketPolicy()] = documentsIn("aws:iam/policy:Policy", { policy: secret({ Statement: allow("sqs:SendMessage") }) });
    expect(excessOf({ document, hands: [holder], stack }, changes, message).broken.map((one) => one.message)).toEqual(["allows [secret]"]);
  });
  test("could name resources of these kinds", () => {
    const kinds = (...actions: readonly string[]): readonly string[] => {
      const { holder, stack } = roleWith([allow(actions)]);
      const document = holder.lines[0]?.statement.document ?? bucketPolicy();
      return excessOf({ document, hands: [holder], stack }, managesPermissions, (_, excess) => typesOf(excess)).broken.map(
        (one) => one.message,
      );
    };
    expect(kinds("sqs:AddPermission", "sqs:RemovePermission")).toEqual(["queue (arn:*:sqs:*:*:*)"]);
    expect(kinds("dynamodb:PutResourcePolicy")).toEqual([
      "stream (arn:*:dynamodb:*:*:table/*/stream/*) and table (arn:*:dynamodb:*:*:table/*)",
    ]);
    expect(kinds("dynamodb:UpdateAbacStatus")).toEqual([""]);
  });
});

describe("privilege-escalation paths", () => {
  const selfService = allow(["iam:CreatePolicyVersion"]);
  const passing = allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]);
  const inHands = (...documents: readonly (readonly Part[])[]) => {
    const { holder, stack } = roleWith(...documents);
    const document = holder.lines[0]?.statement.document ?? bucketPolicy();
    return { document, hands: [onlyWith(holder, document)], stack, holder };
  };

  test("are one break for each set of grants", () => {
    const { broken } = escalationsOf(inHands([selfService, passing]));
    expect(broken.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["policy.Statement[0].Action[0]", "policy.Statement[1].Action[0]"]),
    );
    expect(broken.find(({ path }) => path.startsWith("policy.Statement[0]"))?.message).toMatch(
      /^enables a privilege-escalation path: iam-\d+ \(iam:CreatePolicyVersion\)$/,
    );
    expect(broken.some(({ message }) => message.includes("(iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction)"))).toBe(true);
  });
  test("of the same grants are reported together", () => {
    const { broken } = escalationsOf(inHands([allow("iam:*Policy*")]));
    expect(broken).toHaveLength(1);
    expect(broken[0]?.message).toMatch(/^enables \d+ privilege-escalation paths: .* and \d+ more$/);
  });
  test("are none where nothing leads there, and open where that is unknown", () => {
    expect(escalationsOf(inHands([allow("sqs:SendMessage")]))).toEqual(pass);
    expect(escalationsOf(inHands([allow(unknownString)])).unknown).toEqual(["policy.Statement[0].Action"]);
    expect(escalationsOf(inHands([allow(["iam:CreatePolicyVersion", unknownString])])).unknown).toEqual([]);
  });
  test("are reported in the first hands that have one", () => {
    const open = inHands([selfService]);
    const [free] = open.hands;
    if (free === undefined) throw new Error("nobody holds the document");
    const denied = { ...free, lines: [...free.lines, ...roleWith([deny("iam:*")]).holder.lines] };
    expect(escalationsOf({ ...open, hands: [denied] })).toEqual(pass);
    expect(escalationsOf({ ...open, hands: [denied, free, free] }).broken).toHaveLength(1);
    expect(escalationsOf({ ...open, hands: [] })).toEqual(pass);
  });

  describe("by the sum of several policies", () => {
    const [first, second] = [allow("iam:PassRole"), allow(["lambda:CreateFunction", "lambda:InvokeFunction"])];
    const inSum = (...documents: readonly (readonly Part[])[]) => {
      const { holder, stack } = roleWith(...documents);
      const parts = [...new Set(holder.lines.map((line) => line.statement.document))].map((document) => onlyWith(holder, document));
      return escalationsInSum(holder, parts, stack);
    };
    test("stand in each of them", () => {
      const [one, ...more] = inSum([first], [second]).broken;
      expect(one?.places?.map(({ path, urn }) => `${urn?.split("::").at(-1)} ${path}`)).toEqual([
        "p0 policy.Statement[0].Action",
        "p1 policy.Statement[0].Action[0]",
        "p1 policy.Statement[0].Action[1]",
      ]);
      expect(one?.path).toBe("");
      expect(more).toEqual([]);
    });
    test("are none that one of them has alone", () => expect(inSum([first, second], [allow("sqs:SendMessage")])).toEqual(pass));
    test("are those that none has alone", () => {
      const { broken } = inSum([first], [second], [selfService]);
      expect(broken.map(({ message }) => message)).toEqual([expect.stringContaining("lambda:CreateFunction")]);
    });
    test("are open where a policy is unknown", () => expect(outcome(inSum([first], [allow(unknownString)]))).toBe("unknown"));
  });
});
