import { glue } from "../../src/rules/aws/glue.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const job = (inputs: object) => [anyRes("aws:glue/job:Job", "etl", { roleArn: "arn:aws:iam::1:role/etl", ...inputs })];

suite(glue, {
  "glue-job-secret-by-reference": {
    ofLiterals: true,
    pass: [
      job({ defaultArguments: { "--DB_SECRET": secret("prod/db"), "--job-language": "python" } }),
      job({ defaultArguments: secret({ "--TempDir": "s3://bucket/tmp/", "--enable-metrics": "" }) }),
      job({ nonOverridableArguments: { "--DB_PASSWORD": "bw9MqLdis87PUHEW" } }),
    ],
    fail: [
      job({ defaultArguments: { "--DB_PASSWORD": secret("bw9MqLdis87PUHEW") } }),
      job({ nonOverridableArguments: secret({ "--JDBC_URL": "postgresql://etl:bw9MqLdis87PUHEW@db/app" }) }),
    ],
    unknown: [job({ defaultArguments: { "--DB_PASSWORD": secret(unknown) } })],
  },
});
