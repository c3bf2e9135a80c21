import { ref, res, suite, suiteOfFile, unknown } from "stackwarden/testing";
import { acme } from "./rules.js";

const inventory = {
  destination: { bucket: { bucketArn: "arn:aws:s3:::acme-inventories", format: "CSV" } },
  includedObjectVersions: "All",
  schedule: { frequency: "Weekly" },
};

suite(acme, {
  "acme-queue-retention": {
    pass: [{}, { messageRetentionSeconds: 1_209_600 }, { of: { messageRetentionSeconds: 3600 }, options: { least: 60 } }],
    fail: [{ of: { messageRetentionSeconds: 3600 }, message: "is 3600, expected at least 259200" }],
    unknown: [{ messageRetentionSeconds: unknown }],
  },
  "acme-bucket-inventory": {
    pass: [[res("s3.Bucket", "orders", {}), res("s3.Inventory", "weekly", { ...inventory, bucket: ref("orders") })]],
    fail: [
      [res("s3.Bucket", "orders", {})],
      [res("s3.Bucket", "orders", {}), res("s3.Inventory", "weekly", { ...inventory, bucket: ref("orders"), enabled: false })],
    ],
    unknown: [[res("s3.Bucket", "orders", {}), res("s3.Inventory", "weekly", { ...inventory, bucket: ref("orders"), enabled: unknown })]],
  },
});

suiteOfFile(new URL("./policies.yaml", import.meta.url));
