import { type Evaluation, evaluateStack, type RuleIndex } from "../../src/engine/evaluate.js";
import { nameOfUrn, type RawResource, toResource } from "../../src/model/resource.js";
import { toStack } from "../../src/model/stack.js";

/** A labelled stack: what is expected of it by category, as the benchmark of least privilege writes it. */
export interface LabelledCase {
  readonly id: string;
  readonly why: string;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly props: Readonly<Record<string, unknown>>;
    /** Inputs that point at other resources of the case, by name. */
    readonly refs?: Readonly<Record<string, string | readonly string[]>>;
  }[];
  /** By category: one finding an entry, on any of the resources that the entry names (`a|b`). */
  readonly expect: Readonly<Record<string, readonly string[]>>;
  readonly clean: readonly string[];
  readonly unknown?: readonly string[];
  readonly ignore?: Readonly<Record<string, readonly string[]>>;
}

const account = "123456789012";
type Labelled = LabelledCase["resources"][number];
const urnOf = ({ type, name }: Labelled): string => `urn:pulumi:dev::bench::${type}::${name}`;
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const arns: Readonly<Record<string, (name: string) => string>> = {
  "aws:iam/role:Role": (name) => `arn:aws:iam::${account}:role/${name}`,
  "aws:iam/policy:Policy": (name) => `arn:aws:iam::${account}:policy/${name}`,
  "aws:iam/user:User": (name) => `arn:aws:iam::${account}:user/${name}`,
  "aws:iam/group:Group": (name) => `arn:aws:iam::${account}:group/${name}`,
  "aws:s3/bucketV2:BucketV2": (name) => `arn:aws:s3:::${name}`,
  "aws:s3/bucket:Bucket": (name) => `arn:aws:s3:::${name}`,
  "aws:sqs/queue:Queue": (name) => `arn:aws:sqs:us-east-1:${account}:${name}`,
  "aws:sns/topic:Topic": (name) => `arn:aws:sns:us-east-1:${account}:${name}`,
  "aws:kms/key:Key": () => `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  "aws:ecr/repository:Repository": (name) => `arn:aws:ecr:us-east-1:${account}:repository/${name}`,
  "aws:efs/fileSystem:FileSystem": () => `arn:aws:elasticfilesystem:us-east-1:${account}:file-system/fs-0aa`,
  "aws:cloudwatch/eventBus:EventBus": (name) => `arn:aws:events:us-east-1:${account}:event-bus/${name}`,
};
const identifiedByArn = new Set(["aws:iam/policy:Policy", "aws:sns/topic:Topic"]);
const arnInputs = new Set(["policyArn", "policyArns", "managedPolicyArns", "permissionsBoundary", "arn"]);

const arnOf = ({ type, name, props }: Labelled): string | undefined =>
  arns[type]?.(textOf(props["name"]) ?? textOf(props["bucket"]) ?? textOf(props["domainName"]) ?? name);
const idOf = (labelled: Labelled): string =>
  (identifiedByArn.has(labelled.type) ? arnOf(labelled) : undefined) ??
  textOf(labelled.props["name"]) ??
  textOf(labelled.props["bucket"]) ??
  labelled.name;

function toRaw({ resources }: LabelledCase): RawResource[] {
  return resources.map((one) => {
    const inputs: Record<string, unknown> = { ...one.props };
    const propertyDependencies: Record<string, string[]> = {};
    for (const [input, names] of Object.entries(one.refs ?? {})) {
      const targets = resources.filter((other) => [names].flat().includes(other.name));
      propertyDependencies[input] = targets.map(urnOf);
      const values = targets.map((target) => (arnInputs.has(input) ? arnOf(target) : undefined) ?? idOf(target));
      if (!(input in inputs)) inputs[input] = Array.isArray(names) ? values : values[0];
    }
    const arn = arnOf(one);
    return {
      urn: urnOf(one),
      type: one.type,
      id: idOf(one),
      inputs,
      outputs: { ...inputs, id: idOf(one), ...(arn === undefined ? {} : { arn }) },
      propertyDependencies,
      dependencies: Object.values(propertyDependencies).flat(),
    };
  });
}

const judged = (labelled: LabelledCase, index: RuleIndex): readonly Evaluation[] =>
  evaluateStack(index, toStack(toRaw(labelled).map(toResource), { name: "dev", project: "bench", today: "2026-07-01" }), new Set());

/** Every evaluation on a case, a short line each: what, where, and the other places. */
export const findingsOf = (labelled: LabelledCase, index: RuleIndex): readonly string[] =>
  judged(labelled, index).map(({ rule, outcome, resource, path, places }) =>
    [outcome, rule, resource.name, path, ...places.map((place) => `+ ${nameOfUrn(place.urn)} ${place.path}`)].join(" "),
  );

/** What differs from the labels of a case, a line each: nothing where every category is judged as it should be. */
export function differences(labelled: LabelledCase, index: RuleIndex, categoriesOf: ReadonlyMap<string, readonly string[]>): string[] {
  const found = judged(labelled, index);
  const on = (category: string, outcome: string): Set<string> =>
    new Set(
      found.filter((j) => j.outcome === outcome && categoriesOf.get(j.rule)?.includes(category)).map(({ resource }) => resource.name),
    );
  const crashes = found.filter(({ outcome }) => outcome === "crash").map(({ rule, message }) => `${rule} crashed: ${message}`);
  const expected = Object.entries(labelled.expect).flatMap(([category, entries]) => {
    const fails = on(category, "fail");
    const named = [...entries, ...(labelled.ignore?.[category] ?? [])].flatMap((entry) => entry.split("|"));
    return [
      ...entries
        .filter((entry) => !entry.split("|").some((name) => fails.has(name)))
        .map((entry) => `${category} is not found on ${entry}`),
      ...[...fails].filter((name) => !named.includes(name)).map((name) => `${category} is found on ${name}`),
    ];
  });
  const clean = labelled.clean.flatMap((category) => [...on(category, "fail")].map((name) => `${category} is found on ${name}`));
  const unknown = (labelled.unknown ?? []).flatMap((category) => [
    ...[...on(category, "fail")].map((name) => `${category} is found on ${name}, and is unknown`),
    ...(on(category, "unknown").size === 0 ? [`${category} is not told as unknown`] : []),
  ]);
  return [...crashes, ...expected, ...clean, ...unknown];
}
