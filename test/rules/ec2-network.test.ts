import { ec2Network } from "../../src/rules/aws/ec2-network.js";
import { res, suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

suite(ec2Network, {
  "ec2-no-default-vpc": {
    bad: [res("ec2.DefaultVpc", "default", { enableDnsHostnames: true })],
    good: [res("ec2.Vpc", "main", { cidrBlock: "10.0.0.0/16" })],
    pass: [[res("ec2.Vpc", "main", { cidrBlock: "10.0.0.0/16" })]],
    fail: [[res("ec2.DefaultVpc", "default", {})], [res("ec2.DefaultSubnet", "a", { availabilityZone: "eu-west-1a" })]],
  },
  "ec2-ami-copy-encrypted": {
    good: { sourceAmiId: "ami-0a1b", sourceAmiRegion: "eu-west-1", encrypted: true },
    pass: [{ encrypted: true }],
    fail: [{ sourceAmiId: "ami-0a1b", sourceAmiRegion: "eu-west-1" }],
    unknown: [{ encrypted: unknown }],
  },
  "ec2-serial-console-disabled": {
    pass: [{ enabled: false }],
    fail: [{}, { enabled: true }],
    unknown: [{ enabled: unknown }],
  },
  "ec2-instance-metadata-defaults-v2": {
    pass: [{ httpTokens: "required" }],
    fail: [{ httpTokens: "optional" }, { httpPutResponseHopLimit: 1 }],
    unknown: [{ httpTokens: unknown }],
  },
  "ec2-vpc-block-public-access": {
    pass: [{ internetGatewayBlockMode: "block-bidirectional" }],
    fail: [{ internetGatewayBlockMode: "off" }],
    unknown: [{ internetGatewayBlockMode: unknown }],
  },
  "ec2-vpc-endpoint-service-manual-acceptance": {
    pass: [{ acceptanceRequired: true }],
    fail: [{ acceptanceRequired: false, allowedPrincipals: ["*"] }],
    unknown: [{ acceptanceRequired: unknown }],
  },
  "ec2-network-interface-source-dest-check": {
    good: { subnetId: "subnet-0a1b", sourceDestCheck: true },
    pass: [{ subnetId: "subnet-0a1b" }, [res("ec2.Instance", "web", { ami: "ami-0a1b" })]],
    fail: [{ subnetId: "subnet-0a1b", sourceDestCheck: false }, [res("ec2.Instance", "nat", { sourceDestCheck: false })]],
    unknown: [{ sourceDestCheck: unknown }],
  },
  "ec2-instance-profile-attached": {
    good: { ami: "ami-0a1b", iamInstanceProfile: "web", metadataOptions: { httpTokens: "required" } },
    pass: [{ launchTemplate: { id: "lt-0a1b" } }],
    fail: [{ ami: "ami-0a1b" }],
    unknown: [{ iamInstanceProfile: unknown }],
  },
  "ec2-transit-gateway-no-auto-accept": {
    good: { description: "core", autoAcceptSharedAttachments: "disable" },
    pass: [{ description: "core" }],
    fail: [{ description: "core", autoAcceptSharedAttachments: "enable" }],
    unknown: [{ autoAcceptSharedAttachments: unknown }],
  },
  "ec2-client-vpn-connection-logging": {
    pass: [{ connectionLogOptions: { enabled: true, cloudwatchLogGroup: "/vpn" } }],
    fail: [{ connectionLogOptions: { enabled: false } }],
    unknown: [{ connectionLogOptions: unknown }],
  },
  "ec2-spot-fleet-volumes-encrypted": {
    good: {
      ...{ iamFleetRole: "arn:aws:iam::123456789012:role/fleet", targetCapacity: 2 },
      launchSpecifications: [{ ami: "ami-0a1b", instanceType: "m7g.large", rootBlockDevices: [{ encrypted: true }] }],
    },
    pass: [{ targetCapacity: 2 }],
    fail: [
      {
        targetCapacity: 2,
        launchSpecifications: [{ ami: "ami-0a1b", instanceType: "m7g.large", ebsBlockDevices: [{ deviceName: "/dev/sdb" }] }],
      },
    ],
    unknown: [{ launchSpecifications: [{ ami: "ami-0a1b", instanceType: "m7g.large", ebsBlockDevices: unknown }] }],
  },
  "ec2-ami-copy-customer-managed-key": {
    pass: [{ sourceAmiId: "ami-0a1b", sourceAmiRegion: "eu-west-1", kmsKeyId: key }],
    fail: [
      { sourceAmiId: "ami-0a1b", sourceAmiRegion: "eu-west-1" },
      { sourceAmiId: "ami-0a1b", sourceAmiRegion: "eu-west-1", kmsKeyId: "alias/aws/service" },
    ],
    unknown: [{ kmsKeyId: unknown }],
  },
});
