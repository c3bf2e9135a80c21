import { every, except, includesAll, matches, noneOf, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const redshiftserverless = {
  "redshiftserverless-workgroup-enhanced-vpc-routing": rule("redshiftserverless.Workgroup", {
    title: "Redshift Serverless workgroups must use enhanced VPC routing",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "RedshiftServerless.1" },
    fix: "Set `enhancedVpcRouting: true`.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html",
    require: { enhancedVpcRouting: true },
  }),
  "redshiftserverless-workgroup-require-ssl": rule("redshiftserverless.Workgroup", {
    title: "Redshift Serverless workgroups must require TLS",
    severity: "medium",
    controls: { fsbp: "RedshiftServerless.2" },
    fix: 'Add `{ parameterKey: "require_ssl", parameterValue: "true" }` to `configParameters`.',
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-security-connections.html",
    require: {
      configParameters: every(
        except({ parameterKey: "require_ssl", parameterValue: matches(/^false$/i, '"false"') }, "not switch off require_ssl"),
      ),
    },
  }),
  "redshiftserverless-namespace-audit-logs": rule("redshiftserverless.Namespace", {
    title: "Redshift Serverless namespaces must export their connection and user logs",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "RedshiftServerless.6" },
    fix: 'Set `logExports: ["connectionlog", "userlog"]`.',
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html",
    require: { logExports: includesAll("connectionlog", "userlog") },
  }),
  "redshiftserverless-namespace-non-default-admin": rule("redshiftserverless.Namespace", {
    title: "Redshift Serverless namespaces must not use the default admin username",
    severity: "low",
    preset: "all",
    controls: { fsbp: "RedshiftServerless.5" },
    fix: "Set `adminUsername` to another name, with `manageAdminPassword: true`.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-console-configuration.html",
    require: { adminUsername: unsetOr(noneOf("admin", "awsuser")) },
  }),
  "redshiftserverless-namespace-customer-managed-key": rule("redshiftserverless.Namespace", {
    ...keyAbout,
    title: "Redshift Serverless namespaces must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_282"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/redshift/latest/mgmt/security-server-side-encryption.html",
    require: { kmsKeyId: customerManagedKey },
  }),
};
