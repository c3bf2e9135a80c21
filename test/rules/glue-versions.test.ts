import { glueVersions } from "../../src/rules/aws/glue-versions.js";
import { suite, unknown } from "../suite.js";

const job = (glueVersion: unknown) => ({
  roleArn: "r",
  glueVersion: glueVersion as never,
  command: { name: "glueetl", scriptLocation: "s3://b/s.py" },
});

suite(glueVersions, {
  "glue-connection-ssl": {
    pass: [{ connectionProperties: { JDBC_ENFORCE_SSL: "true" } }, { connectionType: "NETWORK" }],
    fail: [{ connectionProperties: { JDBC_CONNECTION_URL: "jdbc:postgresql://db/orders" } }],
    unknown: [{ connectionProperties: unknown }],
  },
  "glue-job-supported-version": {
    pass: [job("5.0")],
    fail: [job("2.0"), job("0.9")],
    unknown: [job(unknown)],
  },
});
