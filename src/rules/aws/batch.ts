import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { jobContainers } from "../../views/containers.js";
import { jobVariables } from "../../views/wrapped.js";

export const batch = {
  "batch-job-not-privileged": rule(jobContainers, {
    title: "Containers of Batch jobs are not privileged",
    severity: "high",
    equivalents: ["CKV_AWS_210"],
    fix: "Remove `privileged` from the container's properties.",
    docs: "https://docs.aws.amazon.com/batch/latest/userguide/job_definition_parameters.html",
    require: { privileged: noneOf(true) },
  }),
  "batch-job-secret-by-reference": rule(jobVariables, {
    title: "Batch jobs read their secrets from where they are kept",
    severity: "medium",
    fix: "Move it from `environment` to `secrets: [{ name, valueFrom }]` with the ARN of a Secrets Manager secret or an SSM parameter.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the job definition.",
    docs: "https://docs.aws.amazon.com/batch/latest/userguide/specifying-sensitive-data.html",
    check: () => "holds a secret itself, must name it by `secrets` and `valueFrom`",
  }),
};
