import { absent, both, empty, every, except, matches, noneOf, oneOf, present, some, unless, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { clusterSettings } from "../../views/account-settings.js";
import { taskContainers } from "../../views/containers.js";
import { taskVariables } from "../../views/wrapped.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { text } from "../helpers/read.js";
import { secretFix } from "../helpers/secret-fix.js";

const root = matches(/^(0|root)(:|$)/, "root");

export const ecs = {
  "ecs-task-not-privileged": rule(taskContainers, {
    title: "ECS containers must not be privileged",
    severity: "high",
    controls: { fsbp: "ECS.4", pci: ["7.2.1", "7.2.2"] },
    equivalents: ["CKV_AWS_334"],
    fix: "Remove `privileged`, and add the capabilities that the container needs to `linuxParameters.capabilities.add`.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    require: { privileged: noneOf(true) },
  }),
  "ecs-task-read-only-root": rule(taskContainers, {
    title: "ECS containers must have a read-only root file system",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ECS.5", pci: ["10.3.2", "10.6.3"] },
    equivalents: ["CKV_AWS_336"],
    fix: "Set `readonlyRootFilesystem: true` and mount a volume where the container writes.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    when: { task: { runtimePlatform: { operatingSystemFamily: unsetOr(except(matches(/^WINDOWS/))) } } },
    require: { readonlyRootFilesystem: true },
  }),
  "ecs-task-host-network-user": rule(taskContainers, {
    title: "ECS containers in host network mode must not run as root",
    severity: "high",
    controls: { fsbp: "ECS.1", nist: "AC-3", pci: ["7.2.1", "7.2.2"], hipaa: "164.308(a)(3)(i)" },
    equivalents: ["cdk-nag:ECSTaskDefinitionUserForHostMode"],
    fix: 'Set `user` to a user other than root, or `networkMode: "awsvpc"` on the task definition.',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-host.html",
    why: "A privileged container is reported by `ecs-task-not-privileged`.",
    when: { task: { networkMode: "host" }, privileged: noneOf(true) },
    require: { user: both(present, except(root)) },
    message: ({ user }) => `is ${user === undefined ? "unset, which means root," : "root"} in host network mode`,
    at: "user",
  }),
  "ecs-task-logging": rule(taskContainers, {
    title: "ECS containers must have a log driver",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ECS.9", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.15" },
    equivalents: ["AwsSolutions-ECS7"],
    fix: 'Set `logConfiguration` with a `logDriver`, such as "awslogs", and its `options`.',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    require: { logConfiguration: { logDriver: present } },
  }),
  "ecs-task-no-host-process-namespace": rule("ecs.TaskDefinition", {
    title: "ECS tasks must not share the process namespace of their host",
    severity: "high",
    controls: { fsbp: "ECS.3", pci: "1.4.5" },
    equivalents: ["CKV_AWS_335"],
    fix: 'Remove `pidMode`, or set it to "task".',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    require: { pidMode: noneOf("host") },
  }),
  "ecs-task-efs-transit-encryption": rule("ecs.TaskDefinition", {
    title: "ECS tasks must mount EFS volumes with encryption in transit",
    severity: "medium",
    equivalents: ["CKV_AWS_97", "AVD-AWS-0035"],
    fix: 'Set `transitEncryption: "ENABLED"` in `efsVolumeConfiguration`.',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    require: {
      volumes: every(unless({ efsVolumeConfiguration: absent }, { efsVolumeConfiguration: { transitEncryption: "ENABLED" } })),
    },
  }),
  "ecs-task-secret-by-reference": rule(taskVariables, {
    title: "ECS containers must reference secrets instead of containing them",
    severity: "medium",
    controls: { fsbp: "ECS.8" },
    fix: secretFix.container,
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the task definition.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    check: () => "contains a secret, expected a reference in `secrets`",
  }),
  "ecs-cluster-container-insights": rule(clusterSettings, {
    title: "ECS clusters must have Container Insights enabled",
    severity: "low",
    preset: "all",
    controls: { fsbp: "ECS.12" },
    equivalents: ["CKV_AWS_65", "AVD-AWS-0034", "AwsSolutions-ECS4"],
    fix: 'Add `{ name: "containerInsights", value: "enhanced" }` to `settings`.',
    why: "An `ecs.AccountSettingDefault` of the stack counts for all clusters of its region that say nothing else.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
    require: { settings: some({ name: "containerInsights", value: oneOf("enabled", "enhanced") }) },
  }),
  "ecs-service-no-public-ip": rule("ecs.Service", {
    title: "ECS services must not assign public IP addresses to their tasks",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "ECS.2" },
    equivalents: ["CKV_AWS_333"],
    fix:
      "Remove `assignPublicIp` from `networkConfiguration`, and run the tasks in private subnets behind a load balancer, " +
      "with a NAT gateway or VPC endpoints to pull images.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    require: { networkConfiguration: { assignPublicIp: noneOf(true) } },
  }),
  "ecs-service-fargate-latest": rule("ecs.Service", {
    title: "ECS services on Fargate must run the latest platform version",
    severity: "medium",
    controls: { fsbp: "ECS.10", pci: "6.3.3" },
    equivalents: ["CKV_AWS_332"],
    fix: 'Remove `platformVersion`, or set it to "LATEST".',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
    require: { platformVersion: unsetOr(oneOf("LATEST", "1.4.0")) },
  }),
  "ecs-cluster-exec-logging": rule("ecs.Cluster", {
    title: "ECS clusters must not switch off the logging of ECS Exec",
    severity: "medium",
    equivalents: ["CKV_AWS_223"],
    fix: 'Remove `logging` from `executeCommandConfiguration`, or set it to "OVERRIDE" with a `logConfiguration`.',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    require: { configuration: { executeCommandConfiguration: { logging: noneOf("NONE") } } },
  }),
  "ecs-service-exec-disabled": rule("ecs.Service", {
    title: "ECS services must not have ECS Exec enabled",
    severity: "medium",
    preset: "all",
    fix: "Remove `enableExecuteCommand`, or set it to false.",
    why: "ECS Exec opens a shell in running containers.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    require: { enableExecuteCommand: noneOf(true) },
  }),
  "ecs-service-circuit-breaker": rule("ecs.Service", {
    title: "ECS services must roll back failed deployments",
    severity: "low",
    preset: "all",
    fix: "Set `deploymentCircuitBreaker: { enable: true, rollback: true }`.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    when: { deploymentController: unsetOr({ type: unsetOr("ECS") }), launchType: noneOf("EXTERNAL") },
    require: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  }),
  "ecs-task-distinct-roles": rule("ecs.TaskDefinition", {
    title: "ECS tasks must not run with their execution role",
    severity: "medium",
    equivalents: ["CKV_AWS_249"],
    fix: "Set `taskRoleArn` to a role with the permissions of the application only.",
    why: "The execution role pulls images and reads the secrets of the agent. The application needs neither.",
    ignoresUnknown: true,
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
    check: ({ taskRoleArn, executionRoleArn }, { at }) =>
      text(taskRoleArn) !== "" && text(taskRoleArn) === text(executionRoleArn) && at("taskRoleArn", "is the execution role too"),
  }),
  "ecs-task-image-digest-or-tag": rule(taskContainers, {
    title: "ECS containers must name a fixed tag or digest of their image",
    severity: "medium",
    preset: "all",
    fix: "Name a tag that does not move, such as `:1.4.2`, or a digest (`@sha256:…`).",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
    check: ({ image }, { at }) => {
      const name = text(image);
      const isOpen = name !== "" && !name.includes("@sha256:") && !/:(?!latest$)[\w.-]+$/.test(name);
      return isOpen && at("image", 'has the tag "latest" or none, so the next task may run another image');
    },
  }),
  "ecs-cluster-exec-customer-managed-key": rule("ecs.Cluster", {
    ...keyAbout,
    title: "ECS Exec sessions must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_224"],
    fix: "Set `kmsKeyId` in `configuration.executeCommandConfiguration` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    require: { configuration: { executeCommandConfiguration: { kmsKeyId: customerManagedKey } } },
  }),
  "ecs-task-no-environment-variables": rule(taskContainers, {
    title: "ECS containers must have no literal environment variables",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:ECSTaskDefinitionNoEnvironmentVariables", "AwsSolutions-ECS2"],
    fix: "Take the values from Systems Manager or Secrets Manager by `secrets`.",
    why: "Secrets among the variables are reported by rules of their own; this one asks for all configuration outside of the definition.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/taskdef-envfiles.html",
    require: { environment: empty },
  }),
  "ecs-task-set-no-public-ip": rule("ecs.TaskSet", {
    formerly: ["ecs-service-no-public-ip"],
    title: "ECS task sets must not assign public IP addresses to their tasks",
    severity: "high",
    controls: { fsbp: "ECS.16" },
    equivalents: ["CKV_AWS_333"],
    fix: "Remove `assignPublicIp` from `networkConfiguration`, and run the tasks in private subnets.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    require: { networkConfiguration: { assignPublicIp: noneOf(true) } },
  }),
  "ecs-task-no-access-key-variables": rule(taskContainers, {
    title: "ECS containers must not set the variables of an AWS access key",
    severity: "high",
    controls: { fsbp: "ECS.8" },
    fix: "Remove the variables, and grant the permissions to the `taskRoleArn` of the task definition.",
    why: "The name decides, whatever the value is: tasks get temporary credentials from their role.",
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    require: { environment: every({ name: noneOf("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA") }) },
  }),
};
