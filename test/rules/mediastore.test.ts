import { mediastore } from "../../src/rules/aws/mediastore.js";
import { documentOf, ref, res, suite, unknown } from "../suite.js";

const container = res("mediastore.Container", "live", {});
const statement = (Effect: string) => ({
  containerName: "live",
  policy: documentOf({
    Version: "2012-10-17",
    Statement: [{ Effect, Principal: "*", Action: "mediastore:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
  }),
});

suite(mediastore, {
  "mediastore-container-policy": {
    good: [container, res("mediastore.ContainerPolicy", "p", { ...statement("Deny"), containerName: ref("live", "name") })],
    pass: [[container, res("mediastore.ContainerPolicy", "p", { containerName: ref("live", "name"), policy: "{}" })]],
    fail: [[container]],
    unknown: [[container, res("mediastore.ContainerPolicy", "p", { containerName: unknown, policy: "{}" })]],
  },
  "mediastore-container-tls-only": {
    pass: [statement("Deny")],
    fail: [statement("Allow")],
    unknown: [{ containerName: "live", policy: unknown }],
  },
});
