import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { airflowOptions } from "../../views/wrapped.js";

const published = {
  severity: "low",
  preset: "all",
  docs: "https://docs.aws.amazon.com/mwaa/latest/userguide/monitoring-airflow.html",
} as const;

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
    ...published,
    title: "MWAA environments must publish the logs of tasks and of DAG processing",
    equivalents: ["cdk-nag:MWAAAllLoggingInfo"],
    fix: 'Set `enabled: true` and `logLevel: "INFO"` in `dagProcessingLogs` and `taskLogs` of `loggingConfiguration`.',
    require: { loggingConfiguration: { dagProcessingLogs: { enabled: true }, taskLogs: { enabled: true } } },
    message: "does not enable both logs",
    at: "loggingConfiguration",
  }),
  "mwaa-environment-scheduler-logs": rule("mwaa.Environment", {
    ...published,
    title: "MWAA environments must publish the logs of their scheduler to CloudWatch",
    equivalents: ["CKV_AWS_242", "cdk-nag:MWAAAllLoggingInfo"],
    fix: 'Set `enabled: true` and `logLevel: "INFO"` in `loggingConfiguration.schedulerLogs`.',
    require: { loggingConfiguration: { schedulerLogs: { enabled: true } } },
  }),
  "mwaa-environment-webserver-logs": rule("mwaa.Environment", {
    ...published,
    title: "MWAA environments must publish the logs of their web server to CloudWatch",
    equivalents: ["CKV_AWS_244", "cdk-nag:MWAAAllLoggingInfo"],
    fix: 'Set `enabled: true` and `logLevel: "INFO"` in `loggingConfiguration.webserverLogs`.',
    require: { loggingConfiguration: { webserverLogs: { enabled: true } } },
  }),
  "mwaa-environment-worker-logs": rule("mwaa.Environment", {
    ...published,
    title: "MWAA environments must publish the logs of their workers to CloudWatch",
    equivalents: ["CKV_AWS_243", "cdk-nag:MWAAAllLoggingInfo"],
    fix: 'Set `enabled: true` and `logLevel: "INFO"` in `loggingConfiguration.workerLogs`.',
    require: { loggingConfiguration: { workerLogs: { enabled: true } } },
  }),
};
