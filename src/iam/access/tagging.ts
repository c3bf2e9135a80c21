import { lookupTable } from "../../data/lookup.js";
import { typeOfClass } from "../../model/classes.js";
import type { Resource } from "../../model/resource.js";
import type { Use } from "../conditions/use.js";
import { isEveryResource, names } from "../document/patterns.js";
import { can, mayDo } from "./can.js";
import type { Holder } from "./holder.js";
import { tagsOf } from "./tags.js";

/** The action that sets the tags of a type. */
const taggings: Readonly<Record<string, string>> = lookupTable({
  [typeOfClass("ec2.Instance")]: "ec2:CreateTags",
  [typeOfClass("ec2.LaunchTemplate")]: "ec2:CreateTags",
  [typeOfClass("ecs.Service")]: "ecs:TagResource",
  [typeOfClass("ecs.TaskDefinition")]: "ecs:TagResource",
  [typeOfClass("glue.Job")]: "glue:TagResource",
  [typeOfClass("iam.Policy")]: "iam:TagPolicy",
  [typeOfClass("iam.Role")]: "iam:TagRole",
  [typeOfClass("iam.User")]: "iam:TagUser",
  [typeOfClass("lambda.Function")]: "lambda:TagResource",
  [typeOfClass("sagemaker.NotebookInstance")]: "sagemaker:AddTags",
  [typeOfClass("secretsmanager.Secret")]: "secretsmanager:TagResource",
  [typeOfClass("sfn.StateMachine")]: "states:TagResource",
  [typeOfClass("ssm.Parameter")]: "ssm:AddTagsToResource",
});

/** The tags of what a grant is used on, and whether its holder can choose them: then a condition on them keeps it off nothing. */
export function tagsFor(holder: Holder, target: Resource): Pick<Use, "targetTags" | "choosesTags"> {
  const targetTags = tagsOf(target);
  const action = taggings[target.type];
  if (action === undefined || !mayDo(holder, action)) return { targetTags };
  const reaches = (pattern: string): boolean | undefined => isEveryResource(pattern) || names(pattern, target);
  return { targetTags, choosesTags: can(holder, { action, use: { targetTags }, reaches }).is === "yes" };
}
