import { ec2Network } from "../../src/rules/aws/ec2-network.js";
import { ref, res, suite, unknown } from "../suite.js";

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const entry = { networkAclId: "acl-0a1b", ruleNumber: 100, ruleAction: "allow" };

const https = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] };

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
  "ec2-ami-encrypted": {
    pass: [
      {
        ebsBlockDevices: [
          { deviceName: "/dev/xvda", snapshotId: "snap-0a1b" },
          { deviceName: "/dev/xvdb", encrypted: true },
        ],
      },
      { name: "base" },
    ],
    fail: [
      { ebsBlockDevices: [{ deviceName: "/dev/xvdb", volumeSize: 8 }] },
      {
        ebsBlockDevices: [
          { deviceName: "/dev/xvda", snapshotId: "snap-0a1b" },
          { deviceName: "/dev/xvdb", encrypted: false },
        ],
      },
    ],
    unknown: [{ ebsBlockDevices: unknown }],
  },
  "ec2-user-data-no-access-key": {
    good: { ami: "ami-0a1b", instanceType: "t3.micro", iamInstanceProfile: "app", userData: "#!/bin/bash\naws s3 sync s3://site /srv" },
    pass: [
      { userData: "#!/bin/bash\nexport AWS_ACCESS_KEY_ID=$(aws ssm get-parameter --name key)" },
      { userData: "#!/bin/bash\nunset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY" },
      { userData: `#!/bin/bash\necho "AWS_ACCESS_KEY_ID=\${AWS_ACCESS_KEY_ID}"` },
      { instanceType: "t3.micro" },
    ],
    fail: [
      { userData: "#!/bin/bash\nexport AWS_ACCESS_KEY_ID=KEY-OF-THE-BUILD\nmake deploy" },
      { userData: Buffer.from("#!/bin/bash\nexport AWS_SECRET_ACCESS_KEY='to be set'\nmake deploy").toString("base64") },
      { userData: "[default]\naws_access_key_id = KEY-OF-THE-BUILD" },
    ],
    unknown: [{ userData: unknown }],
  },
  "ec2-vpc-peering-route-least-access": {
    bad: [res("ec2.Route", "peer", { routeTableId: "rtb-0a1b", destinationCidrBlock: "0.0.0.0/0", vpcPeeringConnectionId: "pcx-0a1b" })],
    good: [res("ec2.Route", "peer", { routeTableId: "rtb-0a1b", destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx-0a1b" })],
    pass: [
      [res("ec2.Route", "out", { routeTableId: "rtb-0a1b", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-0a1b" })],
      [res("ec2.Route", "peer", { routeTableId: "rtb-0a1b", destinationIpv6CidrBlock: "2002::/64", vpcPeeringConnectionId: "pcx-0a1b" })],
      [res("ec2.RouteTable", "table", { vpcId: "vpc-0a1b", routes: [{ cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx-0a1b" }] })],
    ],
    fail: [
      [res("ec2.Route", "peer", { routeTableId: "rtb-0a1b", destinationIpv6CidrBlock: "::/0", vpcPeeringConnectionId: "pcx-0a1b" })],
      [res("ec2.RouteTable", "table", { vpcId: "vpc-0a1b", routes: [{ cidrBlock: "0.0.0.0/1", vpcPeeringConnectionId: "pcx-0a1b" }] })],
      [
        res("ec2.DefaultRouteTable", "table", {
          defaultRouteTableId: "rtb-0a1b",
          routes: [{ ipv6CidrBlock: "::/0", vpcPeeringConnectionId: "pcx-0a1b" }],
        }),
      ],
    ],
    unknown: [[res("ec2.RouteTable", "table", { vpcId: "vpc-0a1b", routes: unknown })]],
  },
  "ec2-route-default-via-nat-gateway": {
    good: [res("ec2.Route", "out", { routeTableId: "rtb-0a1b", destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-0a1b" })],
    pass: [
      [res("ec2.Route", "vpn", { routeTableId: "rtb-0a1b", destinationCidrBlock: "10.8.0.0/24", networkInterfaceId: "eni-0a1b" })],
      [res("ec2.RouteTable", "table", { vpcId: "vpc-0a1b", routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0a1b" }] })],
    ],
    fail: [
      [res("ec2.Route", "out", { routeTableId: "rtb-0a1b", destinationCidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-0a1b" })],
      [res("ec2.RouteTable", "table", { vpcId: "vpc-0a1b", routes: [{ cidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-0a1b" }] })],
    ],
    unknown: [[res("ec2.Route", "out", { routeTableId: "rtb-0a1b", destinationCidrBlock: unknown, networkInterfaceId: "eni-0a1b" })]],
  },
  "ec2-network-acl-no-all-ports": {
    bad: [res("ec2.NetworkAclRule", "in", { ...entry, protocol: "all", cidrBlock: "0.0.0.0/0" })],
    good: [res("ec2.NetworkAclRule", "in", { ...entry, protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" })],
    pass: [
      [res("ec2.NetworkAclRule", "in", { ...entry, protocol: "all", cidrBlock: "10.0.0.0/8" })],
      [res("ec2.NetworkAclRule", "in", { ...entry, protocol: "all", cidrBlock: "0.0.0.0/0", egress: true })],
      [res("ec2.NetworkAclRule", "in", { ...entry, ruleAction: "deny", protocol: "all", cidrBlock: "0.0.0.0/0" })],
      [res("ec2.NetworkAclRule", "in", { ...entry, protocol: "tcp", fromPort: 1024, toPort: 65535, cidrBlock: "0.0.0.0/0" })],
    ],
    fail: [
      // AWS ignores the ports.
      [res("ec2.NetworkAclRule", "in", { ...entry, protocol: "-1", fromPort: 80, toPort: 80, cidrBlock: "0.0.0.0/0" })],
      [res("ec2.NetworkAclRule", "in", { ...entry, protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlock: "0.0.0.0/1" })],
      [
        res("ec2.NetworkAcl", "acl", {
          vpcId: "vpc-0a1b",
          ingress: [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlock: "::/0" }],
        }),
      ],
    ],
    unknown: [[res("ec2.NetworkAclRule", "in", { ...entry, protocol: unknown, cidrBlock: "0.0.0.0/0" })]],
  },
  "ec2-launch-template-volumes-customer-managed-key": {
    pass: [
      { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key } }] },
      { blockDeviceMappings: [{ deviceName: "/dev/xvdb", virtualName: "ephemeral0" }] },
    ],
    fail: [{ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }] }],
    unknown: [{ blockDeviceMappings: unknown }],
  },
  "ec2-instance-data-volume-delete-on-termination": {
    pass: [{ instanceType: "t3.micro", ebsBlockDevices: [{ deviceName: "/dev/xvdb" }] }],
    fail: [
      { instanceType: "t3.micro", ebsBlockDevices: [{ deviceName: "/dev/xvdb", deleteOnTermination: false }] },
      { rootBlockDevice: { deleteOnTermination: false } },
    ],
    unknown: [{ ebsBlockDevices: unknown }],
  },
  "ec2-security-group-description": {
    pass: [{ description: "Load balancer of the shop" }],
    fail: [{ vpcId: "vpc-0a1b" }, { description: "Managed by Pulumi" }],
    unknown: [{ description: unknown }],
  },
  "ec2-security-group-inline-rule-description": {
    good: { description: "Shop", ingress: [{ ...https, description: "Customers" }] },
    pass: [{ ingress: [{ ...https, description: "Customers" }] }, {}],
    fail: [{ ingress: [https] }, { ingress: [{ ...https, description: "Customers" }], egress: [https] }],
    unknown: [{ ingress: unknown }],
  },
  "ec2-security-group-rule-description": {
    good: [res("vpc.SecurityGroupIngressRule", "https", { securityGroupId: "sg-0a1b", ipProtocol: "tcp", description: "Customers" })],
    pass: [
      [res("ec2.SecurityGroupRule", "https", { type: "ingress", securityGroupId: "sg-0a1b", protocol: "tcp", description: "Customers" })],
    ],
    fail: [
      [res("ec2.SecurityGroupRule", "https", { type: "ingress", securityGroupId: "sg-0a1b", protocol: "tcp" })],
      [res("vpc.SecurityGroupEgressRule", "out", { securityGroupId: "sg-0a1b", ipProtocol: "-1" })],
    ],
    unknown: [[res("vpc.SecurityGroupIngressRule", "https", { securityGroupId: "sg-0a1b", ipProtocol: "tcp", description: unknown })]],
  },
  "ec2-security-group-attached": {
    good: [
      res("ec2.SecurityGroup", "web", { description: "Shop" }),
      res("lb.LoadBalancer", "front", { securityGroups: [ref("web") as unknown as string] }),
    ],
    pass: [
      [res("ec2.SecurityGroup", "web", {}), res("ec2.Instance", "one", { vpcSecurityGroupIds: [ref("web") as unknown as string] })],
      [res("ec2.SecurityGroup", "web", { name: "web" }), res("ec2.Instance", "one", { securityGroups: ["web"] })],
    ],
    fail: [
      [res("ec2.SecurityGroup", "web", { vpcId: "vpc-0a1b" })],
      [
        res("ec2.SecurityGroup", "web", {}),
        res("ec2.SecurityGroupRule", "in", { type: "ingress", protocol: "tcp", securityGroupId: ref("web") }),
      ],
    ],
    unknown: [[res("ec2.SecurityGroup", "web", {}), res("ec2.Instance", "one", { vpcSecurityGroupIds: unknown })]],
  },
});
