import { ec2 } from "../../src/rules/ec2.js";
import { suite, unknown } from "../suite.js";

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const world = { ...ssh, cidrBlocks: ["0.0.0.0/0"] };

suite(ec2, {
  "ec2-instance-imdsv2": {
    pass: [{ metadataOptions: { httpTokens: "required" } }],
    fail: [{}, { metadataOptions: {} }, { metadataOptions: { httpTokens: "optional" } }],
    unknown: [{ metadataOptions: unknown }, { metadataOptions: { httpTokens: unknown } }],
  },
  "ec2-security-group-no-open-admin-port": {
    pass: [{}, { ingress: [{ ...ssh, cidrBlocks: ["10.0.0.0/8"] }] }],
    fail: [{ ingress: [world] }, { ingress: [{ ...ssh, cidrBlocks: [unknown] }, world] }],
    unknown: [{ ingress: unknown }, { ingress: [{ ...ssh, cidrBlocks: unknown }] }],
  },
});
