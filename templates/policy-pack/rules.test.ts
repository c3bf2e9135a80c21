import { suite, unknown } from "stackwarden/testing";
import { ours } from "./rules.js";

suite(ours, {
  "our-queue-encrypted-with-key": {
    pass: [{ kmsMasterKeyId: "alias/queues" }],
    fail: [{}],
    unknown: [{ kmsMasterKeyId: unknown }],
  },
});
