import { type Document, documentsOf, type Statement } from "../../src/iam/document.js";
import { toResource } from "../../src/model/resource.js";

/** A resource's policy documents, as the rules read them. */
export function documentsIn(type: string, inputs: Readonly<Record<string, unknown>>): readonly Document[] {
  return documentsOf(toResource({ urn: `urn:pulumi:dev::test::${type}::it`, type, inputs })).read;
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
