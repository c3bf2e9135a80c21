import { elasticbeanstalk } from "../../src/rules/aws/elasticbeanstalk.js";
import { anyRes, res, secret, suite, unknown } from "../suite.js";

const variables = "aws:elasticbeanstalk:application:environment";
const web = (...settings: readonly object[]) => [anyRes("aws:elasticbeanstalk/environment:Environment", "web", { settings })];

suite(elasticbeanstalk, {
  "elasticbeanstalk-environment-secret-by-reference": {
    good: [
      res("elasticbeanstalk.Environment", "web", {
        settings: [
          {
            namespace: "aws:elasticbeanstalk:application:environmentsecrets",
            name: "DB_PASSWORD",
            value: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db",
          },
          { namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled", value: "true" },
        ],
      }),
    ],
    ofLiterals: true,
    pass: [
      web({ namespace: `${variables}secrets`, name: "DB_PASSWORD", value: secret("arn:aws:secretsmanager:eu-west-1:1:secret:db") }),
      web({ namespace: variables, name: "STAGE", value: secret("prod") }),
      web({ namespace: variables, name: "DB_PASSWORD", value: "bw9MqLdis87PUHEW" }),
      web({ namespace: "aws:rds:dbinstance", name: "DBPassword", value: secret("bw9MqLdis87PUHEW") }),
    ],
    fail: [
      {
        of: web({ namespace: variables, name: "DB_PASSWORD", value: secret("bw9MqLdis87PUHEW") }),
        message: "expected a reference in the namespace of environment secrets",
      },
    ],
    unknown: [web({ namespace: variables, name: "DB_PASSWORD", value: secret(unknown) })],
  },
});
