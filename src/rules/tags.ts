import { both, nonEmpty, oneOf, some } from "../language/pattern.js";
import { rule } from "../language/rule.js";
import { spellings } from "../views/spellings.js";
import { evaluateCharacters, evaluateLimits, evaluateReserved } from "../views/tag-limits.js";
import { checkTagOptions, evaluateTags, missingTags, tagOptions, tagOptionsSchema } from "../views/tag-requirements.js";
import { taggable, taggableAndStack } from "../views/taggable.js";
import { instanceVolumes } from "../views/volumes.js";

export const tags = {
  "tags-required": rule(taggableAndStack, {
    title: "Resources must have the required tags",
    severity: "medium",
    why:
      "Cost, ownership and incident response go by tags. Default tags of the provider count, and keys are case-sensitive. " +
      "Until the configuration names the keys, there is one finding for a stack that has a resource without any tag. " +
      'A requirement may name `values` or a `pattern`: `"."` asks for any value but an empty one.',
    fix: "Set the tags once in `defaultTags` of the provider, or in `tags` of the resource.",
    docs: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    options: tagOptions,
    optionsSchema: tagOptionsSchema,
    checkOptions: checkTagOptions,
    check: (item, context) => evaluateTags(item, context),
    remediate: (item, context) => missingTags(item, context),
  }),
  "tags-within-limits": rule(taggable, {
    title: "Tags must stay within the number and lengths that AWS accepts",
    severity: "medium",
    ignoresUnknown: true,
    why: "A deployment fails halfway on the first resource with too many tags or too long ones; the provider's default tags count too.",
    fix: "Keep to 50 tags per resource (10 for an S3 object), to 128 characters per key and 256 per value.",
    docs: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
    check: (item) => evaluateLimits(item),
  }),
  "tags-allowed-characters": rule(taggable, {
    title: "Tags must contain only characters that AWS accepts",
    severity: "low",
    ignoresUnknown: true,
    why: "EC2 takes any character, and most other services refuse a comma or a bracket when the resource is created.",
    fix: "Write keys and values with letters, digits, spaces and `_ . : / = + - @`.",
    docs: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
    check: (item) => evaluateCharacters(item),
  }),
  "tags-no-reserved-prefix": rule(taggable, {
    title: "Tag keys must not begin with the reserved prefix aws:",
    severity: "medium",
    ignoresUnknown: true,
    why: "AWS refuses such a key, and the provider drops it without a word: the tag that the program shows is never there.",
    fix: "Rename the key without `aws:`, for example with a prefix of your organization.",
    docs: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
    check: (item) => evaluateReserved(item),
  }),
  "tags-consistent-case": rule(spellings, {
    title: "Tag keys must be spelled the same way throughout a stack",
    severity: "low",
    ignoresUnknown: true,
    why: "Keys are case-sensitive: `owner` and `Owner` are two columns of the bill, and a policy on one does not see the other.",
    fix: "Spell the key as the other resources do, best in one place that all of them use.",
    docs: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    check: ({ usual, count, places }) => ({
      path: "",
      message: `is spelled differently from ${JSON.stringify(usual)} on ${count} resource${count === 1 ? "" : "s"} of the stack`,
      places,
    }),
  }),
  "tags-launch-template-propagated": rule("ec2.LaunchTemplate", {
    title: "EC2 launch templates must tag the instances and volumes that they launch",
    severity: "low",
    preset: "all",
    onWith: "tags-required",
    why: "Tags of the template, and the provider's default tags, stay on the template: what it launches has only `tagSpecifications`.",
    fix: 'Add entries with `tags` to `tagSpecifications`, for `resourceType: "instance"` and for `resourceType: "volume"`.',
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-launch-template.html",
    require: {
      tagSpecifications: both(some({ resourceType: "instance", tags: nonEmpty }), some({ resourceType: "volume", tags: nonEmpty })),
    },
    message: "does not tag both instances and volumes",
    at: "tagSpecifications",
  }),
  "tags-auto-scaling-group-propagated": rule("autoscaling.Group", {
    title: "Auto Scaling groups must propagate tags to the instances that they launch",
    severity: "low",
    preset: "all",
    onWith: "tags-required",
    why:
      "Without `propagateAtLaunch` a tag stays on the group, while the instances, which cost the money, have none. " +
      "The provider's default tags do not reach groups.",
    equivalents: ["CKV_AWS_153"],
    fix: "Set `propagateAtLaunch: true` on the `tags` of the group, and add tags where it has none.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
    require: { tags: some({ propagateAtLaunch: true }) },
    message: "has no tag with `propagateAtLaunch: true`",
    at: "tags",
  }),
  "tags-ecs-service-propagated": rule("ecs.Service", {
    title: "ECS services must propagate tags to their tasks",
    severity: "low",
    preset: "all",
    onWith: "tags-required",
    why: "Tasks and their network interfaces get no tags by themselves, so their cost has no owner.",
    fix: 'Set `propagateTags: "SERVICE"` (or `"TASK_DEFINITION"`).',
    docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html",
    require: { propagateTags: oneOf("SERVICE", "TASK_DEFINITION") },
  }),
  "tags-instance-volumes-tagged": rule(instanceVolumes, {
    title: "EC2 instances must tag their volumes",
    severity: "low",
    preset: "all",
    onWith: "tags-required",
    why:
      "Tags of an instance do not reach its disks, which outlive it in snapshots and on the bill. " +
      "The provider's default tags reach only devices that the program declares.",
    fix: "Set `volumeTags` on the instance, or `tags` on `rootBlockDevice` and on each of `ebsBlockDevices`.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html",
    check: ({ untagged }, { at }) => untagged.length > 0 && at("volumeTags", `is unset, and no other tags reach ${untagged.join(" and ")}`),
  }),
};
