import { mwaa } from "../../src/rules/aws/mwaa.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const airflow = (airflowConfigurationOptions: unknown) => [
  anyRes("aws:mwaa/environment:Environment", "flows", { dagS3Path: "dags/", airflowConfigurationOptions }),
];

const log = { enabled: true, logLevel: "INFO" };
const allLogs = { dagProcessingLogs: log, schedulerLogs: log, taskLogs: log, webserverLogs: log, workerLogs: log };

suite(mwaa, {
  "mwaa-environment-secret-by-reference": {
    ofLiterals: true,
    pass: [
      airflow(secret({ "core.default_timezone": "utc", "smtp.smtp_user": "flows" })),
      airflow(secret({ "secrets.backend": "airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend" })),
    ],
    fail: [
      airflow(secret({ "smtp.smtp_password": "bw9MqLdis87PUHEW" })),
      airflow({ "celery.result_backend": secret("db+postgresql://app:bw9MqLdis87PUHEW@db/app") }),
    ],
    unknown: [airflow(secret({ "smtp.smtp_password": unknown }))],
  },
  "mwaa-webserver-private": {
    good: { name: "etl", webserverAccessMode: "PRIVATE_ONLY" },
    pass: [{ name: "etl" }],
    fail: [{ name: "etl", webserverAccessMode: "PUBLIC_ONLY" }],
    unknown: [{ webserverAccessMode: unknown }],
  },
  "mwaa-environment-logs": {
    good: { loggingConfiguration: allLogs },
    pass: [{ loggingConfiguration: { taskLogs: { enabled: true }, dagProcessingLogs: { enabled: true } } }],
    fail: [{ name: "etl" }, { loggingConfiguration: { ...allLogs, taskLogs: { enabled: false } } }],
    unknown: [{ loggingConfiguration: unknown }],
  },
  "mwaa-environment-scheduler-logs": {
    good: { loggingConfiguration: allLogs },
    pass: [{ loggingConfiguration: { schedulerLogs: { enabled: true } } }],
    fail: [{ name: "etl" }, { loggingConfiguration: { ...allLogs, schedulerLogs: { enabled: false } } }],
    unknown: [{ loggingConfiguration: unknown }],
  },
  "mwaa-environment-webserver-logs": {
    good: { loggingConfiguration: allLogs },
    pass: [{ loggingConfiguration: { webserverLogs: { enabled: true } } }],
    fail: [{ name: "etl" }, { loggingConfiguration: { ...allLogs, webserverLogs: { enabled: false } } }],
    unknown: [{ loggingConfiguration: unknown }],
  },
  "mwaa-environment-worker-logs": {
    good: { loggingConfiguration: allLogs },
    pass: [{ loggingConfiguration: { workerLogs: { enabled: true } } }],
    fail: [{ name: "etl" }, { loggingConfiguration: { ...allLogs, workerLogs: { enabled: false } } }],
    unknown: [{ loggingConfiguration: unknown }],
  },
});
