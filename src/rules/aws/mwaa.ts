import { noneOf } from "../../language/pattern.js";
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
  "mwaa-webserver-private": rule("mwaa.Environment", {
    title: "MWAA environments must have a private web server",
    severity: "high",
    preset: "all",
    equivalents: ["CKV2_AWS_66"],
    fix: 'Set `webserverAccessMode: "PRIVATE_ONLY"`, and reach the web server by a VPN or an endpoint.',
    docs: "https://docs.aws.amazon.com/mwaa/latest/userguide/configuring-networking.html",
    require: { webserverAccessMode: noneOf("PUBLIC_ONLY") },
  }),
  "mwaa-environment-logs": rule("mwaa.Environment", {
    title: "MWAA environments must publish all their logs to CloudWatch",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_242", "cdk-nag:MWAAAllLoggingInfo", "CKV_AWS_244", "CKV_AWS_243"],
    fix: 'Set `enabled: true` and `logLevel: "INFO"` in `dagProcessingLogs`, `schedulerLogs`, `taskLogs`, `webserverLogs` and `workerLogs` of `loggingConfiguration`.',
    docs: "https://docs.aws.amazon.com/mwaa/latest/userguide/monitoring-airflow.html",
    require: {
      loggingConfiguration: {
        dagProcessingLogs: { enabled: true },
        schedulerLogs: { enabled: true },
        taskLogs: { enabled: true },
        webserverLogs: { enabled: true },
        workerLogs: { enabled: true },
      },
    },
    message: "does not enable all five logs",
    at: "loggingConfiguration",
  }),
};
