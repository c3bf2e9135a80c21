import { transfer } from "../../src/rules/aws/transfer.js";
import { suite, unknown } from "../suite.js";

suite(transfer, {
  "transfer-server-secure-protocols": {
    good: { protocols: ["SFTP"] },
    pass: [{}, { protocols: ["FTPS", "SFTP"] }],
    fail: [{ protocols: ["FTP"], endpointType: "VPC" }, { protocols: ["SFTP", "FTP"] }],
    unknown: [{ protocols: unknown }],
  },
  "transfer-server-not-public": {
    good: { endpointType: "VPC", endpointDetails: { vpcId: "vpc-0a1b", subnetIds: ["subnet-0a1b"] } },
    pass: [{ endpointType: "VPC_ENDPOINT" }],
    fail: [{ protocols: ["SFTP"] }, { endpointType: "PUBLIC" }],
    unknown: [{ endpointType: unknown }],
  },
  "transfer-server-security-policy": {
    good: { securityPolicyName: "TransferSecurityPolicy-2024-01" },
    pass: [
      { securityPolicyName: "TransferSecurityPolicy-2025-03" },
      { securityPolicyName: "TransferSecurityPolicy-FIPS-2024-01" },
      { securityPolicyName: "TransferSecurityPolicy-PQ-SSH-Experimental-2023-04" },
      { securityPolicyName: "TransferSecurityPolicy-Restricted-2018-11" },
    ],
    fail: [
      { protocols: ["SFTP"] },
      { securityPolicyName: "TransferSecurityPolicy-2020-06" },
      { securityPolicyName: "TransferSecurityPolicy-2018-11" },
    ],
    unknown: [{ securityPolicyName: unknown }],
  },
  "transfer-server-logging": {
    good: { structuredLogDestinations: ["arn:aws:logs:eu-west-1:123456789012:log-group:transfer:*"] },
    pass: [{ structuredLogDestinations: ["arn:aws:logs:eu-west-1:123456789012:log-group:transfer:*"] }],
    fail: [{ protocols: ["SFTP"] }],
    unknown: [{ structuredLogDestinations: unknown }],
  },
  "transfer-connector-logging": {
    pass: [{ loggingRole: "arn:aws:iam::123456789012:role/transfer-logs" }],
    fail: [{ url: "https://partner.example.com" }],
    unknown: [{ loggingRole: unknown }],
  },
});
