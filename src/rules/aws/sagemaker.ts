import { rule } from "../../language/rule.js";
import { modelVariables } from "../../views/wrapped.js";

export const sagemaker = {
  "sagemaker-model-secret-by-reference": rule(modelVariables, {
    title: "SageMaker models must read their secrets from Secrets Manager",
    severity: "medium",
    fix: "Pass the ARN of a Secrets Manager secret, and let the container read it with the model's role.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the model.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
    check: () => "holds the secret itself, expected the ARN of a secret",
  }),
};
