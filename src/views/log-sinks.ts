import type { View } from "../language/view.js";
import { typeOfClass } from "../model/classes.js";
import { topKey } from "../model/path.js";
import type { Resource } from "../model/resource.js";
import { same } from "../model/same.js";
import { add, oncePerStack, type Stack } from "../model/stack.js";
import { isList, isMap, isUnknown, type Unknown, unknown, type Value } from "../model/value.js";
import { elsewhere } from "../model/verdict.js";
import { inputOf, mayMention, mentions, pointingAt } from "../network/pointers.js";

/** A bucket that receives logs. */
export interface LogSink {
  /** What it receives, as a message lists it: `cloudtrail.Trail "all"`. */
  readonly from: readonly string[];
  readonly forceDestroy: boolean;
  /** Whether versions or Object Lock keep what is overwritten or deleted. */
  readonly keepsVersions: boolean;
  readonly logsItself: boolean;
}

/** The inputs that name a bucket for logs, by class. */
const sources: readonly (readonly [className: string, input: string])[] = [
  ["cloudtrail.Trail", "s3BucketName"],
  ["s3.BucketLogging", "targetBucket"],
  ["lb.LoadBalancer", "accessLogs"],
  ["elb.LoadBalancer", "accessLogs"],
  ["cloudfront.Distribution", "loggingConfig"],
  ["ec2.FlowLog", "logDestination"],
  ["cfg.DeliveryChannel", "s3BucketName"],
  ["wafv2.WebAclLoggingConfiguration", "logDestinationConfigs"],
  ["redshift.Logging", "bucketName"],
  ["route53.ResolverQueryLogConfig", "destinationArn"],
  ["networkfirewall.LoggingConfiguration", "loggingConfiguration"],
];

/** The buckets of the stack that receive logs of CloudTrail, VPC, load balancers, CloudFront, S3 and other services. */
export const logSinks: View<LogSink> = {
  view: "buckets that receive logs",
  scope: "stack",
  atEnd: "the resource that sends logs there may come after it",
  types: [typeOfClass("s3.Bucket")],
  of: (bucket, { stack }) => {
    if (stack === undefined) return [];
    const { byUrn, byText, open } = senders(stack);
    const names = [bucket.inputs.value["bucket"], bucket.outputs.value["bucket"], bucket.outputs.value["arn"]];
    const named = names.flatMap((name) => (typeof name === "string" ? (byText.get(name) ?? []) : []));
    const from = [...new Set([...(byUrn.get(bucket.urn) ?? []), ...named])];
    if (from.length === 0) {
      // A bucket whose name is not known may be the one that a text names; so may any that an unknown text names.
      const waits = byText.size > 0 && isUnknown(bucket.inputs.value["bucket"]) ? ["bucket"] : open;
      return waits.length > 0 ? [{ resource: bucket, path: "", value: undefined as unknown as LogSink, unreadable: waits }] : [];
    }
    const value = {
      from: from.map(({ label, resource }) => `${label} "${resource.name}"`),
      forceDestroy: inputOf(bucket, "forceDestroy") ?? false,
      keepsVersions: keepsVersions(bucket, stack),
      logsItself: from.some(({ resource, label }) => label === "s3.BucketLogging" && mentions(resource, "bucket", bucket)),
    };
    const locate = (path: string): string => (path === "forceDestroy" ? path : topKey(path) === "keepsVersions" ? "versioning" : "");
    return [{ resource: bucket, path: "", value: value as unknown as LogSink, locate }];
  },
};

interface Sender {
  readonly label: string;
  readonly resource: Resource;
}
interface Senders {
  readonly byUrn: ReadonlyMap<string, readonly Sender[]>;
  readonly byText: ReadonlyMap<string, readonly Sender[]>;
  /** The inputs that are not known and come from no resource of the stack. */
  readonly open: readonly string[];
}

const senders = oncePerStack((stack): Senders => {
  const byUrn = new Map<string, Sender[]>();
  const byText = new Map<string, Sender[]>();
  const open: string[] = [];
  for (const [label, input] of sources)
    for (const resource of stack.byType.get(typeOfClass(label)) ?? []) {
      const urns = resource.propertyDependencies[input] ?? [];
      for (const urn of new Set(urns)) add(byUrn, urn, { label, resource });
      if (mayMention(resource, input)) open.push(elsewhere(resource.urn, input));
      if (urns.length === 0) for (const text of new Set(textsIn(inputOf(resource, input)))) add(byText, text, { label, resource });
    }
  return { byUrn, byText, open };
});

const textsIn = (value: Value | undefined): string[] =>
  typeof value === "string" ? [value] : isList(value) ? value.flatMap(textsIn) : isMap(value) ? Object.values(value).flatMap(textsIn) : [];

function keepsVersions(bucket: Resource, stack: Stack): boolean | Unknown {
  const { found, maybe } = pointingAt(stack, bucket, "s3.BucketVersioning#bucket");
  const values = [
    [inputOf(bucket, "objectLockEnabled"), true],
    [inputOf(bucket, "versioning.enabled"), true],
    ...found.map((one) => [inputOf(one, "versioningConfiguration.status"), "Enabled"]),
  ] as const;
  if (values.some(([value, wanted]) => same(value, wanted))) return true;
  return maybe.length > 0 || values.some(([value]) => isUnknown(value)) ? unknown : false;
}
