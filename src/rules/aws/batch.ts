import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { jobContainers } from "../../views/containers.js";
import { jobVariables } from "../../views/wrapped.js";
import { secretFix } from "../helpers/secret-fix.js";

export const batch = {
  "batch-job-not-privileged": rule(jobContainers, {
    title: "Batch job containers must not be privileged",
    severity: "high",
    equivalents: ["CKV_AWS_210"],
    fix: "Remove `privileged` from the properties of the container.",
    docs: "https://docs.aws.amazon.com/batch/latest/userguide/job_definition_parameters.html",
    require: { privileged: noneOf(true) },
  }),
  "batch-job-secret-by-reference": rule(jobVariables, {
    title: "Batch jobs must reference secrets instead of containing them",
    severity: "medium",
    fix: secretFix.container,
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the job definition.",
    docs: "https://docs.aws.amazon.com/batch/latest/userguide/specifying-sensitive-data.html",
    check: () => "contains a secret, expected a reference in `secrets`",
  }),
};
