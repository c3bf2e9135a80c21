import { ebsSharing } from "../../src/rules/aws/ebs-sharing.js";
import { res, suite, unknown } from "../suite.js";

suite(ebsSharing, {
  "ebs-snapshot-not-public": {
    pass: [{ accountId: "111122223333", snapshotId: "s" }],
    fail: [
      { accountId: "all", snapshotId: "s" },
      {
        of: [res("ec2.SnapshotCreateVolumePermission", "p", { accountId: "444455556666", snapshotId: "s" })],
        options: { accounts: ["111122223333"] },
      },
    ],
    unknown: [{ accountId: unknown, snapshotId: "s" }],
  },
});
