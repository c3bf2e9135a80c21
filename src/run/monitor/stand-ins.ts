import { createHash } from "node:crypto";
import { canonicalType } from "../../model/classes.js";
import type { Raw } from "./wire.js";

/** The account in place of the user's own, which is not known. */
const account = "123456789012";

/** Prefixes of the ids that the cloud invents, by class. */
const idPrefixes: ReadonlyMap<string, string> = new Map([
  ["aws:cloudfront/distribution:Distribution", "E"],
  ["aws:cloudfront/originAccessControl:OriginAccessControl", "E"],
  ["aws:ebs/volume:Volume", "vol-"],
  ["aws:ec2/eip:Eip", "eipalloc-"],
  ["aws:ec2/flowLog:FlowLog", "fl-"],
  ["aws:ec2/instance:Instance", "i-"],
  ["aws:ec2/internetGateway:InternetGateway", "igw-"],
  ["aws:ec2/launchTemplate:LaunchTemplate", "lt-"],
  ["aws:ec2/natGateway:NatGateway", "nat-"],
  ["aws:ec2/networkAcl:NetworkAcl", "acl-"],
  ["aws:ec2/routeTable:RouteTable", "rtb-"],
  ["aws:ec2/securityGroup:SecurityGroup", "sg-"],
  ["aws:ec2/subnet:Subnet", "subnet-"],
  ["aws:ec2/vpc:Vpc", "vpc-"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "vpce-"],
  ["aws:efs/accessPoint:AccessPoint", "fsap-"],
  ["aws:efs/fileSystem:FileSystem", "fs-"],
  ["aws:route53/zone:Zone", "Z"],
]);

/** Classes whose id is their ARN. */
const idIsArn: ReadonlySet<string> = new Set([
  "aws:acm/certificate:Certificate",
  "aws:cloudtrail/trail:Trail",
  "aws:ecs/cluster:Cluster",
  "aws:ecs/service:Service",
  "aws:iam/policy:Policy",
  "aws:lb/listener:Listener",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:secretsmanager/secret:Secret",
  "aws:sfn/stateMachine:StateMachine",
  "aws:sns/topic:Topic",
  "aws:wafv2/webAcl:WebAcl",
]);

const serviceNames: ReadonlyMap<string, string> = new Map([
  ["lb", "elasticloadbalancing"],
  ["alb", "elasticloadbalancing"],
  ["ebs", "ec2"],
  ["efs", "elasticfilesystem"],
  ["cognito", "cognito-idp"],
  ["sfn", "states"],
]);

/** What an ARN calls a class, where that is not the name of the class. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["aws:lb/loadBalancer:LoadBalancer", "loadbalancer/app"],
  ["aws:lb/targetGroup:TargetGroup", "targetgroup"],
  ["aws:rds/instance:Instance", "db"],
  ["aws:rds/clusterInstance:ClusterInstance", "db"],
  ["aws:sfn/stateMachine:StateMachine", "stateMachine"],
]);

/** What stand-ins of a resource depend on. */
export interface Made {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly inputs: Raw;
  readonly region: string;
}

/**
 * Stand-ins for the id and the outputs that are most often a part of something else: the ARN of policies, the address of connection strings. They have
 * the form that the cloud gives them, and are the same in every run.
 */
export function standInOutputs(made: Made): { readonly id: string; readonly outputs: Raw } {
  const type = canonicalType(made.type);
  const { urn, name, inputs, region } = made;
  const label = ["name", "bucket", "identifier", "clusterIdentifier", "family", "domainName"]
    .map((key) => inputs[key])
    .find((given) => typeof given === "string" && given !== "");
  const called = typeof label === "string" ? label : `${name}-${digits(urn, 7)}`;
  const invented = idPrefixes.get(type);
  const service = type.split(":")[1]?.split("/")[0] ?? "";
  const hex = digits(urn, 17);
  const ownId =
    invented === undefined
      ? type === "aws:kms/key:Key"
        ? uuid(urn)
        : called
      : invented.endsWith("-")
        ? `${invented}${hex}`
        : `${invented}${hex.slice(0, 13).toUpperCase()}`;
  const arn = arnOf(type, called, invented === undefined && type !== "aws:kms/key:Key" ? called : ownId, region);
  const url = `https://sqs.${region}.amazonaws.com/${account}/${called}`;
  const isQueue = type === "aws:sqs/queue:Queue";
  const host = `${called}.${digits(urn, 12)}.${region}.${service}.amazonaws.com`.toLowerCase();
  return {
    id: isQueue ? url : idIsArn.has(type) ? arn : ownId,
    outputs: {
      arn,
      ...(isQueue && { url }),
      ...(service === "rds" && { endpoint: `${host}:5432`, address: host }),
      ...(type === "aws:kms/key:Key" && { keyId: ownId }),
      ...(type === "aws:s3/bucket:Bucket" && {
        bucketDomainName: `${called}.s3.amazonaws.com`,
        bucketRegionalDomainName: `${called}.s3.${region}.amazonaws.com`,
      }),
      ...(type === "aws:ecr/repository:Repository" && { repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${called}` }),
      ...(type === "aws:cloudfront/distribution:Distribution" && { domainName: `${ownId.toLowerCase()}.cloudfront.net` }),
      ...(type === "aws:lb/loadBalancer:LoadBalancer" && { dnsName: `${called}-${digits(urn, 8)}.${region}.elb.amazonaws.com` }),
      ...(type === "aws:lambda/function:Function" && {
        invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      }),
    },
  };
}

const digits = (urn: string, length: number): string => createHash("sha256").update(urn).digest("hex").slice(0, length);

const uuid = (urn: string): string => digits(urn, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");

/** The ARN, in the form of the service. */
function arnOf(type: string, called: string, id: string, region: string): string {
  const [module = "", className = ""] = [type.split(":")[1]?.split("/")[0], type.split(":")[2]];
  const kind = kinds.get(type) ?? className.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const service = serviceNames.get(module) ?? module;
  const [regional, global] = [`${region}:${account}`, `:${account}`];
  switch (module) {
    case "s3":
      return `arn:aws:s3:::${called}`;
    case "iam":
      return `arn:aws:iam:${global}:${kind}/${called}`;
    case "cloudfront":
      return `arn:aws:cloudfront:${global}:${kind}/${id}`;
    case "sqs":
    case "sns":
      return `arn:aws:${module}:${regional}:${called}`;
    case "lambda":
    case "rds":
    case "sfn":
      return `arn:aws:${service}:${regional}:${kind}:${called}`;
    case "secretsmanager":
      return `arn:aws:secretsmanager:${regional}:secret:${called}-${digits(id, 6)}`;
    case "cloudwatch":
      return className === "LogGroup"
        ? `arn:aws:logs:${regional}:log-group:${called}`
        : `arn:aws:${className.startsWith("Event") ? "events" : "cloudwatch"}:${regional}:${kind}/${called}`;
    default:
      return `arn:aws:${service}:${regional}:${kind}/${["ec2", "ebs", "efs", "kms"].includes(module) ? id : called}`;
  }
}
