import { every } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
export const dlm = {
  "dlm-policy-cross-region-copy-encrypted": rule("dlm.LifecyclePolicy", {
    title: "DLM copies to other regions must be encrypted",
    severity: "medium",
    equivalents: ["CKV_AWS_253", "CKV_AWS_255"],
    fix: "Set `encrypted: true` in each cross-region copy rule (`encryptionConfiguration` in those of an event policy).",
    why: "A copy of an encrypted snapshot stays encrypted; this is about the copies of those that are not.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html",
    require: {
      policyDetails: {
        action: { crossRegionCopies: every({ encryptionConfiguration: { encrypted: true } }) },
        schedules: every({ crossRegionCopyRules: every({ encrypted: true }) }),
      },
    },
  }),
  "dlm-policy-cross-region-copy-customer-managed-key": rule("dlm.LifecyclePolicy", {
    ...keyAbout,
    title: "DLM copies to other regions must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_254", "CKV_AWS_256"],
    fix: "Set `cmkArn` in each cross-region copy rule to the ARN of a `kms.Key` in the region of the copy.",
    docs: "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html",
    require: {
      policyDetails: {
        action: { crossRegionCopies: every({ encryptionConfiguration: { cmkArn: customerManagedKey } }) },
        schedules: every({ crossRegionCopyRules: every({ cmkArn: customerManagedKey }) }),
      },
    },
  }),
};
