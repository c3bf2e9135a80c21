import { rule } from "../../language/rule.js";
import { environmentSettings } from "../../views/wrapped.js";

export const elasticbeanstalk = {
  "elasticbeanstalk-environment-secret-by-reference": rule(environmentSettings, {
    title: "Elastic Beanstalk environments read their secrets from where they are kept",
    severity: "medium",
    fix: 'Use the namespace "aws:elasticbeanstalk:application:environmentsecrets", with the ARN of a secret or an SSM parameter as `value`.',
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the environment.",
    docs: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html",
    check: () => "holds a secret itself, must name it by the namespace of environment secrets",
  }),
};
