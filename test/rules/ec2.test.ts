import { ec2 } from "../../src/rules/aws/ec2.js";
import { anyRes, ref, res, secret, suite, unknown } from "../suite.js";
import { instanceCases } from "./ec2-instances.js";

const tcp = (port: number, to = port) => ({ protocol: "tcp", fromPort: port, toPort: to });
const ssh = tcp(22);
const world = { ...ssh, cidrBlocks: ["0.0.0.0/0"] };
const group = (...ingress: readonly object[]) => [res("ec2.SecurityGroup", "group", { ingress })];
const rule = (more: object) => [res("ec2.SecurityGroupRule", "rule", { type: "ingress", securityGroupId: "sg-1", ...ssh, ...more })];
const ingressRule = (more: object) => [res("vpc.SecurityGroupIngressRule", "rule", { securityGroupId: "sg-1", ...more })];
const acl = (...ingress: readonly object[]) => [res("ec2.NetworkAcl", "acl", { vpcId: "vpc-1", ingress })];
const allow = (ruleNo: number, port: number, to = port) => ({ ruleNo, action: "allow", cidrBlock: "0.0.0.0/0", ...tcp(port, to) });
const deny = (ruleNo: number, port: number, to = port) => ({ ...allow(ruleNo, port, to), action: "deny" });
const everything = { ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0", protocol: "-1", fromPort: 0, toPort: 0 };
const denyAll = (ruleNo: number, cidrBlock: string) => ({ ...everything, ruleNo, action: "deny", cidrBlock });
const slashEights = (count: number) => Array.from({ length: count }, (_, i) => ({ ...allow(i + 2, 22), cidrBlock: `${i + 1}.0.0.0/8` }));
const aclRule = (name: string, ruleNumber: number, ruleAction: string, more = {}) =>
  res("ec2.NetworkAclRule", name, { networkAclId: "acl-1", ruleNumber, ruleAction, cidrBlock: "0.0.0.0/0", ...tcp(20, 25), ...more });
const vpc = res("ec2.Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
const closed = res("ec2.DefaultSecurityGroup", "default", {}, { outputs: { id: "sg-default" } });
const cluster = res("eks.Cluster", "cluster", {});
const defaultRule = (securityGroupId: string, more = {}) =>
  res("ec2.SecurityGroupRule", "rule", { type: "ingress", securityGroupId, protocol: "-1", fromPort: 0, toPort: 0, ...more });
const instance = (inputs: Parameters<typeof res<"ec2.Instance">>[2], outputs = {}) => [res("ec2.Instance", "it", inputs, { outputs })];
const configuration = (inputs: Parameters<typeof res<"ec2.LaunchConfiguration">>[2], outputs = {}) => [
  res("ec2.LaunchConfiguration", "it", inputs, { outputs }),
];
const template = (...blockDeviceMappings: readonly object[]) => [res("ec2.LaunchTemplate", "it", { blockDeviceMappings })];
const byDefault = res("ebs.EncryptionByDefault", "default", { enabled: true });

const start = "#!/bin/bash\nexport DB_PASSWORD=bw9MqLdis87PUHEW\n";

suite(ec2, {
  ...instanceCases,
  "ec2-instance-volumes-encrypted": {
    good: [
      res("ec2.Instance", "it", { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }] }),
    ],
    pass: [
      instance({ rootBlockDevice: { encrypted: true } }),
      instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }] }),
      instance({ launchTemplate: { id: "lt-1" } }),
      instance({}, { rootBlockDevice: { encrypted: true } }),
      instance(
        { ebsBlockDevices: [{ deviceName: "/dev/sdf", snapshotId: "snap-1" }] },
        { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }] },
      ),
      [...instance({ ami: ref("image"), rootBlockDevice: { volumeSize: 9 } }), res("ec2.AmiCopy", "image", { encrypted: true })],
      [...instance({ ebsBlockDevices: [{ deviceName: "/dev/sdf" }] }), byDefault],
    ],
    fail: [
      instance({}),
      instance({ ami: "ami-1", rootBlockDevice: { volumeSize: 50 } }),
      instance({
        rootBlockDevice: { encrypted: true },
        ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }, { deviceName: "/dev/sdg" }],
      }),
      instance({ launchTemplate: { id: "lt-1" }, rootBlockDevice: { encrypted: false } }),
      instance({ launchTemplate: { id: "lt-1" }, ebsBlockDevices: [{ deviceName: "/dev/sdg" }] }),
      instance({}, { rootBlockDevice: { encrypted: false } }),
      [...instance({ ami: ref("image"), rootBlockDevice: { encrypted: false } }), res("ec2.AmiCopy", "image", { encrypted: true })],
    ],
    unknown: [
      instance({ rootBlockDevice: unknown }),
      instance({ rootBlockDevice: { encrypted: unknown } }),
      instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: unknown }),
      instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf", snapshotId: "snap-1" }] }),
      [...instance({ ami: ref("image") }), res("ec2.AmiFromInstance", "image", { sourceInstanceId: "i-1" })],
    ],
  },
  "ec2-launch-configuration-volumes-encrypted": {
    good: [
      res("ec2.LaunchConfiguration", "it", {
        rootBlockDevice: { encrypted: true },
        ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }],
      }),
    ],
    pass: [
      configuration({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf", noDevice: true }] }),
      configuration({}, { rootBlockDevice: { encrypted: true } }),
      [...configuration({ imageId: ref("image") }), res("ec2.AmiCopy", "image", { encrypted: true })],
      [...configuration({}), byDefault],
    ],
    fail: [configuration({}), configuration({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf" }] })],
    unknown: [
      configuration({ rootBlockDevice: { encrypted: unknown } }),
      configuration({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf", snapshotId: "snap-1" }] }),
    ],
  },
  "ec2-launch-template-volumes-encrypted": {
    good: [res("ec2.LaunchTemplate", "it", { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }] })],
    pass: [
      template({ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }, { deviceName: "/dev/sdb", virtualName: "ephemeral0" }),
      template({ deviceName: "/dev/xvda", ebs: { encrypted: "1" } }),
      [res("ec2.LaunchTemplate", "it", { imageId: ref("image") }), res("ec2.AmiCopy", "image", { encrypted: true })],
      [
        res("ec2.LaunchTemplate", "it", {
          imageId: ref("image"),
          blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 9 } }],
        }),
        res("ec2.AmiCopy", "image", { encrypted: true }),
      ],
      [...template({ deviceName: "/dev/xvda", ebs: { volumeSize: 20 } }), byDefault],
      [...template(), byDefault],
    ],
    fail: [
      template(),
      template({ deviceName: "/dev/xvda", ebs: { volumeSize: 20 } }),
      template({ deviceName: "/dev/sdf", ebs: { snapshotId: "snap-1", encrypted: "false" } }),
      [
        res("ec2.LaunchTemplate", "it", {
          imageId: ref("image"),
          blockDeviceMappings: [{ deviceName: "/dev/sdf", ebs: { volumeSize: 9 } }],
        }),
        res("ec2.AmiCopy", "image", { encrypted: true }),
      ],
    ],
    unknown: [
      [res("ec2.LaunchTemplate", "it", { blockDeviceMappings: unknown })],
      template({ ebs: { encrypted: unknown } }),
      template({ deviceName: "/dev/sdf", ebs: { snapshotId: "snap-1", volumeSize: 20 } }),
      template({ deviceName: "/dev/sdf", ebs: { snapshotId: unknown } }),
    ],
  },
  "ec2-user-data-secret-by-reference": {
    good: [
      res("ec2.Instance", "host", {
        userData:
          "#!/bin/bash\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id prod/db --query SecretString --output text)\nexec /opt/shop/start",
        iamInstanceProfile: "shop",
      }),
    ],
    ofLiterals: true,
    pass: [
      [res("ec2.Instance", "host", { userData: secret("#!/bin/bash\nexport STAGE=prod\n") })],
      [res("ec2.Instance", "host", { userData: secret("export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)") })],
      // in plaintext it is a leak, which another rule tells
      [res("ec2.Instance", "host", { userData: start })],
      [res("ec2.Instance", "host", { userData: unknown })],
      [res("ec2.LaunchTemplate", "host", { name: secret("export DB_PASSWORD=bw9MqLdis87PUHEW") })],
    ],
    fail: [
      { of: [res("ec2.Instance", "host", { userData: secret(start) })], message: "contains a secret, expected a script that reads it" },
      [res("ec2.Instance", "host", { userDataBase64: secret(Buffer.from(start).toString("base64")) })],
      [res("ec2.LaunchTemplate", "host", { userData: secret(Buffer.from(start).toString("base64")) })],
      [res("ec2.LaunchConfiguration", "host", { imageId: "ami-1", instanceType: "t3.micro", userData: secret(start) })],
      [res("ec2.SpotInstanceRequest", "host", { userData: secret(start) })],
      [anyRes("aws:ec2/spotFleetRequest:SpotFleetRequest", "fleet", { launchSpecifications: [{ ami: "a" }, { userData: secret(start) }] })],
      [anyRes("aws:lightsail/instance:Instance", "host", { userData: secret(start) })],
    ],
    unknown: [[res("ec2.Instance", "host", { userData: secret(unknown) })]],
  },
  "ec2-instance-monitored": { pass: [{ monitoring: true }], fail: [{}, { monitoring: false }], unknown: [{ monitoring: unknown }] },
  "ec2-security-group-no-open-admin-port": {
    good: [res("ec2.SecurityGroup", "group", { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["203.0.113.7/32"] }] })],
    pass: [
      group(),
      group({ ...ssh, cidrBlocks: ["10.0.0.0/8", "203.0.113.7/32"] }),
      group({ ...tcp(443), cidrBlocks: ["0.0.0.0/0"] }),
      group({ ...world, protocol: "udp" }),
      group({ protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] }),
      rule({ sourceSecurityGroupId: "sg-2" }),
      rule({ type: "egress", cidrBlocks: ["0.0.0.0/0"] }),
      rule({ prefixListIds: ["pl-1"] }),
      ingressRule({ ipProtocol: "-1", cidrIpv4: "10.0.0.0/16" }),
    ],
    fail: [
      { of: group(world), message: "to the internet (" },
      group({ ...ssh, cidrBlocks: [unknown] }, world),
      group({ ...ssh, cidrBlocks: [unknown, "0.0.0.0/0"] }),
      group({ ...tcp(0, 65535), cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }),
      group({ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"], self: true, prefixListIds: ["pl-1"] }),
      group({ protocol: "6", fromPort: 3000, toPort: 4000, cidrBlocks: ["0.0.0.0/0"] }),
      group({ protocol: "udp", fromPort: 3389, toPort: 3389, cidrBlocks: ["0.0.0.0/0"] }),
      rule({ cidrBlocks: ["192.168.0.0/16", "0.0.0.0/0"] }),
      ingressRule({ ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }),
      ingressRule({ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv6: "2000::/3" }),
      { of: group({ ...tcp(8022), cidrBlocks: ["0.0.0.0/0"] }), options: { ports: [8022] } },
      [res("ec2.DefaultSecurityGroup", "default", { ingress: [world] })],
    ],
    unknown: [
      [res("ec2.SecurityGroup", "group", { ingress: unknown })],
      group({ ...ssh, cidrBlocks: unknown }),
      group({ ...world, fromPort: unknown }),
      rule({ type: unknown, cidrBlocks: ["0.0.0.0/0"] }),
      ingressRule({ ipProtocol: unknown, cidrIpv4: "0.0.0.0/0" }),
    ],
  },
  "ec2-security-group-no-open-database-port": {
    good: [
      res("ec2.SecurityGroup", "group", { ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [ref("app")] }] }),
      res("ec2.SecurityGroup", "app", {}),
    ],
    pass: [group(world), group({ ...tcp(5432), cidrBlocks: ["10.0.0.0/8"] }), group({ ...tcp(5432), securityGroups: ["sg-2"] })],
    fail: [
      { of: group({ ...tcp(5432), cidrBlocks: ["0.0.0.0/0"] }), message: "to the internet (" },
      group({ protocol: "all", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] }),
      group({ protocol: "17", fromPort: 11211, toPort: 11211, cidrBlocks: ["0.0.0.0/0"] }),
      ingressRule({ ipProtocol: "tcp", fromPort: 6379, toPort: 6379, cidrIpv4: "0.0.0.0/0" }),
    ],
    unknown: [group({ ...tcp(5432), cidrBlocks: unknown })],
  },
  "ec2-security-group-no-open-all-ports": {
    good: [res("ec2.SecurityGroup", "group", { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] })],
    pass: [
      group(world),
      group({ protocol: "-1", fromPort: 0, toPort: 0, self: true }),
      group({ ...tcp(1024, 65535), cidrBlocks: ["0.0.0.0/0"] }),
    ],
    fail: [
      { of: group({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }), message: "opens every port to the internet (" },
      group({ ...tcp(0, 65535), cidrBlocks: ["0.0.0.0/0"] }),
      rule({ ...tcp(-1), cidrBlocks: ["0.0.0.0/0"] }),
      ingressRule({ ipProtocol: "-1", cidrIpv6: "::/0" }),
    ],
    unknown: [group({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: unknown })],
  },
  "ec2-security-group-no-open-high-risk-port": {
    good: [res("ec2.SecurityGroup", "group", { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] })],
    pass: [
      group({ ...tcp(443), cidrBlocks: ["0.0.0.0/0"] }),
      group({ ...tcp(8080), cidrBlocks: ["10.0.0.0/8"] }),
      group({ ...tcp(8443), cidrBlocks: ["0.0.0.0/0"] }),
    ],
    fail: [group({ ...tcp(8080), cidrBlocks: ["0.0.0.0/0"] }), group({ ...tcp(5500, 5600), ipv6CidrBlocks: ["::/0"] })],
    unknown: [group({ ...tcp(8080), cidrBlocks: unknown })],
  },
  "ec2-security-group-only-web-ports-open": {
    bad: [res("ec2.SecurityGroup", "group", { ingress: [{ protocol: "tcp", fromPort: 8080, toPort: 8080, cidrBlocks: ["0.0.0.0/0"] }] })],
    pass: [
      group({ ...tcp(443), cidrBlocks: ["0.0.0.0/0"] }, { ...tcp(80), cidrBlocks: ["0.0.0.0/0"] }),
      group({ ...tcp(8080), cidrBlocks: ["10.0.0.0/8"] }),
      { of: group({ ...tcp(25), cidrBlocks: ["0.0.0.0/0"] }), options: { ports: [25] } },
    ],
    fail: [
      { of: group({ ...tcp(80, 443), cidrBlocks: ["0.0.0.0/0"] }), message: "to the internet (" },
      group({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
    ],
    unknown: [group({ ...tcp(8080), cidrBlocks: unknown })],
  },
  "ec2-default-security-group-closed": {
    good: [res("ec2.DefaultSecurityGroup", "default", { vpcId: "vpc-1" })],
    pass: [
      [closed],
      [res("ec2.DefaultSecurityGroup", "default", { ingress: [], egress: [] })],
      [closed, defaultRule("other"), res("ec2.SecurityGroup", "group", {}), defaultRule(ref("group"))],
      [vpc, defaultRule("sg-1")],
      [vpc, defaultRule(ref("vpc", "defaultSecurityGroupId"), { type: "egress" })],
      [closed, cluster, defaultRule(ref("cluster"))],
      [res("ec2.Vpc", "vpc", {}, { outputs: { defaultSecurityGroupId: "sg-0" } }), defaultRule("sg-1")],
    ],
    fail: [
      [res("ec2.DefaultSecurityGroup", "default", { ingress: [{ protocol: "-1", self: true, fromPort: 0, toPort: 0 }] })],
      [res("ec2.DefaultSecurityGroup", "default", { egress: [{ protocol: "-1", fromPort: 0, toPort: 0 }] })],
      [closed, defaultRule(ref("default"))],
      [closed, defaultRule("sg-default")],
      [closed, defaultRule(ref("default"), { type: "egress" })],
      [closed, res("vpc.SecurityGroupIngressRule", "in", { securityGroupId: ref("default"), ipProtocol: "tcp", cidrIpv4: "10.0.0.0/8" })],
      [closed, res("vpc.SecurityGroupEgressRule", "out", { securityGroupId: ref("default"), ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" })],
      [vpc, res("ec2.DefaultSecurityGroup", "default", { vpcId: ref("vpc") }), defaultRule(ref("vpc", "defaultSecurityGroupId"))],
      [vpc, defaultRule(ref("vpc", "defaultSecurityGroupId"))],
      [res("ec2.Vpc", "vpc", {}, { outputs: { defaultSecurityGroupId: "sg-0" } }), defaultRule("sg-0")],
      [res("ec2.DefaultVpc", "vpc", {}), defaultRule(ref("vpc", "defaultSecurityGroupId"))],
    ],
    unknown: [[res("ec2.DefaultSecurityGroup", "default", { ingress: unknown })], [closed, defaultRule(unknown)]],
  },
  "ec2-vpc-default-security-group-managed": {
    pass: [[vpc, res("ec2.DefaultSecurityGroup", "default", { vpcId: ref("vpc") })]],
    fail: [[vpc], [vpc, res("ec2.SecurityGroup", "group", { vpcId: ref("vpc") })], [res("ec2.DefaultVpc", "default", {})]],
    unknown: [[vpc, res("ec2.DefaultSecurityGroup", "default", { vpcId: unknown })]],
  },
  "ec2-vpc-flow-logs": {
    good: [
      res("ec2.Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
      res("ec2.FlowLog", "log", {
        vpcId: ref("vpc"),
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::acme-flow-logs",
      }),
    ],
    pass: [
      [vpc, res("ec2.FlowLog", "log", { vpcId: ref("vpc"), trafficType: "ALL" })],
      [vpc, res("ec2.FlowLog", "log", { vpcId: ref("vpc"), trafficType: "REJECT" })],
      [res("ec2.DefaultVpc", "default", {}), res("ec2.FlowLog", "log", { vpcId: ref("default"), trafficType: "ALL" })],
    ],
    fail: [
      [vpc],
      [vpc, res("ec2.FlowLog", "log", { subnetId: "subnet-1" })],
      [vpc, res("ec2.FlowLog", "log", { vpcId: ref("vpc"), trafficType: "ACCEPT" })],
      [res("ec2.DefaultVpc", "default", {})],
    ],
    unknown: [
      [vpc, res("ec2.FlowLog", "log", { vpcId: unknown })],
      [vpc, res("ec2.FlowLog", "log", { vpcId: ref("vpc"), trafficType: unknown })],
    ],
  },
  "ec2-default-subnet-no-auto-public-ip": {
    good: { availabilityZone: "eu-west-1a", mapPublicIpOnLaunch: false },
    pass: [{ mapPublicIpOnLaunch: false }, [res("ec2.DefaultSubnet", "a", {}, { outputs: { mapPublicIpOnLaunch: false } })]],
    fail: [{ availabilityZone: "eu-west-1a" }, { mapPublicIpOnLaunch: true }],
    unknown: [{ mapPublicIpOnLaunch: unknown }],
  },
  "ec2-subnet-no-auto-public-ip": {
    pass: [{}, { mapPublicIpOnLaunch: false }],
    fail: [{ mapPublicIpOnLaunch: true }],
    unknown: [{ mapPublicIpOnLaunch: unknown }],
  },
  "ec2-network-acl-no-open-admin-port": {
    good: [
      res("ec2.NetworkAcl", "acl", {
        vpcId: "vpc-1",
        ingress: [
          { ruleNo: 10, action: "allow", cidrBlock: "203.0.113.0/24", protocol: "tcp", fromPort: 22, toPort: 22 },
          { ruleNo: 20, action: "allow", cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 443, toPort: 443 },
        ],
      }),
    ],
    pass: [
      acl(deny(10, 22), deny(20, 3389), everything),
      acl(everything, deny(20, 22, 3389)),
      acl({ ...allow(10, 22), cidrBlock: "10.0.0.0/8" }),
      [aclRule("first", 10, "deny"), aclRule("second", 20, "allow")],
      [aclRule("out", 20, "allow", { egress: true })],
      acl({ ...deny(10, 22), action: "DENY" }, { ...deny(20, 3389), action: "Deny", protocol: "06" }, everything),
      acl({ ...deny(20, 0), action: "deny", protocol: "ALL" }, { ...everything, action: "Allow" }),
      acl({ ...deny(20, 22, 3389), ruleNo: "20" }, { ...everything, ruleNo: "100" }),
      [aclRule("first", 10, "Deny", { protocol: "-1" }), aclRule("second", 20, "ALLOW", { protocol: "6" })],
      [aclRule("out", 20, "allow", { egress: "True" })],
      acl({ ...allow(10, 22), protocol: "17" }),
      // Denied by several entries together; wide only in what others deny; too narrow together.
      acl(denyAll(10, "0.0.0.0/1"), denyAll(20, "128.0.0.0/1"), everything),
      acl(denyAll(10, "0.0.0.0/1"), denyAll(20, "128.0.0.0/2"), denyAll(30, "192.0.0.0/3"), everything),
      acl(...slashEights(10)),
      acl(denyAll(1, "0.0.0.0/0"), ...slashEights(18)),
    ],
    fail: [
      { of: acl(allow(10, 22)), message: "to the internet (" },
      acl(deny(110, 22), everything),
      acl(deny(10, 22), everything),
      acl(allow(10, 0, 65535)),
      acl({ ...deny(10, 22, 3389), cidrBlock: "10.0.0.0/8" }, everything),
      acl({ ...allow(10, 22), cidrBlock: undefined, ipv6CidrBlock: "::/0" }),
      [aclRule("only", 20, "allow")],
      [aclRule("first", 10, "deny", { networkAclId: "acl-2" }), aclRule("second", 20, "allow")],
      acl({ ...allow(10, 22), action: "ALLOW", protocol: "TCP" }),
      acl({ ...allow(10, 22), protocol: "+6" }),
      acl({ ...everything, protocol: "All" }),
      acl({ ...deny(20, 22, 3389), protocol: "UDP" }, everything),
      acl({ ...allow(10, 22), cidrBlock: undefined, ipv6CidrBlock: "0::/0" }),
      acl(denyAll(10, "0.0.0.0/1"), everything),
      acl(...slashEights(18)),
      slashEights(18).map(({ cidrBlock, ruleNo }) => aclRule(`at-${ruleNo}`, ruleNo, "allow", { cidrBlock, protocol: "6" })),
      acl(deny(10, 80), ...slashEights(18)),
    ],
    unknown: [
      acl({ ...allow(10, 22), cidrBlock: unknown }),
      acl({ ...deny(10, 22, 3389), ruleNo: unknown }, everything),
      acl({ ...allow(10, 22), action: unknown }),
    ],
  },
  "ec2-network-acl-no-open-ftp": {
    good: [
      res("ec2.NetworkAcl", "acl", {
        vpcId: "vpc-1",
        ingress: [{ ruleNo: 10, action: "allow", cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 443, toPort: 443 }],
      }),
    ],
    pass: [acl(allow(10, 22)), acl(deny(10, 20, 21), everything)],
    fail: [{ of: acl(allow(10, 21)), message: "to the internet (" }, acl(everything)],
    unknown: [acl({ ...allow(10, 21), toPort: unknown })],
  },
  "ec2-ami-not-public": {
    pass: [
      { imageId: "ami-1", accountId: "123456789012" },
      { imageId: "ami-1", organizationArn: "arn:aws:organizations::123456789012:organization/o-1" },
    ],
    fail: [{ imageId: "ami-1", group: "all" }],
    unknown: [{ imageId: "ami-1", group: unknown }],
  },
  "ec2-ami-public-access-blocked": {
    pass: [{ state: "block-new-sharing" }],
    fail: [{ state: "unblocked" }],
    unknown: [{ state: unknown }],
  },
});
