import { atMost, both, noneOf, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const appstream = {
  "appstream-fleet-no-internet": rule("appstream.Fleet", {
    title: "AppStream fleets must not have default internet access",
    severity: "medium",
    preset: "all",
    controls: { iso27001: "A.8.1" },
    fix: "Remove `enableDefaultInternetAccess`, and route the traffic of the fleet through a NAT gateway.",
    docs: "https://docs.aws.amazon.com/appstream2/latest/developerguide/internet-access.html",
    require: { enableDefaultInternetAccess: noneOf(true) },
  }),
  "appstream-fleet-session-limits": rule("appstream.Fleet", {
    title: "AppStream fleets must limit the length of sessions",
    severity: "low",
    preset: "all",
    fix: "Set `maxUserDurationInSeconds` to at most 36000, and `disconnectTimeoutInSeconds` and `idleDisconnectTimeoutInSeconds`.",
    docs: "https://docs.aws.amazon.com/appstream2/latest/developerguide/set-up-stacks-fleets.html",
    require: {
      maxUserDurationInSeconds: both(present, atMost(36_000)),
      disconnectTimeoutInSeconds: both(present, atMost(300)),
      idleDisconnectTimeoutInSeconds: both(present, atMost(600)),
    },
  }),
};
