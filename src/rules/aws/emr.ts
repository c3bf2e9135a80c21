import { rule } from "../../language/rule.js";
import { clusterConfigurations } from "../../views/wrapped.js";

export const emr = {
  "emr-configuration-secret-by-reference": rule(clusterConfigurations, {
    title: "EMR configurations must name their secrets in Secrets Manager",
    severity: "medium",
    fix: "Set the value to `EMR.secret@SECRET_ID`, the name or ARN of a Secrets Manager secret.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the cluster or the application.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/storing-sensitive-data.html",
    check: () => "holds the secret itself, expected `EMR.secret@SECRET_ID`",
  }),
};
