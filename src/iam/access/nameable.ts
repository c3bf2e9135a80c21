import { lookupTable } from "../../data/lookup.js";
import type { Resource } from "../../model/resource.js";

/** How statements name a resource: an output, and what is behind it. */
export interface Naming {
  readonly output: string;
  readonly behind: string;
}

/** How statements name the resources of a class. */
export interface Nameable {
  readonly service: string;
  /** By the kinds of resources of the service's actions. */
  readonly kinds: Readonly<Record<string, Naming>>;
  /** Kinds that actions take as well and that a program rarely means: access points, versions. */
  readonly besides: readonly string[];
  /** What an environment variable is called that names one. */
  readonly called: RegExp;
  /** The ARN from the input with the name, if the ARN depends on nothing else. */
  readonly arnOf?: { readonly input: string; readonly before: string };
}

const own: Naming = { output: "arn", behind: "" };
const simple = (service: string, kind: string, called: RegExp, arnOf?: Nameable["arnOf"]): Nameable => ({
  service,
  kinds: { [kind]: own },
  besides: [],
  called,
  ...(arnOf === undefined ? {} : { arnOf }),
});

const classes: Readonly<Record<string, Nameable>> = lookupTable({
  "aws:s3/bucket:Bucket": {
    service: "s3",
    kinds: { bucket: own, object: { output: "arn", behind: "/*" } },
    besides: ["accesspoint", "accesspointobject"],
    called: /BUCKET/i,
    arnOf: { input: "bucket", before: "arn:*:s3:::" },
  },
  "aws:dynamodb/table:Table": {
    service: "dynamodb",
    kinds: { table: own, index: { output: "arn", behind: "/index/*" } },
    besides: [],
    called: /TABLE|DYNAMO/i,
    arnOf: { input: "name", before: "arn:*:dynamodb:*:*:table/" },
  },
  "aws:sqs/queue:Queue": simple("sqs", "queue", /QUEUE|SQS/i, { input: "name", before: "arn:*:sqs:*:*:" }),
  "aws:sns/topic:Topic": simple("sns", "topic", /TOPIC|SNS/i, { input: "name", before: "arn:*:sns:*:*:" }),
  "aws:kinesis/stream:Stream": simple("kinesis", "stream", /STREAM|KINESIS/i, { input: "name", before: "arn:*:kinesis:*:*:stream/" }),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": simple("firehose", "deliverystream", /STREAM|FIREHOSE/i, {
    input: "name",
    before: "arn:*:firehose:*:*:deliverystream/",
  }),
  "aws:sfn/stateMachine:StateMachine": simple("states", "statemachine", /MACHINE|WORKFLOW|SFN/i, {
    input: "name",
    before: "arn:*:states:*:*:stateMachine:",
  }),
  "aws:lambda/function:Function": {
    ...simple("lambda", "function", /FUNCTION|LAMBDA/i, { input: "name", before: "arn:*:lambda:*:*:function:" }),
    besides: ["function alias", "function version"],
  },
  "aws:secretsmanager/secret:Secret": simple("secretsmanager", "Secret", /SECRET/i),
  "aws:ssm/parameter:Parameter": simple("ssm", "parameter", /PARAM|SSM/i),
});

/** The classes whose resources statements name, by their service. */
export const nameableOf = (service: string): readonly (readonly [type: string, Nameable])[] =>
  Object.entries(classes).filter(([, nameable]) => nameable.service === service);

/** The ARN of a resource: as it was made, else by its name with the account and region left open; `undefined` where neither is known. */
export function arnOf({ inputs, outputs }: Resource, { arnOf: made }: Nameable): string | undefined {
  const arn = outputs.value["arn"];
  if (typeof arn === "string" && arn.startsWith("arn:")) return arn;
  const name = made === undefined ? undefined : inputs.value[made.input];
  return made !== undefined && typeof name === "string" && name !== "" ? `${made.before}${name}` : undefined;
}
