import { autoscaling } from "../../src/rules/aws/autoscaling.js";
import { ref, res, suite, unknown } from "../suite.js";

const notice = (...kinds: readonly string[]) =>
  res("autoscaling.Notification", "events", {
    groupNames: [ref("web", "name") as unknown as string],
    topicArn: "arn:aws:sns:us-east-1:123456789012:scaling",
    notifications: kinds.map((kind) => `autoscaling:EC2_INSTANCE_${kind}`) as unknown as [],
  });

suite(autoscaling, {
  "autoscaling-group-health-check-configured": {
    pass: [{ minSize: 1, maxSize: 2, healthCheckType: "ELB", healthCheckGracePeriod: 120 }],
    fail: [
      { minSize: 1, maxSize: 2 },
      { minSize: 1, maxSize: 2, healthCheckType: "ELB" },
    ],
    unknown: [{ minSize: 1, maxSize: 2, healthCheckType: unknown, healthCheckGracePeriod: 120 }],
  },
  "autoscaling-group-multiple-instance-types": {
    pass: [
      {
        minSize: 1,
        maxSize: 2,
        mixedInstancesPolicy: {
          launchTemplate: {
            launchTemplateSpecification: { launchTemplateId: "lt" },
            overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }],
          },
        },
      },
      {
        minSize: 1,
        maxSize: 2,
        mixedInstancesPolicy: {
          launchTemplate: {
            launchTemplateSpecification: { launchTemplateId: "lt" },
            overrides: [{ instanceRequirements: { memoryMib: { min: 1024 }, vcpuCount: { min: 1 } } }],
          },
        },
      },
    ],
    fail: [{ minSize: 1, maxSize: 2, launchTemplate: { id: "lt" } }],
    unknown: [
      {
        minSize: 1,
        maxSize: 2,
        mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt" }, overrides: unknown } },
      },
    ],
  },
  "autoscaling-group-launch-template": {
    good: { minSize: 2, maxSize: 4, launchTemplate: { id: "lt-0a1b2c3d4e5f60718", version: "3" } },
    pass: [{ mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-0a1b" } } } }],
    fail: [{ minSize: 2, maxSize: 4, launchConfiguration: "web" }],
    unknown: [{ launchConfiguration: unknown }],
  },
  "autoscaling-group-elb-health-check": {
    good: {
      minSize: 2,
      maxSize: 4,
      healthCheckType: "ELB",
      targetGroupArns: ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1"],
    },
    pass: [
      { minSize: 2, maxSize: 4 },
      { loadBalancers: ["web"], healthCheckType: "ELB" },
    ],
    fail: [
      { minSize: 2, maxSize: 4, targetGroupArns: ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1"] },
      { loadBalancers: ["web"], healthCheckType: "EC2" },
      [
        res("autoscaling.Group", "web", { minSize: 2, maxSize: 4 }),
        res("autoscaling.Attachment", "web", { autoscalingGroupName: ref("web", "name"), lbTargetGroupArn: "arn:aws:x" }),
      ],
    ],
    unknown: [{ loadBalancers: ["web"], healthCheckType: unknown }],
  },
  "autoscaling-group-multi-az": {
    good: { minSize: 2, maxSize: 4, vpcZoneIdentifiers: ["subnet-0a1b", "subnet-2c3d"] },
    pass: [{}, { availabilityZones: ["eu-west-1a", "eu-west-1b"] }],
    fail: [{ minSize: 2, maxSize: 4, vpcZoneIdentifiers: ["subnet-0a1b"] }, { availabilityZones: ["eu-west-1a"] }],
    unknown: [{ vpcZoneIdentifiers: unknown }],
  },
  "autoscaling-group-cooldown": {
    pass: [{ minSize: 1, maxSize: 3, defaultCooldown: 120 }],
    fail: [{ minSize: 1, maxSize: 3 }],
    unknown: [{ defaultCooldown: unknown }],
  },
  "autoscaling-group-scaling-notifications": {
    pass: [[res("autoscaling.Group", "web", { minSize: 1, maxSize: 3 }), notice("LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR")]],
    fail: [[res("autoscaling.Group", "web", { minSize: 1, maxSize: 3 })], [res("autoscaling.Group", "web", {}), notice("LAUNCH")]],
    unknown: [
      [
        res("autoscaling.Group", "web", {}),
        res("autoscaling.Notification", "events", { groupNames: [ref("web", "name") as unknown as string], notifications: unknown }),
      ],
    ],
  },
});
