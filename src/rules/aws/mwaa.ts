import { rule } from "../../language/rule.js";
import { airflowOptions } from "../../views/wrapped.js";

export const mwaa = {
  "mwaa-environment-secret-by-reference": rule(airflowOptions, {
    title: "MWAA environments must read their secrets from Secrets Manager",
    severity: "medium",
    fix: "Set `secrets.backend` to the Secrets Manager backend of Airflow, and store the value there.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the environment, and to the users of Airflow.",
    docs: "https://docs.aws.amazon.com/mwaa/latest/userguide/connections-secrets-manager.html",
    check: () => "holds the secret itself, expected a secret of the secrets backend",
  }),
};
