import { unknownString } from "../../src/model/value.js";
import { batch } from "../../src/rules/aws/batch.js";
import { documentOf, res, secret, suite, unknown } from "../suite.js";

const job = (more: object) => [res("batch.JobDefinition", "job", { type: "container", ...more })];
const text = (value: object) => documentOf(value);

suite(batch, {
  "batch-job-not-privileged": {
    pass: [
      job({ containerProperties: text({ image: "busybox" }) }),
      job({ eksProperties: { podProperties: { containers: [{ image: "busybox", securityContext: { privileged: false } }] } } }),
    ],
    fail: [
      job({ containerProperties: text({ image: "busybox", privileged: true }) }),
      job({ ecsProperties: text({ taskProperties: [{ containers: [{ privileged: false }, { privileged: true }] }] }) }),
      job({ nodeProperties: text({ nodeRangeProperties: [{ container: { privileged: true } }] }) }),
      job({ eksProperties: { podProperties: { containers: [{ image: "busybox", securityContext: { privileged: true } }] } } }),
    ],
    unknown: [
      job({ containerProperties: unknown }),
      job({ containerProperties: text({ privileged: unknownString }) }),
      job({ nodeProperties: text({ nodeRangeProperties: unknownString }) }),
      job({ eksProperties: { podProperties: unknown } }),
    ],
  },
  "batch-job-secret-by-reference": {
    good: [
      res("batch.JobDefinition", "job", {
        type: "container",
        containerProperties: documentOf({
          image: "busybox",
          executionRoleArn: "arn:aws:iam::123456789012:role/job",
          secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db" }],
        }),
      }),
    ],
    ofLiterals: true,
    pass: [
      job({ containerProperties: secret(text({ secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:ssm:eu-west-1:1:parameter/db" }] })) }),
      job({ containerProperties: secret(text({ environment: [{ name: "STAGE", value: "prod" }] })) }),
      job({ containerProperties: text({ environment: [{ name: "DB_PASSWORD", value: "bw9MqLdis87PUHEW" }] }) }),
    ],
    fail: [
      {
        of: job({ containerProperties: secret(text({ environment: [{ name: "DB_PASSWORD", value: "bw9MqLdis87PUHEW" }] })) }),
        message: "contains a secret, expected a reference in `secrets`",
      },
      job({ eksProperties: { podProperties: { containers: [{ envs: [{ name: "DB_PASSWORD", value: secret("bw9MqLdis87PUHEW") }] }] } } }),
    ],
    unknown: [job({ containerProperties: secret(unknown) })],
  },
});
