import { rule } from "../../language/rule.js";

export const dax = {
  "dax-cluster-encrypted": rule("dax.Cluster", {
    title: "DAX clusters must be encrypted at rest",
    severity: "high",
    controls: { fsbp: "DynamoDB.3", pci: ["3.5.1", "8.3.2"], hipaa: "164.308(a)(4)(ii)(A)", iso27001: "A.8.11" },
    equivalents: ["CKV_AWS_47", "AVD-AWS-0023", "AwsSolutions-DDB4"],
    fix: "Set `serverSideEncryption: { enabled: true }`. This replaces an existing cluster.",
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html",
    require: { serverSideEncryption: { enabled: true } },
  }),
  "dax-cluster-tls": rule("dax.Cluster", {
    title: "DAX clusters must encrypt connections with TLS",
    severity: "medium",
    controls: { fsbp: "DynamoDB.7", pci: ["2.2.7", "4.2.1.1"], soc2: "CC6.7", iso27001: "A.8.12" },
    equivalents: ["CKV_AWS_239"],
    fix: 'Set `clusterEndpointEncryptionType: "TLS"`. This replaces an existing cluster, and clients have to connect with TLS.',
    docs: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html",
    require: { clusterEndpointEncryptionType: "TLS" },
  }),
};
