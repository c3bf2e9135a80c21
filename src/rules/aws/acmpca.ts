import { rule } from "../../language/rule.js";

export const acmpca = {
  "acmpca-root-ca-disabled": rule("acmpca.CertificateAuthority", {
    title: "ACM PCA root authorities must be disabled while they issue nothing",
    controls: { fsbp: "PCA.1" },
    severity: "low",
    preset: "all",
    fix: "Set `enabled: false` once the subordinate authorities have their certificates.",
    docs: "https://docs.aws.amazon.com/privateca/latest/userguide/ca-best-practices.html",
    when: { type: "ROOT" },
    require: { enabled: false },
  }),
};
