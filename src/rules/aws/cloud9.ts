import { rule } from "../../language/rule.js";

export const cloud9 = {
  "cloud9-environment-no-ingress": rule("cloud9.EnvironmentEC2", {
    title: "Cloud9 environments must connect through Systems Manager",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:Cloud9InstanceNoIngressSystemsManager"],
    fix: 'Set `connectionType: "CONNECT_SSM"`. This replaces the environment.',
    docs: "https://docs.aws.amazon.com/cloud9/latest/user-guide/ec2-ssm.html",
    require: { connectionType: "CONNECT_SSM" },
  }),
};
