/** A program's resources as a state: as deployed, or as a preview of a new stack sees them, where nothing that AWS makes is known. */
import { createHash } from "node:crypto";
import { typeOfClass } from "../../src/model/classes.js";
import { unknownString } from "../../src/model/value.js";
import { Reference, type Spec } from "../../src/testing/case.js";

/** Text around outputs of other resources, as `pulumi.interpolate` makes it. */
class Text {
  constructor(readonly parts: readonly unknown[]) {}
}
/** JSON text of a value, as `pulumi.jsonStringify` makes it. */
class Json {
  constructor(readonly value: unknown) {}
}

/** Text around outputs of other resources. */
export const text = (strings: TemplateStringsArray, ...values: readonly unknown[]): never =>
  new Text(strings.flatMap((part, i) => (i === 0 ? [part] : [values[i - 1], part]))) as never;
/** JSON text of a value with outputs of other resources. */
export const json = (value: unknown): never => new Json(value) as never;

export const account = "123456789012";
export const region = "eu-west-1";
const hex = (name: string): string => createHash("sha256").update(name).digest("hex").slice(0, 17);
const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

/** The id and ARN that AWS gives, by class; others have their name as id and an ARN by their service. */
const made: Readonly<Record<string, (name: string) => { readonly id?: string; readonly arn?: string }>> = {
  "s3.Bucket": (name) => ({ arn: `arn:aws:s3:::${name}` }),
  "iam.Role": (name) => ({ arn: `arn:aws:iam::${account}:role/${name}` }),
  "iam.Policy": (name) => ({ id: `arn:aws:iam::${account}:policy/${name}`, arn: `arn:aws:iam::${account}:policy/${name}` }),
  "cloudfront.Distribution": (name) => ({ arn: `arn:aws:cloudfront::${account}:distribution/${name}` }),
  "kms.Key": (name) => ({ arn: arn("kms", `key/${name}`) }),
  "lambda.Function": (name) => ({ arn: arn("lambda", `function:${name}`) }),
  "dynamodb.Table": (name) => ({ arn: arn("dynamodb", `table/${name}`) }),
  "sqs.Queue": (name) => ({ id: `https://sqs.${region}.amazonaws.com/${account}/${name}`, arn: arn("sqs", name) }),
  "sns.Topic": (name) => ({ id: arn("sns", name), arn: arn("sns", name) }),
  "cloudwatch.LogGroup": (name) => ({ arn: arn("logs", `log-group:${name}`) }),
  "secretsmanager.Secret": (name) => ({ id: arn("secretsmanager", `secret:${name}`), arn: arn("secretsmanager", `secret:${name}`) }),
  "kinesis.Stream": (name) => ({ id: arn("kinesis", `stream/${name}`), arn: arn("kinesis", `stream/${name}`) }),
  "kinesis.FirehoseDeliveryStream": (name) => ({ arn: arn("firehose", `deliverystream/${name}`) }),
  "ecr.Repository": (name) => ({ arn: arn("ecr", `repository/${name}`) }),
  "ecs.Cluster": (name) => ({ id: arn("ecs", `cluster/${name}`), arn: arn("ecs", `cluster/${name}`) }),
  "ecs.TaskDefinition": (name) => ({ id: name, arn: arn("ecs", `task-definition/${name}:1`) }),
  "ecs.Service": (name) => ({ id: arn("ecs", `service/${name}`), arn: arn("ecs", `service/${name}`) }),
  "lb.LoadBalancer": (name) => ({
    id: arn("elasticloadbalancing", `loadbalancer/app/${name}/50dc6c495c0c9188`),
    arn: arn("elasticloadbalancing", `loadbalancer/app/${name}/50dc6c495c0c9188`),
  }),
  "lb.TargetGroup": (name) => ({
    id: arn("elasticloadbalancing", `targetgroup/${name}/73e2d6bc24d8a067`),
    arn: arn("elasticloadbalancing", `targetgroup/${name}/73e2d6bc24d8a067`),
  }),
  "lb.Listener": (name) => ({
    id: arn("elasticloadbalancing", `listener/app/${name}/50dc6c495c0c9188/f2f7dc8efc522ab2`),
    arn: arn("elasticloadbalancing", `listener/app/${name}/50dc6c495c0c9188/f2f7dc8efc522ab2`),
  }),
  "ec2.Vpc": (name) => ({ id: `vpc-${hex(name)}`, arn: arn("ec2", `vpc/vpc-${hex(name)}`) }),
  "ec2.Subnet": (name) => ({ id: `subnet-${hex(name)}`, arn: arn("ec2", `subnet/subnet-${hex(name)}`) }),
  "ec2.SecurityGroup": (name) => ({ id: `sg-${hex(name)}`, arn: arn("ec2", `security-group/sg-${hex(name)}`) }),
  "ec2.RouteTable": (name) => ({ id: `rtb-${hex(name)}` }),
  "ec2.InternetGateway": (name) => ({ id: `igw-${hex(name)}` }),
  "ec2.NatGateway": (name) => ({ id: `nat-${hex(name)}` }),
  "ec2.Eip": (name) => ({ id: `eipalloc-${hex(name)}` }),
  "ec2.VpcEndpoint": (name) => ({ id: `vpce-${hex(name)}` }),
};
const further = (service: string, name: string): Record<string, unknown> => ({
  executionArn: `arn:aws:execute-api:${region}:${account}:${name}`,
  invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn("lambda", `function:${name}`)}/invocations`,
  bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
  certificateArn: arn("acm", `certificate/${name}`),
  versionArn: arn(service, `/signing-profiles/${name}/1`),
  repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
});
const byType = new Map(Object.entries(made).map(([cls, of]) => [typeOfClass(cls as never), of]));

interface Program {
  readonly project: string;
  readonly of: readonly Spec[];
}

/** The state of a program's stack `prod`. */
export function stateOf({ project, of }: Program, known: "deployed" | "preview"): string {
  const urn = ({ type, name }: Pick<Spec, "type" | "name">): string => `urn:pulumi:prod::${project}::${type}::${name}`;
  const byName = new Map(of.map((spec) => [spec.name, spec]));
  if (byName.size < of.length) throw new Error("two resources have one name");
  const find = (name: string): Spec => {
    const spec = byName.get(name);
    if (spec === undefined) throw new Error(`no resource is named ${name}`);
    return spec;
  };
  const resolve = (value: unknown, needs: Set<string>): unknown => {
    if (value instanceof Reference) {
      const spec = find(value.name);
      needs.add(urn(spec));
      if (known === "preview") return outputKnown(spec, value.output) ?? unknownString;
      return outputsOf(spec)[value.output] ?? `${value.name}-${value.output}`;
    }
    if (value instanceof Text || value instanceof Json) {
      const inner = resolve(value instanceof Text ? value.parts : value.value, needs);
      if (JSON.stringify(inner).includes(unknownString)) return unknownString;
      return value instanceof Text ? (inner as unknown[]).join("") : JSON.stringify(inner);
    }
    if (Array.isArray(value)) return value.map((item) => resolve(item, needs));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, needs)]));
  };
  // A plain input is an output at once, so a preview knows it.
  const outputKnown = (spec: Spec, output: string): unknown => {
    const value = spec.inputs[output];
    return typeof value === "string" || typeof value === "number" ? value : undefined;
  };
  const outputsOf = (spec: Spec): Record<string, unknown> => inRegionOf(spec, anywhere(spec)) as Record<string, unknown>;
  // A resource of another provider has ARNs of its region.
  const inRegionOf = (spec: Spec, made: unknown): unknown =>
    spec.options.provider === undefined ? made : (JSON.parse(JSON.stringify(made).replaceAll(region, spec.options.provider)) as unknown);
  const anywhere = (spec: Spec): Record<string, unknown> => {
    const physical = `${spec.name}-1a2b3c4`;
    const service = spec.type.split(":")[1]?.split("/")[0] ?? "";
    const { id = physical, arn: own = arn(service, physical) } = byType.get(spec.type)?.(physical) ?? {};
    return {
      ...further(service, physical),
      id,
      arn: own,
      name: physical,
      bucket: physical,
      ...(resolve(spec.inputs, new Set()) as object),
    };
  };
  const stack = `urn:pulumi:prod::${project}::pulumi:pulumi:Stack::${project}-prod`;
  const resources = of.map((spec) => {
    const propertyDependencies: Record<string, string[]> = {};
    const inputs = Object.fromEntries(
      Object.entries(spec.inputs).map(([key, value]) => {
        const needs = new Set<string>();
        const resolved = resolve(value, needs);
        propertyDependencies[key] = [...needs];
        return [key, resolved];
      }),
    );
    const { provider, parent, outputs, ...options } = spec.options;
    const needed = [...new Set(Object.values(propertyDependencies).flat())];
    const isProvider = spec.type.startsWith("pulumi:providers:");
    const providerName = provider ?? (spec.type.startsWith("random:") ? "random" : "default");
    return {
      urn: urn(spec),
      custom: true,
      type: spec.type,
      ...(known === "deployed" ? { id: outputsOf(spec)["id"] } : {}),
      inputs,
      outputs: known === "deployed" ? { ...outputsOf(spec), ...outputs } : { ...inputs, ...outputs },
      parent: parent ?? stack,
      dependencies: needed,
      propertyDependencies,
      ...(isProvider ? {} : { provider: `${urn(find(providerName))}::5a1b2c3d-0000-4000-8000-000000000000` }),
      ...options,
    };
  });
  return JSON.stringify({
    version: 3,
    deployment: {
      manifest: { time: "2026-07-01T00:00:00Z", magic: "", version: "v3.276.0" },
      resources: [{ urn: stack, custom: false, type: "pulumi:pulumi:Stack", inputs: {}, outputs: {} }, ...resources],
    },
  });
}

/** The provider of a region, with the tags that everything gets. */
export const providerInputs = (of: string, project: string): Record<string, string> => ({
  region: of,
  version: "7.12.0",
  allowedAccountIds: JSON.stringify([account]),
  defaultTags: JSON.stringify({ tags: { Project: project, Environment: "prod", Owner: "platform@example.com" } }),
});
