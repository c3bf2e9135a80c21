import { rule } from "../language/rule.js";
import { broken, open, pass } from "../model/verdict.js";
import { dataStores } from "../views/data-stores.js";

export const network = {
  "network-internet-path-to-data-store": rule(dataStores, {
    title: "VPC data stores must not be reachable from the internet",
    severity: "critical",
    controls: { nist: ["AC-4(21)", "SC-7", "SC-7(11)"], pci: ["1.3.1", "1.4.4"], iso27001: "A.8.20" },
    fix:
      "Close one hop of the path: put the store into private subnets without a public address, " +
      "and let only the security group of its callers in.",
    why:
      "A public address, an open security group or a public subnet is harmless alone; together they are a path. " +
      "The rule follows routes, gateways, network ACLs, security groups and load balancers, and reports a store only if every hop is open.",
    docs: "https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html",
    covers: ["ec2-security-group-no-open-database-port"],
    check: ({ path }) => {
      if (path.is === "no") return pass;
      if (path.is === "unknown") return open(...path.waits);
      const places = path.hops.flatMap(({ urn, path }) => (urn === undefined || path === undefined || path === "" ? [] : [{ urn, path }]));
      return broken("", `is reachable from the internet: ${path.hops.map(({ words }) => words).join(" → ")}`, places);
    },
  }),
};
