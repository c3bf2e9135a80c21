import { efs } from "../../src/rules/efs.js";
import { suite, unknown } from "../suite.js";

suite(efs, {
  "efs-file-system-encrypted": { pass: [{ encrypted: true }], fail: [{}, { encrypted: false }], unknown: [{ encrypted: unknown }] },
});
