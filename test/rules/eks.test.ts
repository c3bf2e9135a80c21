import { eks } from "../../src/rules/aws/eks.js";
import { res, suite, unknown } from "../suite.js";

const network = { subnetIds: ["subnet-1", "subnet-2"] };
const logs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const encryption = (keyArn: string) => ({ encryptionConfig: { resources: ["secrets"], provider: { keyArn } } });

suite(eks, {
  "eks-cluster-endpoint-restricted": {
    good: { vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true } },
    pass: [
      { vpcConfig: { ...network, endpointPublicAccess: false } },
      { vpcConfig: { ...network, endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } },
    ],
    fail: [
      { of: { vpcConfig: network }, message: "the whole internet" },
      { vpcConfig: { ...network, endpointPublicAccess: true, publicAccessCidrs: [] } },
      { vpcConfig: { ...network, publicAccessCidrs: ["203.0.113.0/24", "0.0.0.0/1"] } },
      { vpcConfig: { ...network, publicAccessCidrs: [unknown, "0.0.0.0/0"] } },
    ],
    unknown: [{ vpcConfig: unknown }, { vpcConfig: { ...network, publicAccessCidrs: unknown } }],
  },
  "eks-cluster-endpoint-private": {
    good: { vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true } },
    pass: [{ vpcConfig: { ...network, endpointPublicAccess: false } }],
    fail: [{ vpcConfig: network }],
    unknown: [{ vpcConfig: { ...network, endpointPublicAccess: unknown } }],
  },
  "eks-cluster-secrets-encrypted": {
    good: {
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: "arn:aws:kms:us-east-1:123456789012:key/0a1b" } },
      vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true },
    },
    pass: [encryption("arn:aws:kms:us-east-1:123456789012:key/0a1b")],
    fail: [{}, encryption("alias/aws/eks")],
    unknown: [encryption(unknown)],
  },
  "eks-cluster-control-plane-logs": {
    good: {
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true },
    },
    pass: [{ enabledClusterLogTypes: logs }],
    fail: [{}, { enabledClusterLogTypes: ["api", "audit"] }],
    unknown: [{ enabledClusterLogTypes: unknown }],
  },
  "eks-cluster-supported-version": {
    good: { version: "1.35", vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true } },
    pass: [{}, { version: "1.35" }, { of: [res("eks.Cluster", "old", { version: "1.29" })], options: { oldest: "1.29" } }],
    fail: [{ version: "1.25" }, [res("eks.Cluster", "old", {}, { outputs: { version: "1.24" } })]],
    unknown: [{ version: unknown }],
  },
  "eks-node-group-ssh-restricted": {
    pass: [{}, { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: ["sg-1"] } }],
    fail: [{ remoteAccess: { ec2SshKey: "ops" } }],
    unknown: [{ remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: unknown } }],
  },
  "eks-access-entry-no-cluster-admin": {
    good: {
      ...{ clusterName: "main", principalArn: "arn:aws:iam::123456789012:role/ci" },
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
      accessScope: { type: "namespace", namespaces: ["shop"] },
    },
    pass: [{ policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", accessScope: { type: "cluster" } }],
    fail: [
      {
        ...{ clusterName: "main", principalArn: "arn:aws:iam::123456789012:role/ci" },
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      },
    ],
    unknown: [{ policyArn: unknown, accessScope: { type: "cluster" } }],
  },
  "eks-cluster-authentication-api-mode": {
    good: {
      vpcConfig: { subnetIds: ["subnet-0a1b"], endpointPublicAccess: false, endpointPrivateAccess: true },
      accessConfig: { authenticationMode: "API" },
    },
    pass: [{ accessConfig: { authenticationMode: "API" } }, { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } }],
    fail: [{ name: "main" }, { accessConfig: { authenticationMode: "CONFIG_MAP" } }],
    unknown: [{ accessConfig: unknown }],
  },
  "eks-cluster-audit-log": {
    good: {
      enabledClusterLogTypes: ["audit"],
      vpcConfig: { subnetIds: ["subnet-1"], endpointPublicAccess: false, endpointPrivateAccess: true },
    },
    pass: [{ enabledClusterLogTypes: ["audit"] }],
    fail: [{}, { enabledClusterLogTypes: ["api", "authenticator"] }],
    unknown: [{ enabledClusterLogTypes: unknown }],
  },
});
