import { noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const route53domains = {
  "route53domains-domain-transfer-lock": rule(["route53domains.RegisteredDomain", "route53domains.Domain"], {
    title: "Route 53 domains must be locked against transfer",
    severity: "medium",
    equivalents: ["CKV_AWS_377"],
    fix: "Remove `transferLock`, or set it to true.",
    docs: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-lock.html",
    require: { transferLock: noneOf(false) },
  }),
};
