/** A network of two zones with public, private and isolated subnets, its logs and endpoints. */
import { ref, res, type Spec } from "../../src/testing/case.js";
import { allow, ownAccount, policy, trust } from "./parts.js";
import { account, region, text } from "./state.js";

const zones = ["a", "b"] as const;
const tiers = ["public", "private", "isolated"] as const;

const subnet = (tier: (typeof tiers)[number], zone: (typeof zones)[number]): Spec[] => {
  const name = `${tier}-${zone}`;
  const third = tiers.indexOf(tier) * 16 + zones.indexOf(zone) * 4;
  return [
    res("ec2.Subnet", name, {
      vpcId: ref("vpc"),
      availabilityZone: `${region}${zone}`,
      cidrBlock: `10.20.${third}.0/22`,
      mapPublicIpOnLaunch: false,
      tags: { Name: name },
    }),
    res("ec2.RouteTable", `${name}-routes`, { vpcId: ref("vpc") }),
    res("ec2.RouteTableAssociation", `${name}-association`, { subnetId: ref(name), routeTableId: ref(`${name}-routes`) }),
    ...(tier === "public"
      ? [
          res("ec2.Route", `${name}-internet`, {
            routeTableId: ref(`${name}-routes`),
            destinationCidrBlock: "0.0.0.0/0",
            gatewayId: ref("internet"),
          }),
          res("ec2.Eip", `nat-${zone}-address`, { domain: "vpc" }),
          res("ec2.NatGateway", `nat-${zone}`, { subnetId: ref(name), allocationId: ref(`nat-${zone}-address`) }),
        ]
      : []),
    ...(tier === "private"
      ? [
          res("ec2.Route", `${name}-internet`, {
            routeTableId: ref(`${name}-routes`),
            destinationCidrBlock: "0.0.0.0/0",
            natGatewayId: ref(`nat-${zone}`),
          }),
        ]
      : []),
  ];
};

export const network: Spec[] = [
  res("ec2.Vpc", "vpc", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true, enableDnsSupport: true, tags: { Name: "shop" } }),
  res("ec2.DefaultSecurityGroup", "closed", { vpcId: ref("vpc"), ingress: [], egress: [] }),
  res("ec2.InternetGateway", "internet", { vpcId: ref("vpc") }),
  ...tiers.flatMap((tier) => zones.flatMap((zone) => subnet(tier, zone))),
  res("cloudwatch.LogGroup", "flow-logs", { retentionInDays: 365, kmsKeyId: ref("logs-key", "arn") }),
  res("iam.Role", "flow-logs-role", { assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com", ownAccount) }),
  res("iam.RolePolicy", "flow-logs-role-policy", {
    role: ref("flow-logs-role"),
    policy: policy(allow(["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], text`${ref("flow-logs", "arn")}:*`)),
  }),
  res("ec2.FlowLog", "flow", {
    vpcId: ref("vpc"),
    trafficType: "ALL",
    logDestination: ref("flow-logs", "arn"),
    iamRoleArn: ref("flow-logs-role", "arn"),
    maxAggregationInterval: 60,
  }),
  res("ec2.SecurityGroup", "endpoints", { vpcId: ref("vpc"), description: "Private endpoints of AWS services" }),
  res("vpc.SecurityGroupIngressRule", "endpoints-from-vpc", {
    securityGroupId: ref("endpoints"),
    cidrIpv4: "10.20.0.0/16",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    description: "HTTPS from the network",
  }),
  res("ec2.VpcEndpoint", "s3-endpoint", {
    vpcId: ref("vpc"),
    serviceName: `com.amazonaws.${region}.s3`,
    vpcEndpointType: "Gateway",
    routeTableIds: zones.flatMap((zone) => [ref(`private-${zone}-routes`), ref(`isolated-${zone}-routes`)]),
  }),
  ...["ecr.api", "ecr.dkr", "logs", "secretsmanager"].map((service) =>
    res("ec2.VpcEndpoint", `${service.replace(".", "-")}-endpoint`, {
      vpcId: ref("vpc"),
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: zones.map((zone) => ref(`private-${zone}`)),
      securityGroupIds: [ref("endpoints")],
      policy: policy({
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": account } },
      }),
    }),
  ),
];
