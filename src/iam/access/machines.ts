import { typeOfClass } from "../../model/classes.js";
import type { Resource } from "../../model/resource.js";
import { partners, type Stack } from "../../model/stack.js";
import { isUnknown } from "../../model/value.js";
import { fits, meet } from "../document/wildcard.js";

/** A resource that works with the rights of a role: whoever decides what runs on it has them too. */
export interface Machine {
  readonly resource: Resource;
  readonly role: Resource;
  /** False where it may be another role. */
  readonly isSure: boolean;
}

/** How a type names its role, or the instance profile of it, and where its name is part of its ARN: the service and what is before the name. */
interface Running {
  readonly input: string;
  readonly through?: "instance profile";
  readonly arn?: readonly [service: string, before: string];
}

const profileType = typeOfClass("iam.InstanceProfile");
const roleType = typeOfClass("iam.Role");
const runnings: Readonly<Record<string, Running>> = {
  [typeOfClass("apprunner.Service")]: { input: "instanceConfiguration.instanceRoleArn" },
  [typeOfClass("bedrock.AgentcoreCodeInterpreter")]: { input: "executionRoleArn" },
  [typeOfClass("cloudformation.Stack")]: { input: "iamRoleArn" },
  [typeOfClass("codebuild.Project")]: { input: "serviceRole", arn: ["codebuild", "project/"] },
  [typeOfClass("ec2.Instance")]: { input: "iamInstanceProfile", through: "instance profile" },
  [typeOfClass("ec2.LaunchTemplate")]: { input: "iamInstanceProfile", through: "instance profile" },
  [typeOfClass("glue.DevEndpoint")]: { input: "roleArn", arn: ["glue", "devEndpoint/"] },
  [typeOfClass("lambda.Function")]: { input: "role", arn: ["lambda", "function:"] },
  [typeOfClass("sagemaker.NotebookInstance")]: { input: "roleArn", arn: ["sagemaker", "notebook-instance/"] },
};

/** What each action lets one do to such a resource, and to which type; the others of its path are done to the same one. */
export const takeovers: Readonly<Record<string, { readonly type: string; readonly does: string }>> = {
  "apprunner:UpdateService": { type: typeOfClass("apprunner.Service"), does: "change what runs in App Runner service" },
  "bedrock-agentcore:StartCodeInterpreterSession": {
    type: typeOfClass("bedrock.AgentcoreCodeInterpreter"),
    does: "run code in code interpreter",
  },
  "cloudformation:UpdateStack": { type: typeOfClass("cloudformation.Stack"), does: "update CloudFormation stack" },
  "cloudformation:CreateChangeSet": { type: typeOfClass("cloudformation.Stack"), does: "change CloudFormation stack" },
  "codebuild:StartBuild": { type: typeOfClass("codebuild.Project"), does: "run commands in build project" },
  "codebuild:StartBuildBatch": { type: typeOfClass("codebuild.Project"), does: "run commands in build project" },
  "ec2-instance-connect:SendSSHPublicKey": { type: typeOfClass("ec2.Instance"), does: "open a shell on instance" },
  "ec2:CreateLaunchTemplateVersion": { type: typeOfClass("ec2.LaunchTemplate"), does: "rewrite the user data of launch template" },
  "ec2:ModifyInstanceAttribute": { type: typeOfClass("ec2.Instance"), does: "rewrite the user data of instance" },
  "glue:UpdateDevEndpoint": { type: typeOfClass("glue.DevEndpoint"), does: "open a shell on development endpoint" },
  "lambda:UpdateFunctionCode": { type: typeOfClass("lambda.Function"), does: "update the code of function" },
  "sagemaker:CreatePresignedNotebookInstanceUrl": { type: typeOfClass("sagemaker.NotebookInstance"), does: "open notebook" },
  "sagemaker:UpdateNotebookInstance": { type: typeOfClass("sagemaker.NotebookInstance"), does: "run commands at the start of notebook" },
  "ssm:SendCommand": { type: typeOfClass("ec2.Instance"), does: "run commands on instance" },
  "ssm:StartSession": { type: typeOfClass("ec2.Instance"), does: "open a session on instance" },
};

const known = new WeakMap<Stack, readonly Machine[]>();

/** The resources of a stack that work with the rights of one of its roles. */
export function machinesOf(stack: Stack): readonly Machine[] {
  let machines = known.get(stack);
  if (machines === undefined) {
    machines = Object.entries(runnings).flatMap(([type, running]) =>
      (stack.byType.get(type) ?? []).flatMap((resource) => (resource.external ? [] : rolesOf(stack, resource, running))),
    );
    known.set(stack, machines);
  }
  return machines;
}

function rolesOf(stack: Stack, resource: Resource, { input, through }: Running): Machine[] {
  if (through === undefined) return endsOf(stack, resource, input, roleType).map(([role, isSure]) => ({ resource, role, isSure }));
  const inputs = [input, `${input}.name`, `${input}.arn`];
  const profiles = inputs.flatMap((path) => endsOf(stack, resource, path, profileType));
  return [...new Map(profiles)].flatMap(([profile, isSure]) =>
    endsOf(stack, profile, "role", roleType).map(([role, isToo]) => ({ resource, role, isSure: isSure && isToo })),
  );
}

function endsOf(stack: Stack, resource: Resource, property: string, type: string): [Resource, boolean][] {
  const { sure, open } = partners(stack, resource, { direction: "outbound", types: [type], property, label: type });
  if (sure.length > 0) return sure.map((end) => [end, true]);
  return open.flatMap((end): [Resource, boolean][] => (isUnknown(end) ? [] : [[end, false]]));
}

/** Whether a resource pattern covers such a resource; `undefined` where its name is not known. */
export function namesMachine(pattern: string, { type, name, inputs, outputs }: Resource): boolean | undefined {
  const arn = outputs.value["arn"];
  if (typeof arn === "string") return fits(pattern, arn) || fits(pattern, `${arn}:*`);
  const [service = "", before = ""] = runnings[type]?.arn ?? [];
  const [head, , ofService = "", , , ...rest] = pattern.split(":");
  // An id that AWS has yet to give is in no policy.
  if (service === "" || head !== "arn" || !fits(ofService, service)) return false;
  const tail = rest.join(":");
  const given = inputs.value["name"];
  if (typeof given === "string") return fits(tail, before + given) || fits(tail, `${before}${given}:*`);
  // A name that Pulumi makes starts with that of the resource.
  if (given === undefined || given === null) return meet(tail, `${before}${name}-???????`);
  return isUnknown(given) && meet(tail, `${before}*`) ? undefined : false;
}
