import { every, except, matches, present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";

export const elbHealth = {
  "elb-load-balancer-health-check": rule("elb.LoadBalancer", {
    title: "Classic load balancers must have a health check",
    severity: "medium",
    preset: "all",
    equivalents: ["compliance-policies:aws-elb-loadbalancer-enable-health-check"],
    fix: "Set `healthCheck` with the address that shows that the service works.",
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-healthchecks.html",
    require: { healthCheck: present },
  }),
  "elb-policy-secure-protocols": rule("elb.LoadBalancerPolicy", {
    title: "Classic load balancer policies must not enable old protocols",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_213"],
    fix: 'Use the reference policy "ELBSecurityPolicy-TLS-1-2-2017-01", or set `Protocol-SSLv3`, `Protocol-TLSv1` and `Protocol-TLSv1.1` to false.',
    docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-ssl-security-policy.html",
    require: {
      policyAttributes: every(except({ name: matches(/^Protocol-(SSLv[23]|TLSv1(\.1)?)$/), value: "true" }, "not enable an old protocol")),
    },
  }),
};
