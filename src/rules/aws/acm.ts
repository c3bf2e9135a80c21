import { every, except, matches, noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const acm = {
  "acm-certificate-strong-key": rule("acm.Certificate", {
    title: "ACM certificates must have a key of at least 2,048 bits",
    severity: "high",
    controls: { fsbp: "ACM.2", pci: "3.7.1" },
    fix: 'Set `keyAlgorithm` to "RSA_2048" or "EC_prime256v1", or remove it.',
    docs: "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
    require: { keyAlgorithm: noneOf("RSA_1024") },
  }),
  "acm-certificate-transparency-logging": rule("acm.Certificate", {
    title: "ACM certificates must be recorded in certificate transparency logs",
    severity: "low",
    equivalents: ["CKV_AWS_234"],
    fix: 'Remove `certificateTransparencyLoggingPreference`, or set it to "ENABLED".',
    why: "Browsers refuse public certificates that no log records.",
    docs: "https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html",
    require: { options: { certificateTransparencyLoggingPreference: noneOf("DISABLED") } },
  }),
  "acm-certificate-no-wildcard-domain": rule("acm.Certificate", {
    title: "ACM certificates must not be for wildcard domains",
    severity: "low",
    preset: "all",
    equivalents: ["CKV2_AWS_71"],
    fix: "List the names of the hosts in `domainName` and `subjectAlternativeNames`.",
    docs: "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
    require: {
      domainName: except(matches(/^\*\./, "a wildcard domain")),
      subjectAlternativeNames: every(except(matches(/^\*\./, "a wildcard domain"))),
    },
  }),
};
