import { absent, atMost, both, either, empty, every, except, noneOf, present, unless, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { defaultGroups } from "../../views/default-groups.js";
import { ingress } from "../../views/ingress.js";
import { instanceMetadata, launchConfigurationMetadata, launchTemplateMetadata } from "../../views/metadata-defaults.js";
import { aclEntries } from "../../views/network-acls.js";
import { instanceEncryption, launchConfigurationEncryption, launchTemplateEncryption } from "../../views/volume-encryption.js";
import { userData } from "../../views/wrapped.js";
import { openedBy } from "../helpers/default-group.js";
import { admits, everyPort, first, openTo, portsAmong, portsBeside } from "../helpers/ports.js";
import { secretFix } from "../helpers/secret-fix.js";

const databasePorts = [1433, 1521, 2379, 3306, 5432, 5439, 5984, 6379, 7000, 8086, 9042, 9092, 9200, 9300, 11211, 27017, 50000];
const databasePortsOfUdp = [1434, 11211];

export const ec2 = {
  "ec2-instance-imdsv2": rule(instanceMetadata, {
    title: "EC2 instances must require IMDSv2 for instance metadata",
    severity: "medium",
    controls: { fsbp: "EC2.8", cis: "5.6", nist: ["AC-3", "AC-6", "AC-4(28)"], pci: "8.2.8", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_79", "AVD-AWS-0028", "cdk-nag:EC2IMDSv2Enabled"],
    fix: 'Set `metadataOptions: { httpTokens: "required" }`.',
    why: "An `ec2.InstanceMetadataDefaults` of the stack counts for all instances of its region that say nothing else.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
    when: except(either({ launchTemplate: present, metadataOptions: absent }, { metadataOptions: { httpEndpoint: "disabled" } })),
    require: { metadataOptions: { httpTokens: "required" } },
    remediate: true,
  }),
  "ec2-launch-template-imdsv2": rule(launchTemplateMetadata, {
    title: "EC2 launch templates must require IMDSv2 for instance metadata",
    severity: "medium",
    controls: { fsbp: "EC2.170", nist: ["AC-3", "AC-6", "AC-4(28)"], pci: "8.2.8", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_79", "AVD-AWS-0130", "cdk-nag:EC2IMDSv2Enabled"],
    fix: 'Set `metadataOptions: { httpTokens: "required" }`.',
    why: "An `ec2.InstanceMetadataDefaults` of the stack counts for all instances of its region that say nothing else.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
    when: { metadataOptions: { httpEndpoint: noneOf("disabled") } },
    require: { metadataOptions: { httpTokens: "required" } },
  }),
  "ec2-launch-configuration-imdsv2": rule(launchConfigurationMetadata, {
    formerly: ["ec2-launch-template-imdsv2"],
    title: "EC2 launch configurations must require IMDSv2 for instance metadata",
    severity: "medium",
    controls: { fsbp: "AutoScaling.3", nist: ["AC-3", "AC-6", "AC-4(28)"], pci: "8.2.8", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_79", "AVD-AWS-0130", "cdk-nag:EC2IMDSv2Enabled"],
    fix: 'Set `metadataOptions: { httpTokens: "required" }`.',
    why: "An `ec2.InstanceMetadataDefaults` of the stack counts for all instances of its region that say nothing else.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-config.html",
    when: { metadataOptions: { httpEndpoint: noneOf("disabled") } },
    require: { metadataOptions: { httpTokens: "required" } },
  }),
  "ec2-launch-template-hop-limit": rule(["ec2.LaunchTemplate", "ec2.LaunchConfiguration"], {
    title: "EC2 launch templates and configurations must limit metadata responses to one hop",
    severity: "medium",
    controls: { fsbp: "AutoScaling.4" },
    equivalents: ["CKV_AWS_341"],
    fix: "Remove `httpPutResponseHopLimit` from `metadataOptions` or set it to 1, and give containers credentials of their own.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html",
    require: { metadataOptions: { httpPutResponseHopLimit: unsetOr(atMost(1)) } },
  }),
  "ec2-instance-no-public-ip": rule("ec2.Instance", {
    title: "EC2 instances must not have a public IP address",
    severity: "medium",
    controls: { fsbp: "EC2.9", nist: ["AC-3", "AC-6", "SC-7"], hipaa: "164.308(a)(3)(i)", soc2: "CC6.6", iso27001: "A.8.1" },
    equivalents: [
      "CKV_AWS_88",
      "cdk-nag:EC2InstanceNoPublicIp",
      "awsguard:ec2-instance-no-public-ip",
      "compliance-policies:aws-ec2-instance-disallow-public-ip",
    ],
    fix: "Set `associatePublicIpAddress: false`, place the instance behind a load balancer, and reach it by Session Manager.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
    require: { associatePublicIpAddress: noneOf(true) },
  }),
  "ec2-launch-template-no-public-ip": rule("ec2.LaunchTemplate", {
    title: "EC2 launch templates must not assign public IP addresses",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EC2.25", pci: "1.4.5", soc2: "CC6.6", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_88", "compliance-policies:aws-ec2-launchtemplate-disallow-public-ip"],
    fix: 'Set `associatePublicIpAddress: "false"` in each of `networkInterfaces`, and place the instances behind a load balancer.',
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-template.html",
    require: { networkInterfaces: every({ associatePublicIpAddress: noneOf("true") }) },
  }),
  "ec2-launch-configuration-no-public-ip": rule("ec2.LaunchConfiguration", {
    title: "EC2 launch configurations must not assign public IP addresses",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "AutoScaling.5", nist: ["AC-3", "SC-7(3)", "AC-4(21)"], hipaa: "164.308(a)(3)(i)" },
    equivalents: [
      "CKV_AWS_389",
      "AVD-AWS-0009",
      "cdk-nag:AutoScalingLaunchConfigPublicIpDisabled",
      "compliance-policies:aws-ec2-launchconfiguration-disallow-public-ip",
    ],
    fix: "Set `associatePublicIpAddress: false`, place the instances behind a load balancer, and move to a launch template.",
    docs: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html",
    require: { associatePublicIpAddress: noneOf(true) },
  }),
  "ec2-instance-volumes-encrypted": rule(instanceEncryption, {
    title: "EC2 instances must have encrypted volumes",
    severity: "medium",
    controls: { fsbp: "EC2.3", cis: "2.2.1", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: [
      "CKV_AWS_8",
      "AVD-AWS-0131",
      "awsguard:encrypted-volumes",
      "compliance-policies:aws-ec2-instance-disallow-unencrypted-block-device",
      "compliance-policies:aws-ec2-instance-disallow-unencrypted-root-block-device",
    ],
    fix: "Set `encrypted: true` in `rootBlockDevice` and in each of `ebsBlockDevices`. This replaces an existing instance.",
    why:
      "EBS does not encrypt unless asked to: a root volume that the program does not mention is as plain as its image. " +
      "An `ebs.EncryptionByDefault` of the stack counts for all volumes of its region; " +
      "switch the rule off where the account encrypts by default.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
    require: both(unless({ launchTemplate: present, rootBlockDevice: absent }, { rootBlockDevice: { encrypted: true } }), {
      ebsBlockDevices: every({ encrypted: true }),
    }),
  }),
  "ec2-launch-configuration-volumes-encrypted": rule(launchConfigurationEncryption, {
    title: "EC2 launch configurations must encrypt the volumes of their instances",
    severity: "medium",
    controls: { fsbp: "EC2.3", cis: "2.2.1", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: [
      "CKV_AWS_8",
      "AVD-AWS-0008",
      "AVD-AWS-0122",
      "AwsSolutions-EC26",
      "compliance-policies:aws-ec2-launchconfiguration-disallow-unencrypted-block-device",
      "compliance-policies:aws-ec2-launchconfiguration-disallow-unencrypted-root-block-device",
    ],
    fix: "Set `encrypted: true` in `rootBlockDevice` and in each of `ebsBlockDevices`, and move to a launch template.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
    require: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: every(unless({ noDevice: true }, { encrypted: true })) },
  }),
  "ec2-launch-template-volumes-encrypted": rule(launchTemplateEncryption, {
    title: "EC2 launch templates must encrypt the volumes of their instances",
    severity: "medium",
    controls: { fsbp: "EC2.181", cis: "2.2.1", nist: ["SC-28(1)", "SC-8(3)", "SC-13"], pci: ["3.5.1", "8.3.2"], iso27001: "A.8.11" },
    equivalents: ["AwsSolutions-EC26", "compliance-policies:aws-ec2-launchtemplate-disallow-unencrypted-block-device"],
    fix:
      'Set `ebs: { encrypted: "true" }` in every entry of `blockDeviceMappings`, ' +
      'and add an entry for the root device of the image, such as `deviceName: "/dev/xvda"`.',
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
    require: { blockDeviceMappings: every(unless({ ebs: absent }, { ebs: { encrypted: "true" } })) },
    forbid: { blockDeviceMappings: empty },
  }),
  "ec2-user-data-secret-by-reference": rule(userData, {
    title: "EC2 user data must not contain secrets",
    severity: "medium",
    fix: secretFix.userData,
    why:
      "A script that Pulumi keeps as a secret is still shown to everyone who may describe the instance or the template, " +
      "and to every process on the instance.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
    check: () => "contains a secret, expected a script that reads it when the instance starts",
  }),
  "ec2-instance-monitored": rule("ec2.Instance", {
    title: "EC2 instances must have detailed monitoring enabled",
    severity: "low",
    preset: "all",
    controls: { pci: ["10.2.1.1", "10.4.1.1"], hipaa: "164.312(b)" },
    equivalents: ["CKV_AWS_126", "AwsSolutions-EC28", "awsguard:ec2-instance-detailed-monitoring-enabled"],
    fix: "Set `monitoring: true`.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html",
    require: { monitoring: true },
    remediate: true,
  }),
  "ec2-security-group-no-open-admin-port": rule(ingress, {
    title: "EC2 security groups must not open admin ports to the internet",
    severity: "critical",
    controls: { cis: ["5.2", "5.3"], nist: ["SC-7", "AC-4(21)", "CM-2"], pci: ["1.2.8", "1.3.1"], iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_24", "CKV_AWS_25", "AVD-AWS-0107", "cdk-nag:EC2RestrictedSSH", "cdk-nag:EC2RestrictedCommonPorts"],
    fix: "Replace the open range with the CIDR of your bastion host or VPN, or remove the rule and use Session Manager.",
    why:
      "A range wider than any private one counts as the internet, so 0.0.0.0/1 does, " +
      "and so do many ranges that together are as wide as a /4. " +
      "The ranges of a group's rules and of the stack's prefix lists count together.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    covers: ["ec2-security-group-no-open-database-port", "ec2-security-group-only-web-ports-open"],
    options: { ports: [22, 3389], udpPorts: [3389] },
    check: (rule, context) =>
      openTo(rule, portsAmong(context.options.ports, context.options.udpPorts), context, portsAmong(databasePorts, databasePortsOfUdp)),
  }),
  "ec2-security-group-no-open-database-port": rule(ingress, {
    title: "EC2 security groups must not open database or cache ports to the internet",
    severity: "critical",
    controls: { fsbp: "EC2.19", nist: ["SC-7", "AC-4(21)", "CM-2"], hipaa: "164.308(a)(3)(i)", soc2: "CC6.6", iso27001: "A.8.20" },
    equivalents: ["cdk-nag:EC2RestrictedCommonPorts"],
    fix: "Allow the security group of the application, or the CIDR of your network, in place of the open range.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    covers: ["ec2-security-group-only-web-ports-open"],
    options: { ports: databasePorts, udpPorts: databasePortsOfUdp },
    check: (rule, context) => openTo(rule, portsAmong(context.options.ports, context.options.udpPorts), context),
  }),
  "ec2-security-group-no-open-all-ports": rule(ingress, {
    title: "EC2 security groups must not open all ports to the internet",
    severity: "critical",
    controls: { fsbp: ["EC2.18", "EC2.19"], cis: ["5.2", "5.3"], soc2: "CC6.6", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_277", "CKV_AWS_24", "CKV_AWS_25"],
    fix: "Open only the ports that the service listens on, with their protocol, to the ranges that need them.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    covers: ["ec2-security-group-no-open-admin-port", "ec2-security-group-no-open-database-port", "ec2-security-group-only-web-ports-open"],
    check: (rule, context) => openTo(rule, everyPort, context),
  }),
  "ec2-security-group-only-web-ports-open": rule(ingress, {
    title: "EC2 security groups must open only web ports to the internet",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EC2.18", pci: ["1.2.5", "1.2.8"], soc2: "CC6.6", iso27001: "A.8.20" },
    equivalents: ["AwsSolutions-EC23", "compliance-policies:aws-ec2-securitygroup-disallow-public-internet-ingress"],
    fix: "Close the port to the internet, or add it to the option `ports` of this rule where the service is meant to be public.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    options: { ports: [80, 443] },
    check: (rule, context) => openTo(rule, portsBeside(context.options.ports), context),
  }),
  "ec2-default-security-group-closed": rule(defaultGroups, {
    title: "EC2 default security groups must not allow any traffic",
    severity: "high",
    controls: { fsbp: "EC2.2", cis: "5.4", nist: ["SC-7", "AC-4(21)"], hipaa: "164.312(e)(1)", iso27001: "A.8.20" },
    equivalents: ["CKV2_AWS_12", "AVD-AWS-0173", "cdk-nag:VPCDefaultSecurityGroupClosed"],
    fix: "Remove `ingress` and `egress` from the `ec2.DefaultSecurityGroup`, and the rules that name it, and give each workload a security group of its own.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
    require: { ingress: empty, egress: empty },
    check: openedBy,
  }),
  "ec2-vpc-default-security-group-managed": rule("ec2.Vpc", {
    title: "VPCs must have their default security group managed by the program",
    severity: "low",
    preset: "all",
    controls: { fsbp: "EC2.2", cis: "5.4", nist: ["SC-7", "AC-4(21)"], hipaa: "164.312(e)(1)", iso27001: "A.8.20" },
    equivalents: ["CKV2_AWS_12", "AVD-AWS-0173", "cdk-nag:VPCDefaultSecurityGroupClosed"],
    fix: "Add an `ec2.DefaultSecurityGroup` with the `vpcId` of the VPC, without `ingress` and `egress`.",
    why: "AWS makes a default group that lets its members talk to each other and to the internet, and whatever names no group gets it.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
    with: { group: "ec2.DefaultSecurityGroup#vpcId" },
    require: { group: present },
  }),
  "ec2-vpc-flow-logs": rule("ec2.Vpc", {
    title: "VPCs must have flow logs enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EC2.6", cis: "3.7", nist: ["AC-4(26)", "AU-2", "AU-12"], pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV2_AWS_11", "AVD-AWS-0178", "AwsSolutions-VPC7"],
    fix:
      'Add an `ec2.FlowLog` with the `vpcId` of the VPC, `trafficType: "ALL"`, and the ARN of a bucket as `logDestination` ' +
      'with `logDestinationType: "s3"`, or of a log group with an `iamRoleArn`.',
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
    with: { log: "ec2.FlowLog#vpcId" },
    require: { log: present },
  }),
  "ec2-subnet-no-auto-public-ip": rule("ec2.Subnet", {
    title: "VPC subnets must not assign public IP addresses automatically",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EC2.15", nist: ["AC-3", "AC-6", "SC-7"], hipaa: "164.308(a)(3)(i)", soc2: "CC6.6", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_130", "AVD-AWS-0164", "cdk-nag:VPCSubnetAutoAssignPublicIpDisabled"],
    fix: "Remove `mapPublicIpOnLaunch`, and ask for a public address on the instances that need one.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
    require: { mapPublicIpOnLaunch: noneOf(true) },
    remediate: () => ({ mapPublicIpOnLaunch: false }),
  }),
  "ec2-network-acl-no-open-admin-port": rule(aclEntries, {
    title: "VPC network ACLs must not open admin ports to the internet",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EC2.21", cis: "5.1", pci: ["1.2.8", "1.3.1"], soc2: "CC6.6", iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_231", "CKV_AWS_232", "AVD-AWS-0105"],
    fix: "Deny the port in an entry with a lower number, or limit the entry to the ranges that need it.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
    options: { ports: [22, 3389] },
    check: (entry, { each, options }) => first(each(entry, "cidrs", (cidr) => admits(entry, cidr, options.ports))),
  }),
  "ec2-network-acl-no-open-ftp": rule(aclEntries, {
    title: "VPC network ACLs must not open FTP ports to the internet",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_229", "CKV_AWS_230"],
    fix: "Deny ports 20 and 21 in an entry with a lower number, and use SFTP.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
    check: (entry, { each }) => first(each(entry, "cidrs", (cidr) => admits(entry, cidr, [20, 21]))),
  }),
};
