import { ref } from "../../suite.js";
import { allow, arnOf, at, byArn, byService, iam, inline, made, profile, start, target } from "../lab.js";
import { admin, byPool, cluster, fn, helpful, instance, instanceArn, type Lab, pass, task } from "./parts.js";

const wide: ReadonlySet<string> = new Set(["bedrock-agentcore", "codebuild, in batches", "sagemaker notebook", "change set"]);
export const passes: readonly Lab[] = [
  ...(
    [
      ["apprunner", ["tasks.apprunner"], [["apprunner:CreateService", "*"]]],
      [
        "bedrock-agentcore",
        ["bedrock-agentcore"],
        [
          [
            [
              "bedrock-agentcore:CreateCodeInterpreter",
              "bedrock-agentcore:StartCodeInterpreterSession",
              "bedrock-agentcore:InvokeCodeInterpreter",
            ],
            "*",
          ],
        ],
      ],
      ["cloudformation", ["cloudformation"], [["cloudformation:CreateStack", at("cloudformation", "stack/lab-*/*")]]],
      ["codebuild", ["codebuild"], [[["codebuild:CreateProject", "codebuild:StartBuild"], at("codebuild", "project/lab-*")]]],
      ["codebuild, in batches", ["codebuild"], [[["codebuild:CreateProject", "codebuild:StartBuildBatch"], "*"]]],
      [
        "datapipeline",
        ["datapipeline", "elasticmapreduce", "ec2"],
        [[["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"], "*"]],
      ],
      ["ec2", ["ec2"], [["ec2:RunInstances", "*"]]],
      [
        "ec2, by its kinds",
        ["ec2"],
        [
          [
            "ec2:RunInstances",
            [
              "arn:aws:ec2:*:*:instance/*",
              "arn:aws:ec2:*:*:subnet/*",
              "arn:aws:ec2:*:*:network-interface/*",
              "arn:aws:ec2:*:*:volume/*",
              "arn:aws:ec2:*::image/*",
              "arn:aws:ec2:*:*:security-group/*",
            ],
          ],
        ],
      ],
      ["ec2 spot", ["ec2"], [["ec2:RequestSpotInstances", "*"]]],
      ["ecs", ["ecs-tasks"], [[["ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:CreateService"], "*"]]],
      [
        "ecs, a task in one cluster",
        ["ecs-tasks"],
        [
          ["ecs:RegisterTaskDefinition", "*"],
          ["ecs:RunTask", at("ecs", "task-definition/lab*")],
        ],
      ],
      [
        "ecs, a task with a condition on the cluster",
        ["ecs-tasks"],
        [
          ["ecs:RegisterTaskDefinition", "*"],
          ["ecs:RunTask", "*", { ArnEquals: { "ecs:cluster": at("ecs", "cluster/cluster") } }],
        ],
      ],
      ["ecs on instances", ["ecs-tasks"], [[["ecs:RegisterTaskDefinition", "ecs:StartTask"], "*"]]],
      ["glue endpoint", ["glue"], [["glue:CreateDevEndpoint", "*"]]],
      ["glue job", ["glue"], [[["glue:CreateJob", "glue:StartJobRun"], at("glue", "job/lab-*")]]],
      [
        "glue trigger",
        ["glue"],
        [
          ["glue:CreateJob", "*"],
          ["glue:CreateTrigger", "*"],
        ],
      ],
      ["lambda", ["lambda"], [[["lambda:CreateFunction", "lambda:InvokeFunction"], at("lambda", "function:job-*")]]],
      [
        "lambda by a stream",
        ["lambda"],
        [
          ["lambda:CreateFunction", at("lambda", "function:job-*")],
          ["lambda:CreateEventSourceMapping", "*"],
        ],
      ],
      ["lambda by its policy", ["lambda"], [[["lambda:CreateFunction", "lambda:AddPermission"], "*"]]],
      ["lambda with a URL", ["lambda"], [[["lambda:CreateFunction", "lambda:CreateFunctionUrlConfig", "lambda:InvokeFunctionUrl"], "*"]]],
      ["sagemaker notebook", ["sagemaker"], [[["sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"], "*"]]],
      ["sagemaker training", ["sagemaker"], [["sagemaker:CreateTrainingJob", at("sagemaker", "training-job/*")]]],
      ["sagemaker processing", ["sagemaker"], [["sagemaker:CreateProcessingJob", at("sagemaker", "processing-job/lab*")]]],
      ["step functions", ["states"], [[["states:CreateStateMachine", "states:StartExecution"], "*"]]],
      ["event rule", ["events"], [[["events:PutRule", "events:PutTargets"], "*"]]],
      ["scheduler", ["scheduler"], [["scheduler:CreateSchedule", "*"]]],
      ["batch", ["ecs-tasks"], [[["batch:RegisterJobDefinition", "batch:SubmitJob"], "*"]]],
      [
        "imagebuilder",
        ["ec2"],
        [
          [
            [
              "imagebuilder:CreateInfrastructureConfiguration",
              "imagebuilder:CreateComponent",
              "imagebuilder:CreateImageRecipe",
              "imagebuilder:CreateImage",
            ],
            "*",
          ],
        ],
      ],
      [
        "emr-serverless",
        ["emr-serverless"],
        [
          ["emr-serverless:CreateApplication", "*"],
          ["emr-serverless:StartJobRun", "*"],
        ],
      ],
      ["emr", ["ec2"], [["elasticmapreduce:RunJobFlow", "*"]]],
      ["amplify", ["amplify"], [[["amplify:CreateApp", "amplify:CreateBranch", "amplify:StartJob"], "*"]]],
      ["codestar", ["codestar"], [["codestar:CreateProject", "*"]]],
      ["ssm automation", ["ssm"], [[["ssm:CreateDocument", "ssm:StartAutomationExecution"], "*"]]],
      [
        "eks pod identity",
        ["pods.eks"],
        [[["eks:CreatePodIdentityAssociation", "eks:CreateAccessEntry", "eks:AssociateAccessPolicy"], "*"]],
      ],
      ["instance profile swapped", ["ec2"], [["ec2:AssociateIamInstanceProfile", "*"]]],
      ["instance profile replaced", ["ec2"], [["ec2:ReplaceIamInstanceProfileAssociation", instanceArn]]],
      ["codepipeline", ["codepipeline"], [[["codepipeline:CreatePipeline"], "*"]]],
      ["cognito", ["cognito-identity"], [["cognito-identity:SetIdentityPoolRoles", "*"]]],
      ["gamelift", ["gamelift"], [[["gamelift:CreateBuild", "gamelift:CreateFleet"], "*"]]],
      ["braket", ["braket"], [["braket:CreateJob", "*"]]],
      ["stack set", ["cloudformation"], [[["cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"], "*"]]],
      ["stack set updated", ["cloudformation"], [["cloudformation:UpdateStackSet", at("cloudformation", "stackset/lab:*")]]],
      ["change set", ["cloudformation"], [[["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"], "*"]]],
    ] as const
  ).map(
    ([name, services, needs]): Lab => [
      `pass the role to ${name}`,
      (is) => [
        ...start(pass, helpful, ...needs.map(([action, resource, condition]) => allow(action, resource, condition as object | undefined))),
        ...target(is, name === "cognito" ? byPool : byService(...services)),
        ...(services.includes("ec2" as never) ? [profile()] : []),
      ],
      wide.has(name) ? { isWide: true } : {},
    ],
  ),
  [
    "pass the role to ec2, under a condition on the service",
    (is) => [
      ...start(
        allow("iam:PassRole", admin, { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }),
        allow("ec2:RunInstances", "*"),
      ),
      ...target(is, byService("ec2")),
      profile(),
    ],
  ],
  [
    "update a Glue job that has a harmless role",
    (is) => [
      ...start(pass, allow(["glue:UpdateJob", "glue:StartJobRun"], at("glue", "job/etl"))),
      ...target(false, byService("glue"), "plain"),
      ...target(is, byService("glue")),
      made("aws:glue/job:Job", "etl", at("glue", "job/etl"), {
        name: "etl",
        roleArn: ref("plain", "arn"),
        command: { scriptLocation: "s3://b/x" },
      }),
    ],
  ],
  [
    "put the role of an administrator into a function",
    (is) => [
      ...start(pass, allow(["lambda:UpdateFunctionConfiguration", "lambda:UpdateFunctionCode"], at("lambda", "function:worker"))),
      ...target(false, byService("lambda"), "plain"),
      ...target(is, byService("lambda")),
      fn("plain"),
    ],
  ],
  [
    "put another role into a state machine",
    (is) => [
      ...start(pass, allow("states:UpdateStateMachine", at("states", "stateMachine:flow"))),
      ...target(false, byService("states"), "plain"),
      ...target(is, byService("states")),
      made("aws:sfn/stateMachine:StateMachine", "flow", at("states", "stateMachine:flow"), {
        name: "flow",
        roleArn: ref("plain", "arn"),
        definition: "{}",
      }),
    ],
  ],
  [
    "put another role into a build project",
    (is) => [
      ...start(pass, allow(["codebuild:UpdateProject", "codebuild:StartBuild"], at("codebuild", "project/build"))),
      ...target(false, byService("codebuild"), "plain"),
      ...target(is, byService("codebuild")),
      made("aws:codebuild/project:Project", "build", at("codebuild", "project/build"), { name: "build", serviceRole: ref("plain", "arn") }),
    ],
  ],
  [
    "update a service to another task definition",
    (is) => [
      ...start(pass, allow("ecs:RegisterTaskDefinition", "*"), allow("ecs:UpdateService", at("ecs", "service/cluster/web"))),
      ...target(false, byService("ecs-tasks"), "plain"),
      ...target(is, byService("ecs-tasks")),
      cluster,
      task("plain"),
      made("aws:ecs/service:Service", "web", at("ecs", "service/cluster/web"), {
        name: "web",
        cluster: ref("cluster", "arn"),
        taskDefinition: ref("task", "arn"),
      }),
    ],
  ],
  [
    "add the role to the profile of one's instance",
    (is) => [
      ...start(pass, allow(["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile"], arnOf("instance-profile", "profile"))),
      ...target(false, byService("ec2"), "plain"),
      ...target(is, byService("ec2")),
      profile("plain"),
      instance(),
    ],
  ],
  [
    "a role with a path, through a stack set whose role assumes another",
    (is) => [
      ...start(
        allow("iam:PassRole", arnOf("role", "middle")),
        allow(["cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"], "*"),
      ),
      iam("role", "middle", { assumeRolePolicy: byService("cloudformation") }),
      inline("role", "middle", allow("sts:AssumeRole", admin)),
      ...target(is, byArn(arnOf("role", "middle"))),
    ],
  ],
];
