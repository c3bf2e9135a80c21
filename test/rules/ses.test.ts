import { ses } from "../../src/rules/aws/ses.js";
import { res, suite, unknown } from "../suite.js";

suite(ses, {
  "ses-configuration-set-tls": {
    good: { deliveryOptions: { tlsPolicy: "Require" } },
    pass: [[res("sesv2.ConfigurationSet", "mail", { configurationSetName: "mail", deliveryOptions: { tlsPolicy: "REQUIRE" } })]],
    fail: [{ name: "mail" }, { deliveryOptions: { tlsPolicy: "Optional" } }],
    unknown: [{ deliveryOptions: unknown }],
  },
});
