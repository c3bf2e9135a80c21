import { present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const appflow = {
  "appflow-flow-customer-managed-key": rule("appflow.Flow", {
    ...keyAbout,
    title: "AppFlow flows must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_263", "compliance-policies:aws-appflow-flow-configure-customer-managed-key"],
    fix: "Set `kmsArn` to the ARN of a `kms.Key`. This replaces the flow.",
    docs: "https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html",
    require: { kmsArn: customerManagedKey },
  }),
  "appflow-connector-profile-customer-managed-key": rule("appflow.ConnectorProfile", {
    ...keyAbout,
    title: "AppFlow connector profiles must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_264", "compliance-policies:aws-appflow-connectorprofile-configure-customer-managed-key"],
    fix: "Set `kmsArn` to the ARN of a `kms.Key`. This replaces the profile.",
    docs: "https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html",
    require: { kmsArn: customerManagedKey },
  }),
  "appflow-flow-description": rule("appflow.Flow", {
    title: "AppFlow flows must have a description",
    severity: "low",
    preset: "all",
    equivalents: ["compliance-policies:aws-appflow-flow-missing-description"],
    fix: "Set `description` to what it is for.",
    docs: "https://docs.aws.amazon.com/appflow/latest/userguide/create-flow.html",
    require: { description: present },
  }),
};
