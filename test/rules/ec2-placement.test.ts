import { ec2Instances } from "../../src/rules/aws/ec2-placement.js";
import { ref, res, suite, unknown } from "../suite.js";

const address = (more = {}) => res("ec2.Eip", "address", more);
const route = (more: object) => [res("ec2.Route", "out", { routeTableId: "rtb-1", ...more })];
const group = (direction: "ingress" | "egress", more: object) => [
  res("ec2.SecurityGroup", "web", { [direction]: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"], ...more }] }),
];
const strong = (value: object) => ({ customerGatewayId: "c", type: "ipsec.1", ...value });
const tunnel = (n: 1 | 2) => ({
  [`tunnel${n}IkeVersions`]: ["ikev2"],
  [`tunnel${n}Phase1IntegrityAlgorithms`]: ["SHA2-256"],
  [`tunnel${n}Phase1DhGroupNumbers`]: [14],
});

suite(ec2Instances, {
  "ec2-eip-attached": {
    pass: [
      [address({ instance: "i-1" })],
      [address(), res("ec2.NatGateway", "nat", { allocationId: ref("address"), subnetId: "s" })],
      [address(), res("ec2.EipAssociation", "to", { allocationId: ref("address"), instanceId: "i-1" })],
    ],
    fail: [[address()]],
    unknown: [[address(), res("ec2.EipAssociation", "to", { allocationId: unknown })]],
  },
  "ec2-instance-in-explicit-subnet": {
    pass: [{ subnetId: "subnet-1" }, { launchTemplate: { id: "lt" } }],
    fail: [{ ami: "ami-1", instanceType: "t4g.micro" }],
  },
  "ec2-instance-termination-protection": {
    pass: [{ disableApiTermination: true }],
    fail: [{ ami: "ami-1", instanceType: "t4g.micro" }],
    unknown: [{ disableApiTermination: unknown }],
  },
  "ec2-network-acl-associated": {
    pass: [
      [res("ec2.NetworkAcl", "acl", { vpcId: "v", subnetIds: ["s"] })],
      [res("ec2.NetworkAcl", "acl", { vpcId: "v" }), res("ec2.NetworkAclAssociation", "a", { networkAclId: ref("acl"), subnetId: "s" })],
    ],
    fail: [[res("ec2.NetworkAcl", "acl", { vpcId: "v" })]],
    unknown: [
      [res("ec2.NetworkAcl", "acl", { vpcId: "v" }), res("ec2.NetworkAclAssociation", "a", { networkAclId: unknown, subnetId: "s" })],
    ],
  },
  "ec2-route-no-unrestricted-internet-gateway": {
    pass: [
      route({ destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }),
      route({ destinationCidrBlock: "10.0.0.0/8", gatewayId: "igw-1" }),
    ],
    fail: [
      route({ destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }),
      [res("ec2.RouteTable", "t", { vpcId: "v", routes: [{ ipv6CidrBlock: "::/0", gatewayId: "igw-1" }] })],
    ],
    unknown: [route({ destinationCidrBlock: "0.0.0.0/0", gatewayId: unknown })],
  },
  "ec2-security-group-no-public-egress": {
    pass: [group("egress", {}), group("egress", { protocol: "-1", cidrBlocks: ["10.0.0.0/8"] }), group("ingress", { protocol: "-1" })],
    fail: [
      group("egress", { protocol: "-1", fromPort: 0, toPort: 0 }),
      [res("vpc.SecurityGroupEgressRule", "all", { securityGroupId: "sg-1", ipProtocol: "-1", cidrIpv6: "::/0" })],
    ],
    unknown: [group("egress", { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [unknown] })],
  },
  "ec2-security-group-no-public-http": {
    pass: [group("ingress", { fromPort: 443, toPort: 443 }), group("ingress", { cidrBlocks: ["10.0.0.0/8"] })],
    fail: [group("ingress", {}), group("ingress", { protocol: "-1", fromPort: 0, toPort: 0 })],
    unknown: [group("ingress", { cidrBlocks: [unknown] })],
  },
  "ec2-instance-no-paravirtual-type": {
    pass: [{ instanceType: "t4g.micro" }],
    fail: [{ instanceType: "m3.large" }],
    unknown: [{ instanceType: unknown }],
  },
  "ec2-vpn-connection-logging": {
    pass: [
      strong({
        tunnel1LogOptions: { cloudwatchLogOptions: { logEnabled: true } },
        tunnel2LogOptions: { cloudwatchLogOptions: { logEnabled: true } },
      }),
    ],
    fail: [strong({}), strong({ tunnel1LogOptions: { cloudwatchLogOptions: { logEnabled: true } } })],
    unknown: [strong({ tunnel1LogOptions: unknown, tunnel2LogOptions: unknown })],
  },
  "ec2-vpn-connection-strong-crypto": {
    pass: [strong({ ...tunnel(1), ...tunnel(2) })],
    fail: [strong({}), strong({ ...tunnel(1), ...tunnel(2), tunnel2IkeVersions: ["ikev1", "ikev2"] })],
    unknown: [strong({ ...tunnel(1), ...tunnel(2), tunnel2IkeVersions: unknown })],
  },
  "ec2-vpc-endpoint-policy-restricted": {
    good: [
      res("ec2.VpcEndpoint", "s3", {
        vpcId: "v",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::123456789012:role/shop" },
              Action: "s3:GetObject",
              Resource: "arn:aws:s3:::shop/*",
            },
          ],
        }),
      }),
    ],
    pass: [
      [res("ec2.VpcEndpoint", "s3", { vpcId: "v", policy: "{}" })],
      [res("ec2.VpcEndpoint", "s3", { vpcId: "v" }), res("ec2.VpcEndpointPolicy", "p", { vpcEndpointId: ref("s3"), policy: "{}" })],
    ],
    fail: [[res("ec2.VpcEndpoint", "s3", { vpcId: "v", serviceName: "com.amazonaws.eu-west-1.s3" })]],
    unknown: [[res("ec2.VpcEndpoint", "s3", { vpcId: "v" }), res("ec2.VpcEndpointPolicy", "p", { vpcEndpointId: unknown, policy: "{}" })]],
  },
  "ec2-client-vpn-authorization-not-all-groups": {
    pass: [{ clientVpnEndpointId: "c", targetNetworkCidr: "10.0.0.0/8", accessGroupId: "g" }],
    fail: [{ clientVpnEndpointId: "c", targetNetworkCidr: "10.0.0.0/8", authorizeAllGroups: true }],
    unknown: [{ clientVpnEndpointId: "c", targetNetworkCidr: "10.0.0.0/8", authorizeAllGroups: unknown }],
  },
});
