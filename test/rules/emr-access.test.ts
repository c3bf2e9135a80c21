import { emrAccess } from "../../src/rules/aws/emr-access.js";
import { ref, res, secret, suite, unknown } from "../suite.js";

const cluster = (ec2Attributes: object) => ({ releaseLabel: "emr-7.0.0", serviceRole: "r", ec2Attributes: ec2Attributes as never });
const groupOf = (cidr: string) => [
  res("ec2.SecurityGroup", "master", { ingress: [{ protocol: "tcp", fromPort: 8088, toPort: 8088, cidrBlocks: [cidr] }] }),
  res("emr.Cluster", "spark", cluster({ instanceProfile: "p", emrManagedMasterSecurityGroup: ref("master") })),
];

suite(emrAccess, {
  "emr-cluster-authentication": {
    pass: [cluster({ instanceProfile: "p", keyName: "k" })],
    fail: [cluster({ instanceProfile: "p" })],
    unknown: [cluster(unknown)],
  },
  "emr-cluster-kerberos": {
    pass: [{ ...cluster({}), kerberosAttributes: { realm: "EC2.INTERNAL", kdcAdminPassword: secret("x") } }],
    fail: [cluster({ instanceProfile: "p" })],
  },
  "emr-cluster-security-groups-not-public": {
    pass: [groupOf("10.0.0.0/8")],
    fail: [groupOf("0.0.0.0/0")],
    unknown: [groupOf(unknown)],
  },
});
