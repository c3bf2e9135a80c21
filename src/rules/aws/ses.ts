import { matches } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const ses = {
  "ses-configuration-set-tls": rule(["ses.ConfigurationSet", "sesv2.ConfigurationSet"], {
    title: "SES configuration sets must require TLS for delivery",
    severity: "low",
    preset: "all",
    equivalents: ["CKV_AWS_365"],
    fix: 'Set `deliveryOptions: { tlsPolicy: "Require" }` ("REQUIRE" in SES v2).',
    docs: "https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html",
    require: { deliveryOptions: { tlsPolicy: matches(/^require$/i, '"Require"') } },
  }),
};
