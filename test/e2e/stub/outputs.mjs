// What the cloud would answer: ids, arns and the other computed outputs of a created resource, the same in every run.
import { isObject, nameInputOf, special, suffixOf, unknown, withoutDefaultsLists } from "./defaults.mjs";

export const account = "123456789012";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Id prefixes of the classes whose ids the cloud invents. */
const idPrefix = {
  "aws:cloudfront/distribution:Distribution": "E",
  "aws:cloudfront/originAccessControl:OriginAccessControl": "E",
  "aws:ebs/volume:Volume": "vol-",
  "aws:ec2/eip:Eip": "eipalloc-",
  "aws:ec2/flowLog:FlowLog": "fl-",
  "aws:ec2/instance:Instance": "i-",
  "aws:ec2/internetGateway:InternetGateway": "igw-",
  "aws:ec2/launchTemplate:LaunchTemplate": "lt-",
  "aws:ec2/natGateway:NatGateway": "nat-",
  "aws:ec2/routeTable:RouteTable": "rtb-",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "rtbassoc-",
  "aws:ec2/securityGroup:SecurityGroup": "sg-",
  "aws:ec2/securityGroupRule:SecurityGroupRule": "sgrule-",
  "aws:ec2/subnet:Subnet": "subnet-",
  "aws:ec2/vpc:Vpc": "vpc-",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce-",
  "aws:efs/accessPoint:AccessPoint": "fsap-",
  "aws:efs/fileSystem:FileSystem": "fs-",
  "aws:efs/mountTarget:MountTarget": "fsmt-",
  "aws:iam/accessKey:AccessKey": "ID",
  "aws:route53/zone:Zone": "Z",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "sgr-",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "sgr-",
};

/** Classes whose id is their arn. */
const idIsArn = new Set([
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

/** Classes that are a setting of another resource and carry its id. */
const idOfInput = { s3: ["bucket"], sqs: ["queueUrl"], sns: ["arn"], ecr: ["repository"] };

const services = {
  lb: "elasticloadbalancing",
  alb: "elasticloadbalancing",
  cloudwatch: "logs",
  ebs: "ec2",
  efs: "elasticfilesystem",
  cognito: "cognito-idp",
};
const kinds = {
  "aws:ebs/volume:Volume": "volume",
  "aws:lb/loadBalancer:LoadBalancer": "loadbalancer/app",
  "aws:lb/targetGroup:TargetGroup": "targetgroup",
  "aws:rds/instance:Instance": "db",
  "aws:rds/clusterInstance:ClusterInstance": "db",
};

/** The arn, in the form of the service. */
function arnOf(type, name, id, region) {
  const [module, className] = [type.split(":")[1]?.split("/")[0] ?? "stub", type.split(":")[2] ?? ""];
  const kind = kinds[type] ?? className.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const [regional, global] = [`${region}:${account}`, `:${account}`];
  switch (module) {
    case "s3":
      return `arn:aws:s3:::${name}`;
    case "iam":
      return `arn:aws:iam:${global}:${kind}/${name}`;
    case "cloudfront":
      return `arn:aws:cloudfront:${global}:${kind}/${id}`;
    case "sqs":
    case "sns":
      return `arn:aws:${module}:${regional}:${name}`;
    case "lambda":
    case "rds":
      return `arn:aws:${module}:${regional}:${kind}:${name}`;
    case "secretsmanager":
      return `arn:aws:secretsmanager:${regional}:secret:${name}-${suffixOf(id, 6)}`;
    case "cloudwatch":
      if (className === "LogGroup") return `arn:aws:logs:${regional}:log-group:${name}`;
      return `arn:aws:${className.startsWith("Event") ? "events" : "cloudwatch"}:${regional}:${kind}/${name}`;
    case "ec2":
    case "ebs":
    case "efs":
    case "kms":
      return `arn:aws:${services[module] ?? module}:${regional}:${kind}/${id}`;
    default:
      return `arn:aws:${services[module] ?? module}:${regional}:${kind}/${name}`;
  }
}

function idOf(type, urn, inputs, name, region) {
  const module = type.split(":")[1]?.split("/")[0] ?? "";
  const hex = suffixOf(urn, 17);
  if (type === "aws:sqs/queue:Queue") return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  if (type === "aws:kms/key:Key")
    return [suffixOf(urn, 8), suffixOf(`${urn}1`, 4), suffixOf(`${urn}2`, 4), suffixOf(`${urn}3`, 4), suffixOf(`${urn}4`, 12)].join("-");
  if (type in idPrefix) return `${idPrefix[type]}${idPrefix[type].endsWith("-") ? hex : hex.slice(0, 13).toUpperCase()}`;
  if (idIsArn.has(type)) return arnOf(type, name, hex, region);
  const owner = (idOfInput[module] ?? []).find((key) => typeof inputs[key] === "string");
  return owner === undefined ? name : inputs[owner];
}

/** The id and the outputs that a resource has once it exists. */
export function created(type, urn, inputs, shape, region) {
  const logical = urn.split("::").at(-1);
  const nameKey = [nameInputOf(type, shape) ?? "name", "bucket", "family"].find((key) => typeof inputs[key] === "string");
  const name = nameKey === undefined ? `${logical}-${suffixOf(urn)}` : inputs[nameKey];
  const id = idOf(type, urn, inputs, name, region);
  return {
    id,
    outputs: outputsOf(inputs, shape, (key, declared, settable) => answer(key, declared, { type, name, id, region }, settable)),
  };
}

/** The outputs of a resource that does not exist yet: what the cloud will decide is unknown. */
export const previewed = (inputs, shape) => outputsOf(inputs, shape, () => unknown);

function outputsOf(inputs, shape, computed) {
  const outputs = withoutDefaultsLists(inputs);
  for (const [key, { type: declared, optional }] of Object.entries(shape?.outputs ?? { arn: { type: "string", optional: false } })) {
    if (key in outputs || optional || key === "urn" || key === "id") continue;
    const value = key === "tagsAll" ? (outputs.tags ?? {}) : computed(key, declared, shape?.args[key] !== undefined);
    if (value !== undefined) outputs[key] = value;
  }
  for (const key of shape?.secretOutputs ?? []) {
    if (key in outputs && outputs[key] !== unknown) outputs[key] = { [special]: secretSignature, value: outputs[key] };
  }
  return outputs;
}

function answer(key, declared, { type, name, id, region }, settable) {
  if (key === "arn") return arnOf(type, name, id, region);
  if (key === "region" || key === "bucketRegion") return region;
  if (/^(ownerId|accountId|registryId)$/.test(key)) return account;
  if (key === "keyId" && type === "aws:kms/key:Key") return id;
  if (key === "url" && type === "aws:sqs/queue:Queue") return id;
  if (settable) return neutral(declared);
  if (key === "repositoryUrl") return `${account}.dkr.ecr.${region}.amazonaws.com/${name}`;
  if (key === "bucketDomainName") return `${name}.s3.amazonaws.com`;
  if (key === "bucketRegionalDomainName") return `${name}.s3.${region}.amazonaws.com`;
  if (key === "domainName" && type.startsWith("aws:cloudfront/")) return `${id.toLowerCase()}.cloudfront.net`;
  if (key === "dnsName" && type.startsWith("aws:lb/")) return `${name}.${region}.elb.amazonaws.com`;
  if (key === "invokeArn")
    return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arnOf(type, name, id, region)}/invocations`;
  if (/(endpoint|address|domainName|dnsName|hostname|url)$/i.test(key) && declared === "string")
    return `${name}.${type.split(":")[1].split("/")[0]}.${region}.amazonaws.com`.toLowerCase();
  if (key.endsWith("Arn") && declared === "string") return `${arnOf(type, name, id, region)}/${key}`;
  if (key.endsWith("Id") && declared === "string") return `${key.slice(0, -2).toLowerCase()}-${suffixOf(`${id}${key}`, 17)}`;
  if (key === "secret" || key === "clientSecret" || key.startsWith("sesSmtp")) return `stub-${suffixOf(`${id}${key}`, 20)}`;
  return neutral(declared);
}

/** What the cloud answers for an argument that nobody set. */
function neutral(declared) {
  if (declared === "boolean") return false;
  if (declared === "number") return 0;
  if (declared.endsWith("[]")) return [];
  if (declared.startsWith("{")) return {};
  return declared === "string" || declared.startsWith("string |") || declared.endsWith("ARN") ? "" : undefined;
}

/** A resource that was read by its id: all that is known of it is what hangs on the id. */
export function readById(type, id, known, shape, region) {
  const nameKey = nameInputOf(type, shape);
  const name = id.split(/[/:]/).at(-1) ?? id;
  const inputs = { ...(isObject(known) ? known : {}), ...(nameKey === undefined ? {} : { [nameKey]: name }) };
  return {
    ...outputsOf(inputs, shape, (key, declared, settable) => answer(key, declared, { type, name, id, region }, settable)),
    ...(shape?.outputs.tags === undefined ? {} : { tags: {}, tagsAll: {} }),
  };
}
