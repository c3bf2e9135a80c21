import { ref } from "../../suite.js";
import { allow, at, byService, made, profile, start, target } from "../lab.js";
import { cluster, fn, helpful, instance, instanceArn, type Lab, pass, shell, task } from "./parts.js";

export const takeovers: readonly Lab[] = [
  [
    "update a function",
    (is) => [
      ...start(allow(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"], at("lambda", "function:worker")), helpful),
      ...target(is, byService("lambda")),
      fn("target"),
    ],
  ],
  [
    "update a function that a stream starts",
    (is) => [
      ...start(allow("lambda:UpdateFunctionCode", at("lambda", "function:work*"))),
      ...target(is, byService("lambda")),
      fn("target"),
    ],
  ],
  [
    "update a function and let oneself start it",
    (is) => [
      ...start(allow(["lambda:UpdateFunctionCode", "lambda:AddPermission"], at("lambda", "function:worker"))),
      ...target(is, byService("lambda")),
      fn("target"),
    ],
  ],
  [
    "layers of a function",
    (is) => [
      ...start(allow("lambda:UpdateFunctionConfiguration", at("lambda", "function:worker"))),
      ...target(is, byService("lambda")),
      fn("target"),
    ],
  ],
  [
    "session on an instance",
    (is) => [
      ...start(allow("ssm:StartSession", [instanceArn, "arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell"])),
      ...target(is, byService("ec2")),
      profile(),
      instance(),
    ],
    { isDeployedOnly: true },
  ],
  [
    "session on every instance",
    (is) => [...start(allow("ssm:StartSession", "arn:aws:ec2:*:*:instance/*")), ...target(is, byService("ec2")), profile(), instance()],
    { isWide: true },
  ],
  [
    "session on instances with a tag",
    (is) => [
      ...start(allow("ssm:StartSession", "*", { StringEquals: { "ssm:resourceTag/Name": "server" } })),
      ...target(is, byService("ec2")),
      profile(),
      instance({ tags: { Name: "server" } }),
    ],
  ],
  [
    "command on an instance",
    (is) => [...start(allow("ssm:SendCommand", [instanceArn, shell])), ...target(is, byService("ec2")), profile(), instance()],
    { isDeployedOnly: true },
  ],
  [
    "command on instances with a tag",
    (is) => [
      ...start(
        allow("ssm:SendCommand", shell),
        allow("ssm:SendCommand", "arn:aws:ec2:*:*:instance/*", { StringLike: { "aws:ResourceTag/env": ["lab"] } }),
      ),
      ...target(is, byService("ec2")),
      profile(),
      instance({ tags: { env: "lab" } }),
    ],
  ],
  [
    "user data",
    (is) => [
      ...start(allow(["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"], instanceArn)),
      ...target(is, byService("ec2")),
      profile(),
      instance(),
    ],
    { isDeployedOnly: true },
  ],
  [
    "instance connect",
    (is) => [
      ...start(allow("ec2-instance-connect:SendSSHPublicKey", instanceArn), allow("ec2:DescribeInstances", "*")),
      ...target(is, byService("ec2")),
      profile(),
      instance(),
    ],
    { isDeployedOnly: true },
  ],
  [
    "instance connect, under a condition on the user",
    (is) => [
      ...start(
        allow("ec2-instance-connect:SendSSHPublicKey", "*", { StringEquals: { "ec2:osuser": "ec2-user" } }),
        allow("ec2:DescribeInstances", "*"),
      ),
      ...target(is, byService("ec2")),
      profile(),
      instance(),
    ],
  ],
  [
    "launch template of a group",
    (is) => [
      ...start(allow(["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"], at("ec2", "launch-template/lt-0123456789abcdef0"))),
      ...target(is, byService("ec2")),
      profile(),
      made(
        "aws:ec2/launchTemplate:LaunchTemplate",
        "lt",
        at("ec2", "launch-template/lt-0123456789abcdef0"),
        { name: "lt", iamInstanceProfile: { name: ref("profile", "name") } },
        { id: "lt-0123456789abcdef0" },
      ),
    ],
    { isDeployedOnly: true },
  ],
  [
    "replace the profile of an instance by one of the stack",
    (is) => [
      ...start(pass, allow(["ec2:ReplaceIamInstanceProfileAssociation", "ec2:AssociateIamInstanceProfile"], instanceArn)),
      ...target(is, byService("ec2")),
      profile(),
      instance({ iamInstanceProfile: undefined }),
    ],
    { isDeployedOnly: true },
  ],
  [
    "start build with overrides",
    (is) => [
      ...start(allow("codebuild:StartBuild", at("codebuild", "project/build"))),
      ...target(is, byService("codebuild")),
      made("aws:codebuild/project:Project", "build", at("codebuild", "project/build"), {
        name: "build",
        serviceRole: ref("target", "arn"),
      }),
    ],
  ],
  [
    "start batch with overrides",
    (is) => [
      ...start(allow("codebuild:StartBuildBatch", at("codebuild", "project/build"))),
      ...target(is, byService("codebuild")),
      made("aws:codebuild/project:Project", "build", at("codebuild", "project/build"), {
        name: "build",
        serviceRole: ref("target", "arn"),
      }),
    ],
  ],
  [
    "update a stack",
    (is) => [
      ...start(allow("cloudformation:UpdateStack", at("cloudformation", "stack/lab/*"))),
      ...target(is, byService("cloudformation")),
      made("aws:cloudformation/stack:Stack", "lab", at("cloudformation", "stack/lab/0123"), {
        name: "lab",
        iamRoleArn: ref("target", "arn"),
        templateBody: "{}",
      }),
    ],
  ],
  [
    "change set of a stack",
    (is) => [
      ...start(allow(["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"], at("cloudformation", "stack/lab/*"))),
      ...target(is, byService("cloudformation")),
      made("aws:cloudformation/stack:Stack", "lab", at("cloudformation", "stack/lab/0123"), {
        name: "lab",
        iamRoleArn: ref("target", "arn"),
        templateBody: "{}",
      }),
    ],
  ],
  [
    "update a stack set",
    (is) => [
      ...start(pass, allow("cloudformation:UpdateStackSet", at("cloudformation", "stackset/lab:*"))),
      ...target(is, byService("cloudformation")),
      made("aws:cloudformation/stackSet:StackSet", "lab", at("cloudformation", "stackset/lab:0123"), {
        name: "lab",
        administrationRoleArn: ref("target", "arn"),
      }),
    ],
  ],
  [
    "App Runner service",
    (is) => [
      ...start(allow(["apprunner:UpdateService"], at("apprunner", "service/web/*"))),
      ...target(is, byService("tasks.apprunner")),
      made("aws:apprunner/service:Service", "web", at("apprunner", "service/web/0123"), {
        serviceName: "web",
        instanceConfiguration: { instanceRoleArn: ref("target", "arn") },
      }),
    ],
  ],
  [
    "notebook",
    (is) => [
      ...start(allow("sagemaker:CreatePresignedNotebookInstanceUrl", at("sagemaker", "notebook-instance/nb"))),
      ...target(is, byService("sagemaker")),
      made("aws:sagemaker/notebookInstance:NotebookInstance", "nb", at("sagemaker", "notebook-instance/nb"), {
        name: "nb",
        roleArn: ref("target", "arn"),
      }),
    ],
  ],
  [
    "notebook lifecycle",
    (is) => [
      ...start(
        allow("sagemaker:CreateNotebookInstanceLifecycleConfig", "*"),
        allow(
          ["sagemaker:StopNotebookInstance", "sagemaker:UpdateNotebookInstance", "sagemaker:StartNotebookInstance"],
          at("sagemaker", "notebook-instance/nb"),
        ),
      ),
      ...target(is, byService("sagemaker")),
      made("aws:sagemaker/notebookInstance:NotebookInstance", "nb", at("sagemaker", "notebook-instance/nb"), {
        name: "nb",
        roleArn: ref("target", "arn"),
      }),
    ],
  ],
  [
    "notebook with a lifecycle that is there",
    (is) => [
      ...start(
        allow("sagemaker:UpdateNotebookInstanceLifecycleConfig", "*"),
        allow(["sagemaker:StopNotebookInstance", "sagemaker:StartNotebookInstance"], at("sagemaker", "notebook-instance/nb")),
      ),
      ...target(is, byService("sagemaker")),
      made("aws:sagemaker/notebookInstance:NotebookInstance", "nb", at("sagemaker", "notebook-instance/nb"), {
        name: "nb",
        roleArn: ref("target", "arn"),
        lifecycleConfigName: "c",
      }),
    ],
  ],
  [
    "development endpoint",
    (is) => [
      ...start(allow("glue:UpdateDevEndpoint", at("glue", "devEndpoint/dev"))),
      ...target(is, byService("glue")),
      made("aws:glue/devEndpoint:DevEndpoint", "dev", at("glue", "devEndpoint/dev"), { name: "dev", roleArn: ref("target", "arn") }),
    ],
  ],
  [
    "code interpreter",
    (is) => [
      ...start(
        allow(
          ["bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"],
          at("bedrock-agentcore", "code-interpreter-custom/it-0123"),
        ),
      ),
      ...target(is, byService("bedrock-agentcore")),
      made(
        "aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter",
        "it",
        "",
        { name: "it", executionRoleArn: ref("target", "arn") },
        { arn: undefined, codeInterpreterArn: at("bedrock-agentcore", "code-interpreter-custom/it-0123") },
      ),
    ],
    { isDeployedOnly: true },
  ],
  [
    "command in a task",
    (is) => [
      ...start(allow("ecs:ExecuteCommand", [at("ecs", "cluster/cluster"), at("ecs", "task/cluster/*")])),
      ...target(is, byService("ecs-tasks")),
      cluster,
      task(),
      made("aws:ecs/service:Service", "web", at("ecs", "service/cluster/web"), {
        name: "web",
        cluster: ref("cluster", "arn"),
        taskDefinition: ref("task", "arn"),
        enableExecuteCommand: true,
      }),
    ],
  ],
  [
    "task with overrides",
    (is) => [
      ...start(pass, allow("ecs:RunTask", at("ecs", "task-definition/task:*"))),
      ...target(is, byService("ecs-tasks")),
      cluster,
      task(),
    ],
  ],
  [
    "script of a Glue job in a bucket",
    (is) => [
      ...start(allow("s3:PutObject", "arn:aws:s3:::scripts/*")),
      ...target(is, byService("glue")),
      made("aws:s3/bucket:Bucket", "scripts", "arn:aws:s3:::scripts", { bucket: "scripts" }),
      made("aws:glue/job:Job", "etl", at("glue", "job/etl"), {
        name: "etl",
        roleArn: ref("target", "arn"),
        command: { scriptLocation: "s3://scripts/etl.py" },
      }),
    ],
  ],
  [
    "template of a function in a bucket",
    (is) => [
      ...start(allow("s3:PutObject", "arn:aws:s3:::code/*")),
      ...target(is, byService("lambda")),
      made("aws:s3/bucket:Bucket", "code", "arn:aws:s3:::code", { bucket: "code" }),
      fn("target", "worker", { s3Bucket: "code", s3Key: "x.zip" }),
    ],
  ],
  [
    "access entry of a cluster",
    (is) => [
      ...start(allow(["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"], at("eks", "cluster/k"))),
      ...target(is, byService("pods.eks")),
      made("aws:eks/cluster:Cluster", "k", at("eks", "cluster/k"), { name: "k", roleArn: "x" }),
      made("aws:eks/podIdentityAssociation:PodIdentityAssociation", "pia", at("eks", "podidentityassociation/k/a"), {
        clusterName: "k",
        namespace: "x",
        serviceAccount: "y",
        roleArn: ref("target", "arn"),
      }),
    ],
  ],
  [
    "state machine",
    (is) => [
      ...start(allow("states:UpdateStateMachine", at("states", "stateMachine:flow"))),
      ...target(is, byService("states")),
      made("aws:sfn/stateMachine:StateMachine", "flow", at("states", "stateMachine:flow"), {
        name: "flow",
        roleArn: ref("target", "arn"),
        definition: "{}",
      }),
    ],
  ],
  [
    "data pipeline",
    (is) => [
      ...start(pass, allow(["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"], "*")),
      ...target(is, byService("datapipeline", "elasticmapreduce")),
      profile(),
    ],
  ],
];
