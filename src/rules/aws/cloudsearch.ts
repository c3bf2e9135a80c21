import { rule } from "../../language/rule.js";

export const cloudsearch = {
  "cloudsearch-domain-https": rule("cloudsearch.Domain", {
    title: "CloudSearch domains must require HTTPS",
    severity: "high",
    equivalents: ["CKV_AWS_220"],
    fix: 'Set `endpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" }`.',
    docs: "https://docs.aws.amazon.com/cloudsearch/latest/developerguide/configuring-domain-endpoint-options.html",
    require: { endpointOptions: { enforceHttps: true } },
  }),
  "cloudsearch-domain-tls-policy": rule("cloudsearch.Domain", {
    title: "CloudSearch domains must require TLS 1.2",
    severity: "medium",
    equivalents: ["CKV_AWS_218"],
    fix: 'Set `tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07"` in `endpointOptions`.',
    docs: "https://docs.aws.amazon.com/cloudsearch/latest/developerguide/configuring-domain-endpoint-options.html",
    require: { endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
  }),
};
