import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const lightsail = {
  "lightsail-database-not-public": rule("lightsail.Database", {
    title: "Lightsail databases must not be publicly accessible",
    severity: "critical",
    preset: "essential",
    fix: "Remove `publiclyAccessible`, or set it to false.",
    docs: "https://docs.aws.amazon.com/lightsail/latest/userguide/amazon-lightsail-configuring-database-public-mode.html",
    require: { publiclyAccessible: noneOf(true) },
  }),
};
