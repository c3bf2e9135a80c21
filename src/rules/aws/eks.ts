import { absent, includes, includesAll, matches, nonEmpty, oneOf, some, unless, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { areInternet, isInternet } from "../../network/cidr.js";
import { customerManagedKey } from "../helpers/keys.js";
import { list, number, text } from "../helpers/read.js";
import { floorsOn, oldest } from "../helpers/versions.js";

const first = ([one = ""]: readonly string[]): string => one;
const minor = (version: unknown): number => number(text(version).split(".")[1], 0);

export const eks = {
  "eks-cluster-endpoint-restricted": rule("eks.Cluster", {
    title: "EKS API endpoints must not be open to the internet",
    severity: "medium",
    controls: { pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    equivalents: ["CKV_AWS_38", "AVD-AWS-0041"],
    fix: "Set `endpointPublicAccess: false` and `endpointPrivateAccess: true` in `vpcConfig`, or list your own ranges in `publicAccessCidrs`.",
    why: "Both default to open: an unset `endpointPublicAccess` is true, and unset `publicAccessCidrs` are everyone.",
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    when: { vpcConfig: { endpointPublicAccess: unsetOr(true) } },
    check: ({ vpcConfig }, { at, each }) => {
      const ranges = list(vpcConfig?.publicAccessCidrs);
      if (ranges.length === 0) return at("vpcConfig.publicAccessCidrs", "is unset, which means the whole internet");
      const alone = each(vpcConfig, "publicAccessCidrs", (cidr) => isInternet(cidr) && `is "${cidr}", which is the whole internet`);
      if (alone.broken.length > 0 || alone.unknown.length > 0 || !areInternet(ranges)) return alone;
      return at("vpcConfig.publicAccessCidrs", `has ${ranges.length} ranges that together are the whole internet`);
    },
  }),
  "eks-cluster-endpoint-private": rule("eks.Cluster", {
    title: "EKS API endpoints must be private",
    severity: "high",
    preset: "all",
    controls: { fsbp: "EKS.1", pci: ["1.2.8", "1.3.1"], iso27001: "A.8.1" },
    equivalents: [
      "CKV_AWS_39",
      "AVD-AWS-0040",
      "AwsSolutions-EKS1",
      "compliance-policies:aws-eks-cluster-disallow-api-endpoint-public-access",
    ],
    fix: "Set `vpcConfig: { endpointPublicAccess: false, endpointPrivateAccess: true }`.",
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    require: { vpcConfig: { endpointPublicAccess: false } },
  }),
  "eks-cluster-secrets-encrypted": rule("eks.Cluster", {
    title: "EKS clusters must encrypt Kubernetes secrets with a customer managed key",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EKS.3", pci: ["3.5.1", "8.3.2"], hipaa: "164.308(a)(4)(ii)(A)", iso27001: "A.8.5" },
    equivalents: ["CKV_AWS_58", "AVD-AWS-0039", "compliance-policies:aws-eks-cluster-enable-cluster-encryption-config"],
    fix: 'Set `encryptionConfig: { provider: { keyArn }, resources: ["secrets"] }`.',
    why: "Clusters since Kubernetes 1.28 encrypt all API data with a key that AWS owns; a key of your own adds control and a log.",
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html",
    require: { encryptionConfig: { resources: some("secrets"), provider: { keyArn: customerManagedKey } } },
  }),
  "eks-cluster-control-plane-logs": rule("eks.Cluster", {
    title: "EKS clusters must have all control plane logs enabled",
    severity: "medium",
    preset: "all",
    controls: { pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_37", "AVD-AWS-0038", "AwsSolutions-EKS2"],
    fix: 'Set `enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"]`.',
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
    require: { enabledClusterLogTypes: includesAll("api", "audit", "authenticator", "controllerManager", "scheduler") },
  }),
  "eks-cluster-supported-version": rule("eks.Cluster", {
    title: "EKS clusters must run a supported Kubernetes version",
    severity: "medium",
    controls: { fsbp: "EKS.2", pci: "6.3.3" },
    equivalents: ["CKV_AWS_339"],
    fix: "Set `version` to a supported one; an existing cluster is upgraded one minor version at a time.",
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    why:
      "After its end of standard support a version costs extended support for a year, and is then raised by EKS itself. " +
      "`oldest` is by default what EKS gives standard support to on the day of the run.",
    options: { oldest: "" },
    settledBy: { version: [] },
    check: ({ version }, { at, options, today }) => {
      const least = options.oldest || first(floorsOn(oldest.eks, today));
      return text(version) !== "" && minor(version) < minor(least) && at("version", `is "${text(version)}", expected ${least} or newer`);
    },
  }),
  "eks-node-group-ssh-restricted": rule("eks.NodeGroup", {
    title: "EKS node groups must allow SSH only from known security groups",
    severity: "high",
    equivalents: ["CKV_AWS_100"],
    fix: "Set `sourceSecurityGroupIds` in `remoteAccess`, or remove `remoteAccess` and use Session Manager.",
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/create-managed-node-group.html",
    require: unless({ remoteAccess: { ec2SshKey: absent } }, { remoteAccess: { sourceSecurityGroupIds: nonEmpty } }),
  }),
  "eks-access-entry-no-cluster-admin": rule("eks.AccessPolicyAssociation", {
    title: "EKS access entries must not grant administration of the cluster",
    severity: "high",
    preset: "all",
    fix: "Associate `AmazonEKSAdminPolicy` or `AmazonEKSEditPolicy` with the namespaces that the principal needs, and waive the few real administrators.",
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html",
    forbid: { policyArn: matches(/\/AmazonEKSClusterAdminPolicy$/, "cluster administration"), accessScope: { type: "cluster" } },
    message: "grants administration of the whole cluster",
    at: "policyArn",
  }),
  "eks-cluster-authentication-api-mode": rule("eks.Cluster", {
    title: "EKS clusters must manage access by access entries",
    severity: "medium",
    preset: "all",
    fix: 'Set `accessConfig: { authenticationMode: "API" }`.',
    why: "The `aws-auth` config map is deprecated, and nothing outside the cluster shows what it grants.",
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html",
    require: { accessConfig: { authenticationMode: oneOf("API", "API_AND_CONFIG_MAP") } },
  }),
  "eks-cluster-audit-log": rule("eks.Cluster", {
    title: "EKS clusters must have the audit log enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "EKS.8", pci: ["10.2.1.1", "10.2.1.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_37", "AVD-AWS-0038", "AwsSolutions-EKS2"],
    covers: ["eks-cluster-control-plane-logs"],
    fix: 'Add "audit" to `enabledClusterLogTypes`.',
    docs: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
    require: { enabledClusterLogTypes: includes("audit") },
  }),
};
