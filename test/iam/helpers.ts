import type { Holder } from "../../src/iam/access/holder.js";
import { principalsOf } from "../../src/iam/access/principals.js";
import { type Document, documentsOf, type Statement } from "../../src/iam/document/document.js";
import { toResource } from "../../src/model/resource.js";
import { type Stack, toStack } from "../../src/model/stack.js";
import { unknownString } from "../../src/model/value.js";
import type { Verdict } from "../../src/model/verdict.js";

/** A verdict in lines: what broke, each with its place, then the places that are not known yet, each with a question mark. */
export const said = ({ broken, unknown }: Verdict): string[] => [
  ...broken.map(({ path, message }) => `${path} ${message}`),
  ...unknown.map((path) => `${path}?`),
];

/** The day of every run here. */
export const today = "2026-01-01";

/** A resource's policy documents, as the rules read them. */
export function documentsIn(type: string, inputs: Readonly<Record<string, unknown>>): readonly Document[] {
  return documentsOf(toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs }), today).read;
}

/** The document of a bucket policy with these statements. */
export function bucketPolicy(...statements: readonly unknown[]): Document {
  const [document] = documentsIn("aws:s3/bucketPolicy:BucketPolicy", { policy: { Statement: statements } });
  if (document === undefined) throw new Error("no document was read");
  return document;
}

/** An Allow for everyone under a condition. */
export function under(condition: unknown): Statement {
  const [statement] = bucketPolicy({
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "*",
    Condition: condition,
  }).statements;
  if (statement === undefined) throw new Error("no statement was read");
  return statement;
}

/** Raw resources of a stack as a state would hold them; `refs` are inputs that point at other resources of the list, by name. */
export interface Piece {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly refs?: Readonly<Record<string, readonly string[]>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Only read by the program. */
  readonly external?: boolean;
}

/** A stack of some pieces, whose ids are not known yet: what belongs together is told by dependencies. */
export function stackOf(...pieces: readonly Piece[]): Stack {
  const urn = ({ type, name }: Piece): string => `urn:pulumi:dev::test::${type}::${name}`;
  const urnOf = (name: string): string => {
    const piece = pieces.find((p) => p.name === name);
    if (piece === undefined) throw new Error(`no piece is named ${name}`);
    return urn(piece);
  };
  const resources = pieces.map((piece) =>
    toResource({
      urn: urn(piece),
      type: piece.type,
      outputs: piece.outputs,
      external: piece.external,
      inputs: { ...piece.inputs, ...Object.fromEntries(Object.keys(piece.refs ?? {}).map((input) => [input, unknownString])) },
      propertyDependencies: Object.fromEntries(Object.entries(piece.refs ?? {}).map(([input, names]) => [input, names.map(urnOf)])),
    }),
  );
  return toStack(resources, { name: "dev", project: "test", today });
}

/** The role of a stack that holds some documents as inline policies, each a list of statements. */
export function roleWith(...documents: readonly (readonly unknown[])[]): { holder: Holder; stack: Stack } {
  const stack = stackOf(
    { type: "aws:iam/role:Role", name: "r", inputs: { name: "r" } },
    ...documents.map(
      (statements, i): Piece => ({
        type: "aws:iam/rolePolicy:RolePolicy",
        name: `p${i}`,
        inputs: { policy: { Version: "2012-10-17", Statement: statements } },
        refs: { role: ["r"] },
      }),
    ),
  );
  const [holder] = principalsOf(stack).of.values();
  if (holder === undefined) throw new Error("no role was read");
  return { holder, stack };
}
