import { directoryservice } from "../../src/rules/aws/directoryservice.js";
import { secret, suite, unknown } from "../suite.js";

const radius = (authenticationProtocol: string) => ({
  directoryId: "d",
  authenticationProtocol,
  displayLabel: "mfa",
  radiusPort: 1812,
  radiusRetries: 3,
  radiusServers: ["10.0.0.5"],
  radiusTimeout: 5,
  sharedSecret: secret("x"),
});

suite(directoryservice, {
  "directoryservice-radius-strong-protocol": {
    pass: [radius("MS-CHAPv2")],
    fail: [radius("PAP")],
    unknown: [radius(unknown)],
  },
});
