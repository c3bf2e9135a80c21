import { unknownString } from "../../src/model/value.js";
import { ecs } from "../../src/rules/aws/ecs.js";
import { documentOf, res, secret, suite, unknown } from "../suite.js";

type Settings = readonly { name: string; value: string }[];
const cluster = (settings: Settings) => [res("ecs.Cluster", "main", { settings: [...settings] })];
/** A cluster in an account that sets Container Insights. */
const byAccount = (value: string, settings: Settings = []) => [
  res("ecs.Cluster", "main", { settings: [...settings] }),
  res("ecs.AccountSettingDefault", "insights", { name: "containerInsights", value }),
];

const task = (containers: unknown, more: object = {}) => [
  res("ecs.TaskDefinition", "task", {
    family: "shop",
    containerDefinitions: typeof containers === "string" ? containers : documentOf(containers),
    ...more,
  }),
];
const sidecar = { name: "sidecar", image: "sidecar" };
const hidden = task(unknown);

const withEnvironment = (environment: unknown, wrap: (text: unknown) => unknown = secret) => [
  res("ecs.TaskDefinition", "task", {
    family: "shop",
    containerDefinitions: wrap(documentOf([{ name: "app", environment }])) as never,
  }),
];
const password = { name: "DB_PASSWORD", value: "bw9MqLdis87PUHEW" };

const tagged = (image: string) => task([{ name: "web", image }]);

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(ecs, {
  "ecs-task-secret-by-reference": {
    ofLiterals: true,
    pass: [
      task([{ name: "app", secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:ssm:eu-west-1:1:parameter/db" }] }]),
      withEnvironment([{ name: "STAGE", value: "prod" }]),
      withEnvironment([{ name: "DB_PASSWORD_ARN", value: "arn:aws:secretsmanager:eu-west-1:1:secret:db" }]),
      withEnvironment([password], (text) => text),
    ],
    fail: [
      { of: withEnvironment([password]), message: "contains a secret, expected a reference in `secrets`" },
      withEnvironment([{ name: "STAGE", value: "prod" }, password]),
    ],
    unknown: [withEnvironment([], () => secret(unknown)), withEnvironment([{ name: "DB_PASSWORD", value: unknownString }])],
  },
  "ecs-task-not-privileged": {
    bad: [
      res("ecs.TaskDefinition", "task", {
        family: "shop",
        containerDefinitions: documentOf([{ name: "app", image: "app", privileged: true }]),
      }),
    ],
    good: [
      res("ecs.TaskDefinition", "task", {
        family: "shop",
        containerDefinitions: documentOf([{ name: "app", image: "app", linuxParameters: { capabilities: { add: ["SYS_PTRACE"] } } }]),
      }),
    ],
    pass: [task([sidecar]), task([{ ...sidecar, privileged: false }]), task("no json")],
    fail: [
      task([sidecar, { name: "app", privileged: true }]),
      task([{ name: "app", Privileged: "true" }]),
      task([{ privileged: unknownString }, { privileged: true }]),
    ],
    unknown: [hidden, task([{ privileged: unknownString }]), task([unknownString])],
  },
  "ecs-task-read-only-root": {
    good: [
      res("ecs.TaskDefinition", "task", {
        family: "shop",
        containerDefinitions: documentOf([{ name: "app", image: "app", readonlyRootFilesystem: true }]),
      }),
    ],
    pass: [
      task([{ readonlyRootFilesystem: true }]),
      task([sidecar], { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } }),
    ],
    fail: [task([sidecar]), task([{ readonlyRootFilesystem: true }, { readonlyRootFilesystem: false }])],
    unknown: [hidden],
  },
  "ecs-task-host-network-user": {
    good: [
      res("ecs.TaskDefinition", "task", {
        family: "shop",
        networkMode: "host",
        containerDefinitions: documentOf([{ name: "app", image: "app", user: "1000:1000" }]),
      }),
    ],
    pass: [
      task([sidecar], { networkMode: "awsvpc" }),
      task([{ user: "1000:1000" }], { networkMode: "host" }),
      task([{ privileged: true }], { networkMode: "host" }),
      task(unknown, { networkMode: "awsvpc" }),
    ],
    fail: [
      { of: task([sidecar], { networkMode: "host" }), message: "in host network mode" },
      task([{ user: "root" }], { networkMode: "host" }),
      task([{ user: "0:0" }], { networkMode: "host" }),
    ],
    unknown: [
      task([sidecar], { networkMode: unknown }),
      task([{ user: unknownString }], { networkMode: "host" }),
      task(unknown, { networkMode: "host" }),
    ],
  },
  "ecs-task-logging": {
    good: [
      res("ecs.TaskDefinition", "task", {
        family: "shop",
        containerDefinitions: documentOf([
          {
            name: "app",
            image: "app",
            logConfiguration: {
              logDriver: "awslogs",
              options: { "awslogs-group": "/shop", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app" },
            },
          },
        ]),
      }),
    ],
    pass: [task([{ logConfiguration: { logDriver: "awslogs" } }])],
    fail: [task([sidecar])],
    unknown: [hidden],
  },
  "ecs-task-no-host-process-namespace": {
    good: { family: "shop", containerDefinitions: "[]", pidMode: "task" },
    pass: [task([]), task([], { pidMode: "task" })],
    fail: [task([], { pidMode: "host" })],
    unknown: [task([], { pidMode: unknown })],
  },
  "ecs-task-efs-transit-encryption": {
    good: {
      family: "shop",
      containerDefinitions: "[]",
      volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" } }],
    },
    pass: [
      task([], { volumes: [{ name: "scratch" }] }),
      task([], { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" } }] }),
    ],
    fail: [task([], { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] })],
    unknown: [task([], { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: unknown } }] })],
  },
  "ecs-cluster-container-insights": {
    pass: [cluster([{ name: "containerInsights", value: "enhanced" }]), byAccount("enhanced"), byAccount("enabled")],
    fail: [
      [res("ecs.Cluster", "main", {})],
      cluster([{ name: "containerInsights", value: "disabled" }]),
      byAccount("disabled"),
      byAccount("enabled", [{ name: "containerInsights", value: "disabled" }]),
    ],
    unknown: [[res("ecs.Cluster", "main", { settings: unknown })], byAccount(unknown)],
  },
  "ecs-service-no-public-ip": {
    pass: [{}, { networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: false } }],
    fail: [{ networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true } }],
    unknown: [{ networkConfiguration: unknown }],
  },
  "ecs-service-fargate-latest": {
    pass: [{}, { platformVersion: "LATEST" }, { platformVersion: "1.4.0" }],
    fail: [{ platformVersion: "1.3.0" }],
    unknown: [{ platformVersion: unknown }],
  },
  "ecs-cluster-exec-logging": {
    good: {
      configuration: { executeCommandConfiguration: { logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName: "/ecs/exec" } } },
    },
    pass: [{}, { configuration: { executeCommandConfiguration: { logging: "DEFAULT" } } }],
    fail: [{ configuration: { executeCommandConfiguration: { logging: "NONE" } } }],
    unknown: [{ configuration: { executeCommandConfiguration: { logging: unknown } } }],
  },
  "ecs-service-exec-disabled": {
    good: { desiredCount: 2, enableExecuteCommand: false },
    pass: [{ desiredCount: 2 }],
    fail: [{ desiredCount: 2, enableExecuteCommand: true }],
    unknown: [{ enableExecuteCommand: unknown }],
  },
  "ecs-service-circuit-breaker": {
    pass: [{ deploymentCircuitBreaker: { enable: true, rollback: true } }, { deploymentController: { type: "CODE_DEPLOY" } }],
    fail: [{ desiredCount: 2 }, { deploymentCircuitBreaker: { enable: true, rollback: false } }],
    unknown: [{ deploymentCircuitBreaker: unknown }],
  },
  "ecs-task-distinct-roles": {
    good: { family: "web", taskRoleArn: "arn:aws:iam::123456789012:role/web", executionRoleArn: "arn:aws:iam::123456789012:role/agent" },
    pass: [
      { taskRoleArn: unknown, executionRoleArn: "arn:aws:iam::123456789012:role/agent" },
      { executionRoleArn: "arn:aws:iam::123456789012:role/agent" },
    ],
    fail: [
      { family: "web", taskRoleArn: "arn:aws:iam::123456789012:role/agent", executionRoleArn: "arn:aws:iam::123456789012:role/agent" },
    ],
  },
  "ecs-task-image-digest-or-tag": {
    good: tagged("nginx:1.27.3"),
    pass: [tagged("public.ecr.aws/nginx/nginx:1.27"), tagged("localhost:5000/web:abc"), tagged(`nginx@sha256:${"0".repeat(64)}`)],
    fail: [tagged("nginx"), tagged("nginx:latest"), tagged("localhost:5000/web")],
    unknown: [tagged(unknown)],
  },
  "ecs-cluster-exec-customer-managed-key": {
    pass: [{ name: "shop", configuration: { executeCommandConfiguration: { kmsKeyId: key } } }],
    fail: [{ name: "shop" }, { name: "shop", configuration: { executeCommandConfiguration: { kmsKeyId: "alias/aws/service" } } }],
    unknown: [{ configuration: { executeCommandConfiguration: { kmsKeyId: unknown } } }],
  },
  "ecs-task-no-environment-variables": {
    pass: [
      [
        res("ecs.TaskDefinition", "shop", {
          family: "shop",
          containerDefinitions: JSON.stringify([{ name: "web", image: "shop:1", secrets: [{ name: "TABLE", valueFrom: "/shop/table" }] }]),
        }),
      ],
    ],
    fail: [
      [
        res("ecs.TaskDefinition", "shop", {
          family: "shop",
          containerDefinitions: JSON.stringify([{ name: "web", image: "shop:1", environment: [{ name: "TABLE", value: "orders" }] }]),
        }),
      ],
    ],
    unknown: [[res("ecs.TaskDefinition", "shop", { family: "shop", containerDefinitions: unknown })]],
  },
  "ecs-task-set-no-public-ip": {
    pass: [{}, { networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: false } }],
    fail: [{ networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true } }],
    unknown: [{ networkConfiguration: unknown }],
  },
  "ecs-task-no-access-key-variables": {
    pass: [task([{ environment: [{ name: "AWS_REGION", value: "eu-west-1" }] }]), task([{}])],
    fail: [
      task([{ environment: [{ name: "AWS_ACCESS_KEY_ID", value: "x" }] }]),
      task([{ environment: [{ name: "ECS_ENGINE_AUTH_DATA", value: "x" }] }]),
    ],
    unknown: [task([{ environment: [{ name: unknownString, value: "x" }] }])],
  },
});
