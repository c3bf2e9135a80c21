import { rule } from "../../language/rule.js";
import { jobArguments } from "../../views/wrapped.js";

export const glue = {
  "glue-job-secret-by-reference": rule(jobArguments, {
    title: "Glue jobs must read their secrets from Secrets Manager",
    severity: "medium",
    fix: "Pass the name of a Secrets Manager secret or of a Glue connection, and let the script read it.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the job or its runs.",
    docs: "https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html",
    check: () => "holds the secret itself, expected the name of a secret",
  }),
};
