import { rule } from "../../language/rule.js";
import { environmentSettings } from "../../views/wrapped.js";
import { secretFix } from "../helpers/secret-fix.js";

export const elasticbeanstalk = {
  "elasticbeanstalk-environment-secret-by-reference": rule(environmentSettings, {
    title: "Elastic Beanstalk environments must reference secrets instead of containing them",
    severity: "medium",
    fix: secretFix.elasticbeanstalk,
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the environment.",
    docs: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html",
    check: () => "contains a secret, expected a reference in the namespace of environment secrets",
  }),
};
