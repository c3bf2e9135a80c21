import { absent, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { clusterGroups } from "../../views/cluster-groups.js";
import { exposed } from "../helpers/exposed.js";

export const emrAccess = {
  "emr-cluster-authentication": rule("emr.Cluster", {
    title: "EMR clusters must authenticate by a key pair or Kerberos",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:EMRAuthEC2KeyPairOrKerberos"],
    fix: "Set `kerberosAttributes`, or `keyName` in `ec2Attributes`.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-ssh.html",
    when: { kerberosAttributes: absent },
    require: { ec2Attributes: { keyName: present } },
  }),
  "emr-cluster-kerberos": rule("emr.Cluster", {
    title: "EMR clusters must use Kerberos",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_114", "cdk-nag:EMRKerberosEnabled"],
    fix: "Set `kerberosAttributes` with a `realm`, and a `securityConfiguration` that has Kerberos.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-kerberos.html",
    require: { kerberosAttributes: { realm: present } },
  }),
  "emr-cluster-security-groups-not-public": rule(clusterGroups, {
    title: "EMR clusters must not have security groups that are open to the internet",
    severity: "high",
    controls: { iso27001: "A.8.1" },
    equivalents: ["CKV2_AWS_7"],
    fix: "Replace the open range of the security group with the CIDR of your network.",
    docs: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-security-groups.html",
    check: ({ path }) => exposed(path, "has a security group that lets the internet in"),
  }),
};
