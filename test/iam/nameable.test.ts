import { describe, expect, test } from "vitest";
import { arnOf, type Nameable, nameableOf } from "../../src/iam/access/nameable.js";
import { type ResourceClass, typeOfClass } from "../../src/model/classes.js";
import { type Resource, toResource } from "../../src/model/resource.js";

const resource = (inputs: Readonly<Record<string, unknown>>, outputs: Readonly<Record<string, unknown>> = {}): Resource =>
  toResource({ urn: "urn:pulumi:dev::test::t::it", type: "t", inputs, outputs });
const of = (service: string): Nameable => {
  const [found] = nameableOf(service);
  if (found === undefined) throw new Error(`nothing of ${service} is named`);
  return found[1];
};

/** By service: the class, the kinds of its resources with what stands behind the ARN, and the ARN of one that is named `x`. */
const classes: readonly (readonly [service: string, cls: ResourceClass, kinds: readonly string[], arn: string | undefined])[] = [
  ["s3", "s3.Bucket", ["bucket", "object/*"], "arn:*:s3:::x"],
  ["dynamodb", "dynamodb.Table", ["table", "index/index/*"], "arn:*:dynamodb:*:*:table/x"],
  ["sqs", "sqs.Queue", ["queue"], "arn:*:sqs:*:*:x"],
  ["sns", "sns.Topic", ["topic"], "arn:*:sns:*:*:x"],
  ["kinesis", "kinesis.Stream", ["stream"], "arn:*:kinesis:*:*:stream/x"],
  ["firehose", "kinesis.FirehoseDeliveryStream", ["deliverystream"], "arn:*:firehose:*:*:deliverystream/x"],
  ["states", "sfn.StateMachine", ["statemachine"], "arn:*:states:*:*:stateMachine:x"],
  ["lambda", "lambda.Function", ["function"], "arn:*:lambda:*:*:function:x"],
  // AWS adds letters to the name of a secret, and a parameter's may begin with a slash.
  ["secretsmanager", "secretsmanager.Secret", ["Secret"], undefined],
  ["ssm", "ssm.Parameter", ["parameter"], undefined],
];

describe.each(classes)("what statements on %s name", (service, cls, kinds, arn) => {
  const found = nameableOf(service);
  test("is one class", () => expect(found.map(([type]) => type)).toEqual([typeOfClass(cls)]));
  test("is named by its ARN", () => {
    const named = Object.entries(of(service).kinds);
    expect(named.map(([kind, { behind }]) => `${kind}${behind}`)).toEqual(kinds);
    expect(named.filter(([, { output }]) => output !== "arn")).toEqual([]);
  });
  test("has an ARN that AWS gave, or one made of its name", () => {
    const given = `arn:aws:${service}:eu-west-1:123456789012:y`;
    const named = resource({ name: "x", bucket: "x" });
    expect(arnOf(resource({ name: "x", bucket: "x" }, { arn: given }), of(service))).toBe(given);
    expect(arnOf(named, of(service))).toBe(arn);
  });
});

test("nothing is named on a service whose resources seldom stand in statements", () => expect(nameableOf("ec2")).toEqual([]));

describe("the ARN of a bucket", () => {
  test.each([
    ["is not known without name", {}, {}],
    ["is not made of an empty name", { bucket: "" }, {}],
    ["is not made of what is no text", { bucket: ["x"] }, {}],
    ["is not what only looks like one", {}, { arn: "b" }],
    ["is not made of another input", { name: "x" }, { arn: 1 }],
  ])("%s", (_, inputs, outputs) => expect(arnOf(resource(inputs, outputs), of("s3"))).toBeUndefined());
});

describe("besides, actions take", () => {
  test.each([
    ["s3", ["accesspoint", "accesspointobject"]],
    ["lambda", ["function alias", "function version"]],
    ["dynamodb", []],
    ["sqs", []],
  ])("of %s: %j", (service, kinds) => expect(of(service).besides).toEqual(kinds));
});

describe("a variable names", () => {
  test.each([
    ["s3", ["BUCKET", "UPLOAD_BUCKET_NAME", "bucketName"]],
    ["dynamodb", ["TABLE_NAME", "ordersTable", "DYNAMO_ORDERS"]],
    ["sqs", ["QUEUE_URL", "jobQueue", "SQS_URL"]],
    ["sns", ["TOPIC_ARN", "alertTopic", "SNS_ALERTS"]],
    ["kinesis", ["STREAM", "KINESIS_CLICKS"]],
    ["firehose", ["DELIVERY_STREAM", "FIREHOSE"]],
    ["states", ["STATE_MACHINE_ARN", "WORKFLOW", "SFN_ARN"]],
    ["lambda", ["FUNCTION_NAME", "LAMBDA_ARN"]],
    ["secretsmanager", ["DB_SECRET", "secretArn"]],
    ["ssm", ["PARAM_PATH", "PARAMETER", "SSM_PREFIX"]],
  ])("something of %s: %j", (service, keys) => {
    for (const key of keys) expect(`${key} ${of(service).called.test(key)}`).toBe(`${key} true`);
    expect(of(service).called.test("LOG_LEVEL")).toBe(false);
  });
});
