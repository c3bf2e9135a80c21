import { rule } from "../language/rule.js";
import { dataStores } from "../views/data-stores.js";
import { exposed } from "./helpers/exposed.js";

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
    check: ({ path }) => exposed(path, "is reachable from the internet"),
  }),
};
