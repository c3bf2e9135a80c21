import { appstream } from "../../src/rules/aws/appstream.js";
import { suite, unknown } from "../suite.js";

const fleet = (more: object) => ({ instanceType: "stream.standard.small", computeCapacity: { desiredInstances: 1 }, ...more });

suite(appstream, {
  "appstream-fleet-no-internet": {
    pass: [fleet({})],
    fail: [fleet({ enableDefaultInternetAccess: true })],
    unknown: [fleet({ enableDefaultInternetAccess: unknown })],
  },
  "appstream-fleet-session-limits": {
    pass: [fleet({ maxUserDurationInSeconds: 28_800, disconnectTimeoutInSeconds: 300, idleDisconnectTimeoutInSeconds: 600 })],
    fail: [fleet({}), fleet({ maxUserDurationInSeconds: 86_400, disconnectTimeoutInSeconds: 300, idleDisconnectTimeoutInSeconds: 600 })],
    unknown: [fleet({ maxUserDurationInSeconds: unknown, disconnectTimeoutInSeconds: 300, idleDisconnectTimeoutInSeconds: 600 })],
  },
});
