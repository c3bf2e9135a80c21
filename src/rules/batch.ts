import { noneOf } from "../pattern.js";
import { rule } from "../rule.js";
import { jobContainers } from "../views/containers.js";

export const batch = {
  "batch-job-not-privileged": rule(jobContainers, {
    title: "Containers of Batch jobs are not privileged",
    severity: "high",
    equivalents: ["CKV_AWS_210"],
    fix: "Remove `privileged` from the container's properties.",
    docs: "https://docs.aws.amazon.com/batch/latest/userguide/job_definition_parameters.html",
    require: { privileged: noneOf(true) },
  }),
};
