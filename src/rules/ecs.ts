import { absent, both, every, except, matches, noneOf, oneOf, present, some, unless, unsetOr } from "../pattern.js";
import { rule } from "../rule.js";
import { taskContainers } from "../views/containers.js";
import { taskVariables } from "../views/wrapped.js";

const root = matches(/^(0|root)(:|$)/, "root");

export const ecs = {
  "ecs-task-not-privileged": rule(taskContainers, {
    title: "Containers are not privileged",
    severity: "high",
    controls: { fsbp: "ECS.4", pci: ["7.2.1", "7.2.2"] },
    equivalents: ["CKV_AWS_334"],
    fix: "Remove `privileged`, and add the capabilities that the container needs under `linuxParameters`.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    require: { privileged: noneOf(true) },
  }),
  "ecs-task-read-only-root": rule(taskContainers, {
    title: "Containers cannot write to their root file system",
    severity: "medium",
    controls: { fsbp: "ECS.5", pci: ["10.3.2", "10.6.3"] },
    equivalents: ["CKV_AWS_336"],
    fix: "Set `readonlyRootFilesystem: true` and mount a volume where the container writes.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    when: { task: { runtimePlatform: { operatingSystemFamily: unsetOr(except(matches(/^WINDOWS/))) } } },
    require: { readonlyRootFilesystem: true },
  }),
  "ecs-task-host-network-user": rule(taskContainers, {
    title: "Containers in the host's network do not run as root",
    severity: "high",
    controls: { fsbp: "ECS.1", nist: "AC-3", pci: ["7.2.1", "7.2.2"], hipaa: "164.308(a)(3)(i)" },
    equivalents: ["cdk-nag:ECSTaskDefinitionUserForHostMode"],
    fix: 'Set `user` to one that is not root, or `networkMode: "awsvpc"`.',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-host.html",
    when: { task: { networkMode: "host" } },
    require: { user: both(present, except(root)) },
    message: "must not be root (or unset, which is root) in the host's network",
    at: "user",
  }),
  "ecs-task-logging": rule(taskContainers, {
    title: "Containers send their output to a log driver",
    severity: "medium",
    controls: { fsbp: "ECS.9", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["AwsSolutions-ECS7"],
    fix: "Set `logConfiguration: { logDriver, options }`.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    require: { logConfiguration: { logDriver: present } },
  }),
  "ecs-task-no-host-process-namespace": rule("ecs.TaskDefinition", {
    title: "Tasks do not share the process namespace of their host",
    severity: "high",
    controls: { fsbp: "ECS.3", pci: "1.4.5" },
    equivalents: ["CKV_AWS_335"],
    fix: 'Leave `pidMode` unset or set it to "task".',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    require: { pidMode: noneOf("host") },
  }),
  "ecs-task-efs-transit-encryption": rule("ecs.TaskDefinition", {
    title: "Tasks mount EFS volumes by TLS",
    severity: "high",
    equivalents: ["CKV_AWS_97", "AVD-AWS-0035"],
    fix: 'Set `transitEncryption: "ENABLED"` in `efsVolumeConfiguration`.',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    require: {
      volumes: every(unless({ efsVolumeConfiguration: absent }, { efsVolumeConfiguration: { transitEncryption: "ENABLED" } })),
    },
  }),
  "ecs-task-secret-by-reference": rule(taskVariables, {
    title: "Containers read their secrets from where they are kept",
    severity: "medium",
    controls: { fsbp: "ECS.8" },
    fix: "Move it from `environment` to `secrets: [{ name, valueFrom }]` with the ARN of a Secrets Manager secret or an SSM parameter.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the task definition.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    check: () => "holds a secret itself, must name it by `secrets` and `valueFrom`",
  }),
  "ecs-cluster-container-insights": rule("ecs.Cluster", {
    title: "Clusters have Container Insights",
    severity: "low",
    controls: { fsbp: "ECS.12" },
    equivalents: ["CKV_AWS_65", "AVD-AWS-0034", "AwsSolutions-ECS4"],
    fix: 'Add `{ name: "containerInsights", value: "enhanced" }` to `settings`.',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
    require: { settings: some({ name: "containerInsights", value: oneOf("enabled", "enhanced") }) },
  }),
  "ecs-service-no-public-ip": rule(["ecs.Service", "ecs.TaskSet"], {
    title: "Services give their tasks no public IP address",
    severity: "high",
    controls: { fsbp: "ECS.2" },
    equivalents: ["CKV_AWS_333"],
    fix: "Leave `networkConfiguration.assignPublicIp` unset, and place the tasks in private subnets behind a load balancer.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    require: { networkConfiguration: { assignPublicIp: noneOf(true) } },
  }),
  "ecs-service-fargate-latest": rule("ecs.Service", {
    title: "Fargate services run on the latest platform version",
    severity: "medium",
    controls: { fsbp: "ECS.10", pci: "6.3.3" },
    equivalents: ["CKV_AWS_332"],
    fix: 'Leave `platformVersion` unset or set it to "LATEST".',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
    require: { platformVersion: unsetOr(oneOf("LATEST", "1.4.0")) },
  }),
};
