import { lookupTable } from "../../data/lookup.js";
import { typeOfClass } from "../../model/classes.js";
import { jsonAt } from "../../model/json.js";
import type { Resource } from "../../model/resource.js";
import { oncePerStack, partners, type Stack } from "../../model/stack.js";
import { isList, isMap, isUnknown, lookup, type Value } from "../../model/value.js";
import { fits, meet } from "../document/wildcard.js";

/** A resource that runs with the permissions of a role: whoever controls what runs on it has them too. */
export interface Machine {
  readonly resource: Resource;
  readonly role: Resource;
  /** False where it may be another role. */
  readonly isSure: boolean;
  /** How an action names it if not by its own ARN: the part after the account. */
  readonly tails?: readonly string[];
}

/** How a type names its role, or what has the role, and where its name is part of its ARN: the service and what is before the name. */
interface Running {
  readonly input: string;
  readonly through?: { readonly type: string; readonly role: string; readonly by: readonly string[] };
  /** The key of the role in the JSON of that input. */
  readonly inside?: string;
  /** Otherwise nothing runs on it. */
  readonly onlyWith?: string;
  readonly arn?: readonly [service: string, before: string, after?: string];
  /** The output that is its ARN, where that is not `arn`. */
  readonly arnOutput?: string;
  /** The input that is its name. */
  readonly named?: string;
}

const roleType = typeOfClass("iam.Role");
const ofProfile = { type: typeOfClass("iam.InstanceProfile"), role: "role", by: ["", ".name", ".arn"] };
const ofTask = { type: typeOfClass("ecs.TaskDefinition"), role: "taskRoleArn", by: [""] };
const serviceType = typeOfClass("ecs.Service");
const clusterType = typeOfClass("ecs.Cluster");
const podIdentityType = typeOfClass("eks.PodIdentityAssociation");
const runnings: Readonly<Record<string, Running>> = lookupTable({
  [typeOfClass("apprunner.Service")]: {
    input: "instanceConfiguration.instanceRoleArn",
    arn: ["apprunner", "service/", "/????????"],
    named: "serviceName",
  },
  [typeOfClass("batch.JobDefinition")]: { input: "containerProperties", inside: "jobRoleArn", arn: ["batch", "job-definition/"] },
  [typeOfClass("bedrock.AgentcoreAgentRuntime")]: { input: "roleArn", arnOutput: "agentRuntimeArn" },
  [typeOfClass("bedrock.AgentcoreCodeInterpreter")]: { input: "executionRoleArn", arnOutput: "codeInterpreterArn" },
  [typeOfClass("cloudformation.Stack")]: { input: "iamRoleArn", arn: ["cloudformation", "stack/", "/????????"], arnOutput: "id" },
  [typeOfClass("codebuild.Project")]: { input: "serviceRole", arn: ["codebuild", "project/"] },
  [typeOfClass("ec2.Instance")]: { input: "iamInstanceProfile", through: ofProfile },
  [typeOfClass("ec2.LaunchTemplate")]: { input: "iamInstanceProfile", through: ofProfile },
  [serviceType]: { input: "taskDefinition", through: ofTask, onlyWith: "enableExecuteCommand", arn: ["ecs", ""] },
  [typeOfClass("ecs.TaskDefinition")]: { input: "taskRoleArn", arn: ["ecs", "task-definition/"], named: "family" },
  [podIdentityType]: { input: "roleArn", arn: ["eks", ""] },
  [typeOfClass("emr.Cluster")]: { input: "ec2Attributes.instanceProfile", through: ofProfile },
  [typeOfClass("glue.DevEndpoint")]: { input: "roleArn", arn: ["glue", "devEndpoint/"] },
  [typeOfClass("glue.Job")]: { input: "roleArn", arn: ["glue", "job/"] },
  [typeOfClass("lambda.Function")]: { input: "role", arn: ["lambda", "function:"] },
  [typeOfClass("sagemaker.NotebookInstance")]: { input: "roleArn", arn: ["sagemaker", "notebook-instance/"] },
  [typeOfClass("sagemaker.UserProfile")]: { input: "userSettings.executionRole" },
  [typeOfClass("sfn.StateMachine")]: { input: "roleArn", arn: ["states", "stateMachine:"] },
});

/** What is done to such a resource, and to which type. */
export interface Takeover {
  readonly type: string;
  readonly does: string;
  /** Which of these it can be done to, if not to all. */
  readonly only?: (machine: Machine, stack: Stack) => boolean;
}

/**
 * What each action does to such a resource; other actions of its path are done to the same resource. By the id of its path, where an action does it to
 * several types.
 */
export const takeovers: Readonly<Record<string, Takeover>> = lookupTable({
  "ec2-latest": { type: typeOfClass("ec2.LaunchTemplate"), does: "rewrite the user data of launch template", only: followsLatest },
  "ecs-image": { type: typeOfClass("ecs.TaskDefinition"), does: "replace the image of task definition", only: hasMovableImage },
  "glue-run": { type: typeOfClass("glue.Job"), does: "run a script of its own in Glue job" },
  "glue-script": { type: typeOfClass("glue.Job"), does: "replace the script of Glue job" },
  "lambda-package": { type: typeOfClass("lambda.Function"), does: "replace the package of function" },
  "apprunner:UpdateService": { type: typeOfClass("apprunner.Service"), does: "change what runs in App Runner service" },
  "bedrock-agentcore:UpdateAgentRuntime": { type: typeOfClass("bedrock.AgentcoreAgentRuntime"), does: "change what runs in agent" },
  "batch:SubmitJob": { type: typeOfClass("batch.JobDefinition"), does: "run commands in job" },
  "bedrock-agentcore:StartCodeInterpreterSession": {
    type: typeOfClass("bedrock.AgentcoreCodeInterpreter"),
    does: "run code in code interpreter",
  },
  "cloudformation:UpdateStack": { type: typeOfClass("cloudformation.Stack"), does: "update CloudFormation stack" },
  "cloudformation:CreateChangeSet": { type: typeOfClass("cloudformation.Stack"), does: "change CloudFormation stack" },
  "codebuild:StartBuild": { type: typeOfClass("codebuild.Project"), does: "run commands in build project" },
  "codebuild:StartBuildBatch": { type: typeOfClass("codebuild.Project"), does: "run commands in build project" },
  "codebuild:UpdateProject": { type: typeOfClass("codebuild.Project"), does: "rewrite the commands of build project" },
  "ec2-instance-connect:SendSSHPublicKey": { type: typeOfClass("ec2.Instance"), does: "open a shell on instance" },
  "ec2:CreateLaunchTemplateVersion": { type: typeOfClass("ec2.LaunchTemplate"), does: "rewrite the user data of launch template" },
  "ec2:ModifyInstanceAttribute": { type: typeOfClass("ec2.Instance"), does: "rewrite the user data of instance" },
  "ecs:ExecuteCommand": { type: serviceType, does: "open a shell in the tasks of service" },
  "ecs:RunTask": { type: typeOfClass("ecs.TaskDefinition"), does: "run commands in a task of" },
  "ecs:StartTask": { type: typeOfClass("ecs.TaskDefinition"), does: "run commands in a task of" },
  "eks:AssociateAccessPolicy": { type: podIdentityType, does: "run pods with EKS pod identity" },
  "elasticmapreduce:AddJobFlowSteps": { type: typeOfClass("emr.Cluster"), does: "run commands on EMR cluster" },
  "glue:UpdateDevEndpoint": { type: typeOfClass("glue.DevEndpoint"), does: "open a shell on development endpoint" },
  "glue:UpdateJob": { type: typeOfClass("glue.Job"), does: "rewrite Glue job" },
  "lambda:UpdateFunctionCode": { type: typeOfClass("lambda.Function"), does: "update the code of function" },
  "lambda:UpdateFunctionConfiguration": { type: typeOfClass("lambda.Function"), does: "put layers into function" },
  "sagemaker:CreatePresignedDomainUrl": { type: typeOfClass("sagemaker.UserProfile"), does: "open the Studio of user profile" },
  "sagemaker:CreatePresignedNotebookInstanceUrl": { type: typeOfClass("sagemaker.NotebookInstance"), does: "open notebook" },
  "sagemaker:UpdateNotebookInstance": { type: typeOfClass("sagemaker.NotebookInstance"), does: "run commands at the start of notebook" },
  "sagemaker:UpdateNotebookInstanceLifecycleConfig": {
    type: typeOfClass("sagemaker.NotebookInstance"),
    does: "rewrite what starts with notebook",
  },
  "ssm:CreateAssociation": { type: typeOfClass("ec2.Instance"), does: "run commands on instance" },
  "ssm:SendCommand": { type: typeOfClass("ec2.Instance"), does: "run commands on instance" },
  "ssm:StartSession": { type: typeOfClass("ec2.Instance"), does: "open a session on instance" },
  "states:UpdateStateMachine": { type: typeOfClass("sfn.StateMachine"), does: "rewrite state machine" },
});

/** The resources of a stack that run with the permissions of one of its roles. */
export const machinesOf = oncePerStack((stack): readonly Machine[] =>
  Object.entries(runnings).flatMap(([type, running]) =>
    (stack.byType.get(type) ?? []).flatMap((resource) => (resource.external ? [] : rolesOf(stack, resource, running))),
  ),
);

function rolesOf(stack: Stack, resource: Resource, { input, through, inside, onlyWith }: Running): Machine[] {
  const isOn = onlyWith === undefined ? true : resource.inputs.value[onlyWith];
  if (isOn !== true && !isUnknown(isOn)) return [];
  const tails =
    resource.type === serviceType
      ? { tails: tailsOf(stack, resource) }
      : resource.type === podIdentityType
        ? { tails: eksTailsOf(stack, resource) }
        : {};
  const own = inside === undefined ? endsOf(stack, resource, input, roleType) : rolesInside(stack, resource, input, inside);
  const ends = through === undefined ? own : [...new Map(through.by.flatMap((key) => endsOf(stack, resource, input + key, through.type)))];
  return ends.flatMap(([end, isSure]) =>
    (through === undefined ? [[end, true] as const] : endsOf(stack, end, through.role, roleType)).map(([role, isToo]) => ({
      resource,
      role,
      isSure: isSure && isToo && isOn === true,
      ...tails,
    })),
  );
}

function rolesInside(stack: Stack, resource: Resource, input: string, key: string): [Resource, boolean][] {
  const value = resource.inputs.value[input];
  if (isUnknown(value)) return endsOf(stack, resource, input, roleType).map(([role]) => [role, false]);
  const read = jsonAt(value);
  const named = isMap(read) ? read[key] : undefined;
  if (isUnknown(named)) return endsOf(stack, resource, input, roleType).map(([role]) => [role, false]);
  const roles = stack.byType.get(roleType) ?? [];
  return typeof named !== "string" ? [] : roles.flatMap((role) => (role.outputs.value["arn"] === named ? [[role, true]] : []));
}

/** The cluster of an ECS service and the tasks in it: running a command in a task needs permissions on both. */
function tailsOf(stack: Stack, service: Resource): readonly string[] {
  const { cluster } = service.inputs.value;
  const names =
    typeof cluster === "string"
      ? [cluster.slice(cluster.lastIndexOf("/") + 1)]
      : isUnknown(cluster)
        ? endsOf(stack, service, "cluster", clusterType).map(([{ name, inputs }]) =>
            typeof inputs.value["name"] === "string" ? inputs.value["name"] : `${name}-???????`,
          )
        : ["default"];
  return names.flatMap((name) => [`cluster/${name}`, `task/${name}/*`]);
}

/** The cluster of a pod identity: who administers the cluster runs pods of any service account. */
function eksTailsOf(stack: Stack, association: Resource): readonly string[] {
  const { clusterName } = association.inputs.value;
  if (typeof clusterName === "string") return [`cluster/${clusterName}`];
  return endsOf(stack, association, "clusterName", typeOfClass("eks.Cluster")).map(([{ name, inputs }]) =>
    typeof inputs.value["name"] === "string" ? `cluster/${inputs.value["name"]}` : `cluster/${name}-???????`,
  );
}

/** What starts instances from a launch template: each by the input that names the template and its version. */
const starters: readonly (readonly [type: string, input: string])[] = [
  [typeOfClass("autoscaling.Group"), "launchTemplate"],
  [typeOfClass("autoscaling.Group"), "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification"],
  [typeOfClass("ec2.Instance"), "launchTemplate"],
  [typeOfClass("eks.NodeGroup"), "launchTemplate"],
];

/** Whether something starts the newest version of a launch template, whoever wrote it. */
function followsLatest({ resource }: Machine, stack: Stack): boolean {
  const ids = [resource.outputs.value["id"], resource.outputs.value["name"], resource.inputs.value["name"]];
  return starters.some(([type, input]) =>
    (stack.byType.get(type) ?? []).some(({ inputs, propertyDependencies }) => {
      const used = lookup(inputs.value, input);
      if (!isMap(used) || used["version"] !== "$Latest") return false;
      const given = used["id"] ?? used["name"] ?? used["launchTemplateId"] ?? used["launchTemplateName"];
      return typeof given === "string"
        ? ids.includes(given)
        : (propertyDependencies[input.split(".")[0] ?? ""] ?? []).includes(resource.urn);
    }),
  );
}

/** Whether a task runs an image whose tag its repository lets be moved, as far as the stack shows. */
function hasMovableImage({ resource: { inputs } }: Machine, stack: Stack): boolean {
  const fixed = (stack.byType.get(typeOfClass("ecr.Repository")) ?? []).flatMap(({ inputs: { value }, outputs }) =>
    value["imageTagMutability"] === "IMMUTABLE" ? [value["name"] ?? outputs.value["name"]] : [],
  );
  return imagesIn(inputs.value["containerDefinitions"]).some((arn) => !fixed.some((name) => arn.endsWith(`:repository/${String(name)}`)));
}

/** Whether a resource pattern covers the object of S3, or the repository of ECR, that holds the code of a machine. */
export function namesCode(pattern: string, { resource: { type, inputs } }: Machine): boolean {
  if (type === typeOfClass("ecs.TaskDefinition")) return imagesIn(inputs.value["containerDefinitions"]).some((arn) => meet(pattern, arn));
  const script = lookup(inputs.value, "command.scriptLocation");
  const { s3Bucket, s3Key } = inputs.value;
  const place =
    type === typeOfClass("lambda.Function")
      ? typeof s3Bucket === "string" && typeof s3Key === "string" && `${s3Bucket}/${s3Key}`
      : typeof script === "string" && /^s3:\/\/(.+)$/.exec(script)?.[1];
  return typeof place === "string" && meet(pattern, `arn:*:s3:::${place}`);
}

/** The repositories from which a task gets images by a tag, which can be moved to another image. */
function imagesIn(containers: Value | undefined): readonly string[] {
  const read = isUnknown(containers) ? undefined : jsonAt(containers);
  const images = isList(read) ? read.map((one) => (isMap(one) ? one["image"] : undefined)) : [];
  return images.flatMap((image) => {
    const [, account, region, name] =
      (typeof image === "string" && /^(\d{12})\.dkr\.ecr\.([\w-]+)\.amazonaws\.com[\w.]*\/([^:@]+)(?::[^@]+)?$/.exec(image)) || [];
    return name === undefined ? [] : [`arn:*:ecr:${region}:${account}:repository/${name}`];
  });
}

function endsOf(stack: Stack, resource: Resource, property: string, type: string): [Resource, boolean][] {
  const { sure, open } = partners(stack, resource, { direction: "outbound", types: [type], property, label: type });
  if (sure.length > 0) return sure.map((end) => [end, true]);
  return open.flatMap((end): [Resource, boolean][] => (isUnknown(end) ? [] : [[end, false]]));
}

/** Whether a resource pattern covers such a resource; `undefined` where its name is not known. */
export function namesMachine(pattern: string, { resource, tails }: Pick<Machine, "resource" | "tails">): boolean | undefined {
  const { type, name, inputs, outputs } = resource;
  const { arn: [service = "", before = "", after = ""] = [], named = "name", arnOutput = "arn" } = runnings[type] ?? {};
  const arn = outputs.value[arnOutput] ?? outputs.value["arn"];
  if (typeof arn === "string" && arn.startsWith("arn:")) {
    const own = tails?.map((tail) => [...arn.split(":").slice(0, 5), tail].join(":"));
    return own === undefined ? fits(pattern, arn) || fits(pattern, `${arn}:*`) : own.some((one) => meet(pattern, one));
  }
  const [head, , ofService = "", , , ...rest] = pattern.split(":");
  // An id that AWS has not assigned yet is in no policy.
  if (service === "" || head !== "arn" || !fits(ofService, service)) return false;
  const tail = rest.join(":");
  if (tails !== undefined) return tails.some((one) => meet(tail, one));
  const given = inputs.value[named];
  if (typeof given === "string") {
    const own = before + given;
    return after === "" ? fits(tail, own) || fits(tail, `${own}:*`) : meet(tail, own + after);
  }
  // A name generated by Pulumi starts with that of the resource.
  if (given === undefined || given === null) return meet(tail, `${before}${name}-???????${after}`);
  return isUnknown(given) && meet(tail, `${before}*`) ? undefined : false;
}
