import { absent, includesAll, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { list, text } from "../helpers/read.js";

export const autoscaling = {
  "autoscaling-group-health-check-configured": rule("autoscaling.Group", {
    title: "Auto Scaling groups must set the health check type and grace period",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:AutoScalingGroupHealthCheck"],
    fix: 'Set `healthCheckType` ("EC2" or "ELB") and `healthCheckGracePeriod`.',
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html",
    require: { healthCheckType: present, healthCheckGracePeriod: present },
  }),
  "autoscaling-group-multiple-instance-types": rule("autoscaling.Group", {
    title: "Auto Scaling groups must mix several instance types",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "AutoScaling.6" },
    fix: "Use `mixedInstancesPolicy` with at least two `overrides` of its launch template, or `instanceRequirements`.",
    why: "A group of one type cannot scale while AWS has no capacity of it in a zone.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html",
    check: ({ mixedInstancesPolicy }, { at }) => {
      const overrides = list(mixedInstancesPolicy?.launchTemplate?.overrides);
      const isMixed = overrides.length > 1 || overrides.some(({ instanceRequirements }) => instanceRequirements !== undefined);
      return !isMixed && at("mixedInstancesPolicy", `has ${overrides.length} instance types, expected at least 2`);
    },
  }),
  "autoscaling-group-launch-template": rule("autoscaling.Group", {
    title: "Auto Scaling groups must launch instances from a launch template",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "AutoScaling.9" },
    equivalents: ["CKV_AWS_315"],
    fix: "Replace `launchConfiguration` by `launchTemplate: { id, version }`.",
    why: "Launch configurations get no new features, and new accounts cannot create them.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-templates.html",
    require: { launchConfiguration: absent },
  }),
  "autoscaling-group-elb-health-check": rule("autoscaling.Group", {
    title: "Auto Scaling groups behind a load balancer must use its health checks",
    severity: "low",
    preset: "all",
    controls: { fsbp: "AutoScaling.1", nist: ["AU-12(3)", "AU-14a", "AU-14b"], hipaa: "164.312(b)" },
    equivalents: ["CKV2_AWS_15", "cdk-nag:AutoScalingGroupELBHealthCheckRequired"],
    fix: 'Set `healthCheckType: "ELB"`.',
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html",
    with: { attachments: "autoscaling.Attachment#autoscalingGroupName" },
    check: ({ targetGroupArns, loadBalancers, attachments, healthCheckType }, { at }) => {
      const isBehind = list(targetGroupArns).length + list(loadBalancers).length + attachments.length > 0;
      return (
        isBehind &&
        !/\bELB\b|VPC_LATTICE/.test(text(healthCheckType)) &&
        at("healthCheckType", 'is not "ELB", so only the state of the instance counts')
      );
    },
  }),
  "autoscaling-group-multi-az": rule("autoscaling.Group", {
    title: "Auto Scaling groups must span several Availability Zones",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "AutoScaling.2", iso27001: "A.8.14" },
    fix: "List subnets of at least two zones in `vpcZoneIdentifiers`.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
    check: ({ availabilityZones, vpcZoneIdentifiers }, { at }) =>
      list(vpcZoneIdentifiers).length === 1
        ? at("vpcZoneIdentifiers", "has one subnet, expected subnets in at least two zones")
        : list(availabilityZones).length === 1 && at("availabilityZones", "has one zone, expected at least two"),
  }),
  "autoscaling-group-cooldown": rule("autoscaling.Group", {
    title: "Auto Scaling groups must have a cooldown period",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:AutoScalingGroupCooldownPeriod", "AwsSolutions-AS1"],
    fix: "Set `defaultCooldown` to the seconds that an instance takes to start; unset means 300.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-cooldowns.html",
    require: { defaultCooldown: present },
  }),
  "autoscaling-group-scaling-notifications": rule("autoscaling.Group", {
    title: "Auto Scaling groups must notify a topic of every scaling event",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:AutoScalingGroupScalingNotifications", "AwsSolutions-AS3"],
    fix: "Add an `autoscaling.Notification` for the group with the four kinds of launches and terminations, and their errors.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html",
    with: { notices: "autoscaling.Notification#groupNames" },
    require: {
      notices: {
        notifications: includesAll(
          "autoscaling:EC2_INSTANCE_LAUNCH",
          "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
          "autoscaling:EC2_INSTANCE_TERMINATE",
          "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
        ),
      },
    },
  }),
};
