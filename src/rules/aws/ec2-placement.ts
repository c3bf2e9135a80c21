import { absent, empty, except, matches, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { areInternet } from "../../network/cidr.js";
import { egress } from "../../views/egress.js";
import { ingress } from "../../views/ingress.js";
import { openRoutes } from "../helpers/open-routes.js";
import { everyPort, openTo, portsAmong } from "../helpers/ports.js";
import { list } from "../helpers/read.js";

export const ec2Instances = {
  "ec2-eip-attached": rule("ec2.Eip", {
    title: "EC2 Elastic IP addresses must be attached",
    severity: "low",
    preset: "all",
    controls: { fsbp: "EC2.12", iso27001: "A.8.20" },
    equivalents: ["CKV2_AWS_19"],
    fix: "Release the address, or attach it by `instance`, `networkInterface` or an `ec2.EipAssociation`.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html",
    with: {
      association: "ec2.EipAssociation#allocationId",
      gateway: "ec2.NatGateway#allocationId",
      secondary: "ec2.NatGateway#secondaryAllocationIds",
      balancer: "lb.LoadBalancer#subnetMappings",
      server: "transfer.Server#endpointDetails",
    },
    when: { instance: absent, networkInterface: absent, gateway: absent, secondary: absent, balancer: absent, server: absent },
    require: { association: present },
  }),
  "ec2-instance-in-explicit-subnet": rule("ec2.Instance", {
    title: "EC2 instances must be placed in a subnet of the program",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:EC2InstancesInVPC"],
    fix: "Set `subnetId`; without it the instance is in the default VPC, whose subnets are public.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
    when: { launchTemplate: absent, networkInterfaces: empty, primaryNetworkInterface: absent },
    require: { subnetId: present },
  }),
  "ec2-instance-termination-protection": rule("ec2.Instance", {
    title: "EC2 instances must have termination protection",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:EC2InstanceTerminationProtection"],
    fix: "Set `disableApiTermination: true`.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html",
    when: { launchTemplate: absent },
    require: { disableApiTermination: true },
  }),
  "ec2-network-acl-associated": rule("ec2.NetworkAcl", {
    title: "VPC network ACLs must be associated with a subnet",
    severity: "low",
    preset: "all",
    controls: { fsbp: "EC2.16", iso27001: "A.8.20" },
    equivalents: ["CKV2_AWS_1"],
    fix: "Set `subnetIds`, add an `ec2.NetworkAclAssociation`, or remove the network ACL.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
    with: { associations: "ec2.NetworkAclAssociation#networkAclId" },
    when: { subnetIds: empty },
    require: { associations: present },
  }),
  "ec2-route-no-unrestricted-internet-gateway": rule(["ec2.Route", "ec2.RouteTable", "ec2.DefaultRouteTable"], {
    title: "VPC routes must not send all traffic to an internet gateway",
    severity: "medium",
    preset: "all",
    controls: { nist: "AC-4(21)", hipaa: "164.312(e)(1)" },
    equivalents: ["cdk-nag:VPCNoUnrestrictedRouteToIGW"],
    fix: "Route outgoing traffic to a NAT gateway, and waive this rule for the route tables of public subnets.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
    check: (item, { at }) => openRoutes(item).map((path) => at(path, "is an internet gateway for all traffic")),
  }),
  "ec2-security-group-no-public-egress": rule(egress, {
    title: "EC2 security groups must not let all traffic out to the internet",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_382", "AVD-AWS-0104"],
    fix: "List the ports and ranges that the service calls, such as 443 and prefix lists of AWS services.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    check: (rule, { at }) =>
      everyPort(rule).length > 0 && areInternet(list(rule.cidrs)) && at("cidrs[0]", "lets all traffic out to the internet"),
  }),
  "ec2-security-group-no-public-http": rule(ingress, {
    title: "EC2 security groups must not open plaintext HTTP to the internet",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_260", "compliance-policies:aws-ec2-securitygroup-disallow-inbound-http-traffic"],
    fix: "Open port 443 only; redirect from a load balancer or CloudFront, and waive this rule for its group.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    check: (rule, context) => openTo(rule, portsAmong([80]), context),
  }),
  "ec2-instance-no-paravirtual-type": rule("ec2.Instance", {
    title: "EC2 instances must not be of paravirtual types",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EC2.24" },
    fix: "Choose a current `instanceType`, such as one of the families t4g, m8g or c8g.",
    docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html",
    require: { instanceType: except(matches(/^(c1|c3|hi1|hs1|m1|m2|m3|t1)\./), "not be a type of a paravirtual family") },
  }),
  "ec2-vpn-connection-logging": rule("ec2.VpnConnection", {
    title: "EC2 VPN connections must log both tunnels",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EC2.171" },
    fix: "Set `cloudwatchLogOptions: { logEnabled: true, logGroupArn }` in `tunnel1LogOptions` and `tunnel2LogOptions`.",
    docs: "https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html",
    require: {
      tunnel1LogOptions: { cloudwatchLogOptions: { logEnabled: true } },
      tunnel2LogOptions: { cloudwatchLogOptions: { logEnabled: true } },
    },
  }),
  "ec2-vpn-connection-strong-crypto": rule("ec2.VpnConnection", {
    title: "EC2 VPN connections must not accept weak algorithms",
    severity: "medium",
    preset: "all",
    fix: 'Set `tunnel1IkeVersions` and `tunnel2IkeVersions` to ["ikev2"], and list no SHA1 and no group 2 for the phases.',
    why: "Without these inputs AWS also accepts IKEv1, SHA-1 and Diffie-Hellman group 2.",
    docs: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
    check: (vpn, { at }) =>
      ([1, 2] as const).flatMap((tunnel) => {
        const weak = <T>(given: readonly T[] | undefined, bad: T): boolean => given === undefined || list(given).includes(bad);
        const one = tunnel === 1;
        return [
          ...(weak(one ? vpn.tunnel1IkeVersions : vpn.tunnel2IkeVersions, "ikev1")
            ? [at(`tunnel${tunnel}IkeVersions`, "accepts ikev1")]
            : []),
          ...(weak(one ? vpn.tunnel1Phase1IntegrityAlgorithms : vpn.tunnel2Phase1IntegrityAlgorithms, "SHA1")
            ? [at(`tunnel${tunnel}Phase1IntegrityAlgorithms`, "accepts SHA1")]
            : []),
          ...(weak(one ? vpn.tunnel1Phase1DhGroupNumbers : vpn.tunnel2Phase1DhGroupNumbers, 2)
            ? [at(`tunnel${tunnel}Phase1DhGroupNumbers`, "accepts group 2")]
            : []),
        ];
      }),
  }),
  "ec2-vpc-endpoint-policy-restricted": rule("ec2.VpcEndpoint", {
    title: "VPC endpoints must have a policy of their own",
    severity: "medium",
    preset: "all",
    fix: "Set `policy` to a document that names the accounts, the organization or the resources; the default allows everything.",
    docs: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    with: { policies: "ec2.VpcEndpointPolicy#vpcEndpointId" },
    when: { policy: absent, vpcEndpointType: noneOf("GatewayLoadBalancer", "Resource", "ServiceNetwork") },
    require: { policies: present },
  }),
  "ec2-client-vpn-authorization-not-all-groups": rule("ec2clientvpn.AuthorizationRule", {
    title: "Client VPN authorization rules must name a group",
    severity: "medium",
    preset: "all",
    fix: "Set `accessGroupId` in place of `authorizeAllGroups`.",
    docs: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html",
    require: { authorizeAllGroups: noneOf(true) },
  }),
};
