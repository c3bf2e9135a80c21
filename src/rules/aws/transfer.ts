import { except, includes, nonEmpty, oneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { quoted, text } from "../helpers/read.js";

export const transfer = {
  "transfer-server-secure-protocols": rule("transfer.Server", {
    title: "Transfer Family servers must not offer plain FTP",
    severity: "high",
    controls: { fsbp: "Transfer.2", pci: ["1.2.5", "2.2.5"], soc2: "CC6.7", iso27001: "A.8.12" },
    equivalents: ["CKV_AWS_357"],
    fix: 'Remove "FTP" from `protocols`, and offer "SFTP" or "FTPS".',
    docs: "https://docs.aws.amazon.com/transfer/latest/userguide/create-server-ftp.html",
    require: { protocols: except(includes("FTP")) },
  }),
  "transfer-server-not-public": rule("transfer.Server", {
    title: "Transfer Family servers must have an endpoint inside a VPC",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_164"],
    fix: 'Set `endpointType: "VPC"` and `endpointDetails: { vpcId, subnetIds, securityGroupIds }`.',
    docs: "https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html",
    require: { endpointType: oneOf("VPC", "VPC_ENDPOINT") },
  }),
  "transfer-server-security-policy": rule("transfer.Server", {
    title: "Transfer Family servers must use a current security policy",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_380"],
    fix: 'Set `securityPolicyName: "TransferSecurityPolicy-2024-01"` or a newer policy; unset means the one of 2018.',
    docs: "https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html",
    check: ({ securityPolicyName }, { at }) => {
      const name = text(securityPolicyName);
      const year = Number(/(\d{4})-\d{2}$/.exec(name)?.[1] ?? 2018);
      return (
        !/^TransferSecurityPolicy-Restricted/.test(name) &&
        year < 2023 &&
        at("securityPolicyName", `is ${quoted(name)}, expected a policy of 2023 or newer`)
      );
    },
  }),
  "transfer-server-logging": rule("transfer.Server", {
    title: "Transfer Family servers must write structured logs",
    severity: "medium",
    preset: "all",
    fix: "Set `structuredLogDestinations` to the ARN of a log group followed by `:*`.",
    docs: "https://docs.aws.amazon.com/transfer/latest/userguide/structured-logging.html",
    require: { structuredLogDestinations: nonEmpty },
  }),
  "transfer-connector-logging": rule("transfer.Connector", {
    title: "Transfer Family connectors must have logging enabled",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "Transfer.3" },
    fix: "Set `loggingRole` to the ARN of a role that may write to CloudWatch Logs.",
    docs: "https://docs.aws.amazon.com/transfer/latest/userguide/configure-as2-connector.html",
    require: { loggingRole: present },
  }),
};
