import { rule } from "../language/rule.js";
import { dataStores } from "../views/data-stores.js";
import { publicCompute } from "../views/public-compute.js";
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
  "network-public-compute-not-privileged": rule(publicCompute, {
    title: "Compute that is open to the internet must not run with a privileged role",
    severity: "critical",
    controls: { nist: ["AC-6", "SC-7"] },
    fix: "Give it a role that names the actions and resources it uses, or close the entry: require IAM authorization, or remove the public address.",
    why:
      "One flaw in such a program gives the account away. Function URLs, routes and methods of APIs without authorization, instances and ECS services with " +
      "a public address and an open security group, ECS services behind a public load balancer, and App Runner services count.",
    docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    check: ({ path, isLoose }) =>
      exposed(path, `is open to the internet and runs with a privileged role${isLoose ? ", which IMDSv1 hands out without a token" : ""}`),
  }),
};
