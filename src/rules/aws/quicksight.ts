import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const quicksight = {
  "quicksight-data-source-ssl": rule("quicksight.DataSource", {
    title: "QuickSight data sources must connect over SSL",
    severity: "medium",
    equivalents: ["cdk-nag:QuicksightSSLConnections"],
    fix: "Remove `sslProperties`, or set `disableSsl: false` there.",
    docs: "https://docs.aws.amazon.com/quicksuite/latest/userguide/configure-access.html",
    require: { sslProperties: { disableSsl: noneOf(true) } },
  }),
};
