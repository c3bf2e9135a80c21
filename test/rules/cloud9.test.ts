import { cloud9 } from "../../src/rules/aws/cloud9.js";
import { suite, unknown } from "../suite.js";

suite(cloud9, {
  "cloud9-environment-no-ingress": {
    pass: [{ connectionType: "CONNECT_SSM" }],
    fail: [{ instanceType: "t3.micro" }, { connectionType: "CONNECT_SSH" }],
    unknown: [{ connectionType: unknown }],
  },
});
