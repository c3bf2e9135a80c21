import { emr } from "../../src/rules/aws/emr.js";
import { anyRes, secret, suite, unknown } from "../suite.js";

const cluster = (inputs: object) => [anyRes("aws:emr/cluster:Cluster", "spark", { releaseLabel: "emr-7.1.0", ...inputs })];
const site = (properties: object): string => JSON.stringify([{ Classification: "hive-site", Properties: properties }]);
const application = (properties: unknown) => [
  anyRes("aws:emrserverless/application:Application", "spark", {
    type: "spark",
    runtimeConfigurations: [{ classification: "spark-defaults", properties }],
  }),
];

suite(emr, {
  "emr-configuration-secret-by-reference": {
    ofLiterals: true,
    pass: [
      cluster({ configurationsJson: secret(site({ "javax.jdo.option.ConnectionPassword": "EMR.secret@prod/hive" })) }),
      cluster({ configurationsJson: secret(site({ "hive.exec.parallel": "true" })) }),
      application(secret({ "spark.executor.cores": "4" })),
    ],
    fail: [
      cluster({ configurationsJson: secret(site({ "javax.jdo.option.ConnectionPassword": "bw9MqLdis87PUHEW" })) }),
      cluster({ configurations: secret(site({ "javax.jdo.option.ConnectionPassword": "bw9MqLdis87PUHEW" })) }),
      application({ "spark.hadoop.javax.jdo.option.ConnectionPassword": secret("bw9MqLdis87PUHEW") }),
    ],
    unknown: [cluster({ configurationsJson: secret(unknown) })],
  },
});
