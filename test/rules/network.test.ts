import { network } from "../../src/rules/network.js";
import { anyRes, ref, res, type Spec, suite, unknown } from "../suite.js";

const vpc = res("ec2.Vpc", "main", { cidrBlock: "10.0.0.0/16" });
const gateway = res("ec2.InternetGateway", "igw", { vpcId: ref("main") });
const subnet = (name: string, more = {}) => res("ec2.Subnet", name, { vpcId: ref("main"), cidrBlock: "10.0.1.0/24", ...more });
const table = res("ec2.RouteTable", "public", { vpcId: ref("main"), routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: ref("igw") }] });
const placed = (to: string) => res("ec2.RouteTableAssociation", `${to}-routes`, { subnetId: ref(to), routeTableId: ref("public") });
const publicNetwork = [vpc, gateway, subnet("a"), table, placed("a")];
const subnets = res("rds.SubnetGroup", "subnets", { subnetIds: [ref("a")] });
const open = { protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] };
const group = (name: string, ...ingress: readonly object[]) => res("ec2.SecurityGroup", name, { vpcId: ref("main"), ingress });
const database = (more = {}) =>
  res("rds.Instance", "orders", {
    engine: "postgres",
    instanceClass: "db.t4g.micro",
    publiclyAccessible: true,
    dbSubnetGroupName: ref("subnets", "name"),
    vpcSecurityGroupIds: [ref("db")],
    ...more,
  });
const path = (...more: readonly Spec[]) => [...publicNetwork, subnets, group("db", open), database(), ...more];
const acl = (...ingress: readonly object[]) =>
  res("ec2.NetworkAcl", "acl", {
    vpcId: ref("main"),
    subnetIds: [ref("a")],
    ingress,
    egress: [{ protocol: "-1", ruleNo: 100, action: "allow", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" }],
  });
const entry = (ruleNo: number, action: string, cidrBlock: string) => ({
  protocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  ruleNo,
  action,
  cidrBlock,
});

const balancer = (more = {}) =>
  res("lb.LoadBalancer", "front", { loadBalancerType: "network", subnets: [ref("a")], securityGroups: [ref("edge")], ...more });
const forwarded = [
  group("edge", open),
  group("db", { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [ref("edge")] }),
  res("ec2.Instance", "orders", { ami: "ami-1", instanceType: "t4g.micro", subnetId: ref("b"), vpcSecurityGroupIds: [ref("db")] }),
  res("lb.TargetGroup", "targets", { port: 5432, protocol: "TCP", vpcId: ref("main") }),
  res("lb.TargetGroupAttachment", "attachment", { targetGroupArn: ref("targets", "arn"), targetId: ref("orders") }),
  res("lb.Listener", "listener", {
    loadBalancerArn: ref("front", "arn"),
    port: 5432,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: ref("targets", "arn") }],
  }),
];

const may = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...Statement }] });
/** A role that a service runs with. */
const actor = (service: string, Action: string): Spec[] => [
  res("iam.Role", "actor", {
    name: "actor",
    assumeRolePolicy: may({ Action: "sts:AssumeRole", Principal: { Service: `${service}.amazonaws.com` } }),
  }),
  res("iam.RolePolicy", "rights", { role: ref("actor"), policy: may({ Action, Resource: "*" }) }),
];
const fn = res("lambda.Function", "web", { role: ref("actor", "arn") });
const behindUrl = (authorizationType: unknown): Spec[] => [
  fn,
  anyRes("aws:lambda/functionUrl:FunctionUrl", "url", { functionName: ref("web", "name"), authorizationType }),
];
const behindApi = (authorizationType: string): Spec[] => [
  fn,
  res("apigatewayv2.Integration", "calls", { apiId: "api", integrationType: "AWS_PROXY", integrationUri: ref("web", "arn") }),
  res("apigatewayv2.Route", "all", { apiId: "api", routeKey: "$default", target: ref("calls"), authorizationType }),
];
const behindRestApi = (authorization: string, more: object = {}): Spec[] => [
  fn,
  res("apigateway.Integration", "calls", {
    restApi: "api",
    resourceId: "root",
    httpMethod: "ANY",
    type: "AWS_PROXY",
    uri: ref("web", "invokeArn"),
  }),
  res("apigateway.Method", "any", { restApi: "api", resourceId: "root", httpMethod: "ANY", authorization, ...more }),
];
const task = anyRes("aws:ecs/taskDefinition:TaskDefinition", "task", {
  family: "shop",
  containerDefinitions: "[]",
  taskRoleArn: ref("actor", "arn"),
});
const service = (more: object): Spec[] => [
  task,
  res("ec2.SecurityGroup", "edge", { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] }),
  anyRes("aws:ecs/service:Service", "shop", { taskDefinition: ref("task", "arn"), ...more }),
];
const withAddress = (assignPublicIp: boolean) =>
  service({ networkConfiguration: { assignPublicIp, subnets: ["subnet-1"], securityGroups: [ref("edge")] } });
const behindBalancer = (internal: boolean): Spec[] => [
  ...publicNetwork,
  ...service({ loadBalancers: [{ targetGroupArn: ref("targets", "arn"), containerName: "web", containerPort: 80 }] }),
  res("lb.LoadBalancer", "front", { internal, subnets: [ref("a")], securityGroups: [ref("edge")] }),
  res("lb.TargetGroup", "targets", { port: 80, protocol: "HTTP", vpcId: ref("main") }),
  res("lb.Listener", "listener", {
    loadBalancerArn: ref("front", "arn"),
    port: 443,
    protocol: "HTTPS",
    defaultActions: [{ type: "forward", targetGroupArn: ref("targets", "arn") }],
  }),
];
const server = (more: object = {}, from = "0.0.0.0/0"): Spec[] => [
  res("iam.InstanceProfile", "profile", { name: "profile", role: ref("actor") }),
  res("ec2.SecurityGroup", "web", { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [from] }] }),
  anyRes("aws:ec2/instance:Instance", "server", {
    associatePublicIpAddress: true,
    vpcSecurityGroupIds: [ref("web")],
    iamInstanceProfile: ref("profile", "name"),
    ...more,
  }),
];
const runner = (more: object): Spec =>
  anyRes("aws:apprunner/service:Service", "runner", {
    serviceName: "runner",
    instanceConfiguration: { instanceRoleArn: ref("actor", "arn") },
    ...more,
  });

suite(network, {
  "network-public-compute-not-privileged": {
    bad: [...behindUrl("NONE"), ...actor("lambda", "*")],
    good: [...behindUrl("AWS_IAM"), ...actor("lambda", "dynamodb:GetItem")],
    pass: [
      [...behindUrl("NONE"), ...actor("lambda", "dynamodb:GetItem")],
      [...behindUrl("AWS_IAM"), ...actor("lambda", "*")],
      [fn, ...actor("lambda", "*")],
      [...server({}, "10.0.0.0/8"), ...actor("ec2", "*")],
      [...server({ associatePublicIpAddress: false }), ...actor("ec2", "*")],
      [...server(), ...actor("ec2", "s3:GetObject")],
      [...behindApi("AWS_IAM"), ...actor("lambda", "*")],
      [...behindRestApi("AWS_IAM"), ...actor("lambda", "*")],
      [...behindRestApi("NONE", { apiKeyRequired: true }), ...actor("lambda", "*")],
      [...withAddress(false), ...actor("ecs-tasks", "*")],
      [...behindBalancer(true), ...actor("ecs-tasks", "*")],
      [...behindBalancer(false), ...actor("ecs-tasks", "s3:GetObject")],
      [runner({ networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } }), ...actor("tasks.apprunner", "*")],
    ],
    fail: [
      {
        of: [...server(), ...actor("ec2", "*")],
        message: 'is open to the internet and runs with a privileged role: security group "web" → administrator role "actor"',
      },
      { of: [...server({ metadataOptions: { httpTokens: "optional" } }), ...actor("ec2", "*")], message: "which IMDSv1 hands out" },
      { of: [...behindUrl("NONE"), ...actor("lambda", "iam:PutRolePolicy")], message: 'privileged role "actor"' },
      [...behindApi("NONE"), ...actor("lambda", "*")],
      { of: [...behindRestApi("NONE"), ...actor("lambda", "*")], message: 'API method "any" → administrator role "actor"' },
      { of: [...withAddress(true), ...actor("ecs-tasks", "*")], message: 'service "shop" → administrator role "actor"' },
      {
        of: [...behindBalancer(false), ...actor("ecs-tasks", "*")],
        message: 'target group "targets" → service "shop" → administrator role',
      },
      [runner({}), ...actor("tasks.apprunner", "*")],
    ],
    unknown: [
      [...behindUrl(unknown), ...actor("lambda", "*")],
      [...server({ associatePublicIpAddress: unknown }), ...actor("ec2", "*")],
    ],
  },
  "network-internet-path-to-data-store": {
    bad: path(),
    good: [
      ...publicNetwork,
      res("rds.SubnetGroup", "subnets", { subnetIds: [ref("a")] }),
      group("app"),
      group("db", { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [ref("app")] }),
      database({ publiclyAccessible: false, storageEncrypted: true }),
    ],
    pass: [
      // One hop of the path is closed: the address, the route, the group, the port, the network ACL, Block Public Access.
      [...publicNetwork, subnets, group("db", open), database({ publiclyAccessible: false })],
      [vpc, gateway, subnet("a"), table, subnets, group("db", open), database()],
      [...publicNetwork, subnets, group("db", { ...open, cidrBlocks: ["10.0.0.0/8"] }), database()],
      [...publicNetwork, subnets, group("db", { ...open, fromPort: 443, toPort: 443 }), database()],
      path(acl(entry(50, "deny", "0.0.0.0/0"), entry(100, "allow", "0.0.0.0/0"))),
      path(acl(entry(100, "allow", "10.0.0.0/8"))),
      path(res("ec2.VpcBlockPublicAccessOptions", "block", { internetGatewayBlockMode: "block-bidirectional" })),
      // A gateway for outgoing traffic only.
      [
        vpc,
        res("ec2.NatGateway", "nat", { subnetId: ref("a") }),
        subnet("a"),
        res("ec2.RouteTable", "public", { vpcId: ref("main"), routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat") }] }),
        placed("a"),
        subnets,
        group("db", open),
        database(),
      ],
      // The caches have no public address.
      [
        ...publicNetwork,
        group("db", open),
        res("elasticache.ReplicationGroup", "cache", { description: "c", securityGroupIds: [ref("db")] }),
      ],
      // An instance that is open as a whole is not known to be a data store: other rules report its group.
      [
        ...publicNetwork,
        group("db", { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
        res("ec2.Instance", "web", { associatePublicIpAddress: true, subnetId: ref("a"), vpcSecurityGroupIds: [ref("db")] }),
      ],
      [...publicNetwork, subnet("b"), balancer({ internal: true }), ...forwarded],
      [...publicNetwork, subnet("b"), balancer(), ...forwarded.map((one) => (one.name === "edge" ? group("edge") : one))],
    ],
    fail: [
      path(acl(entry(100, "allow", "0.0.0.0/0"), entry(200, "deny", "0.0.0.0/0"))),
      // The other two forms of rules, and halves of the internet.
      [
        ...publicNetwork,
        subnets,
        group("db"),
        res("vpc.SecurityGroupIngressRule", "open", {
          securityGroupId: ref("db"),
          ipProtocol: "-1",
          cidrIpv4: "0.0.0.0/0",
        }),
        database(),
      ],
      [
        ...publicNetwork,
        subnets,
        group("db"),
        ...["0.0.0.0/1", "128.0.0.0/1"].map((cidr, i) =>
          res("ec2.SecurityGroupRule", `half${i}`, { ...open, type: "ingress", securityGroupId: ref("db"), cidrBlocks: [cidr] }),
        ),
        database(),
      ],
      // By routes of their own, the main route table, and without any network of the program.
      [
        vpc,
        gateway,
        subnet("a"),
        res("ec2.RouteTable", "public", { vpcId: ref("main") }),
        placed("a"),
        res("ec2.Route", "out", { routeTableId: ref("public"), destinationCidrBlock: "0.0.0.0/0", gatewayId: ref("igw") }),
        subnets,
        group("db", open),
        database(),
      ],
      [
        vpc,
        gateway,
        subnet("a"),
        res("ec2.Route", "out", {
          routeTableId: ref("main", "mainRouteTableId"),
          destinationCidrBlock: "0.0.0.0/0",
          gatewayId: ref("igw"),
        }),
        subnets,
        group("db", open),
        database(),
      ],
      [
        vpc,
        gateway,
        subnet("a"),
        res("ec2.DefaultRouteTable", "main-routes", {
          defaultRouteTableId: ref("main", "defaultRouteTableId"),
          routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: ref("igw") }],
        }),
        subnets,
        group("db", open),
        database(),
      ],
      [group("db", open), database({ dbSubnetGroupName: undefined }), vpc],
      // A member of a cluster has the groups and the port of the cluster.
      [
        ...publicNetwork,
        subnets,
        group("db", open),
        res("rds.Cluster", "cluster", {
          engine: "aurora-postgresql",
          dbSubnetGroupName: ref("subnets", "name"),
          vpcSecurityGroupIds: [ref("db")],
        }),
        res("rds.ClusterInstance", "member", {
          clusterIdentifier: ref("cluster"),
          engine: "aurora-postgresql",
          instanceClass: "db.r8g.large",
          publiclyAccessible: true,
        }),
      ],
      [
        ...publicNetwork,
        group("db", open),
        res("ec2.Instance", "postgres", { subnetId: ref("a"), vpcSecurityGroupIds: [ref("db")] }),
        res("ec2.Eip", "address", { instance: ref("postgres") }),
      ],
      // Through a load balancer that lets the internet in and forwards to the store.
      [...publicNetwork, subnet("b"), balancer(), ...forwarded],
    ],
    unknown: [
      [...publicNetwork, subnets, group("db", open), database({ publiclyAccessible: unknown })],
      [...publicNetwork, subnets, group("db", { ...open, cidrBlocks: [unknown] }), database()],
      [...publicNetwork, subnets, database({ vpcSecurityGroupIds: ["sg-0123456789abcdef0"] })],
      [group("db", open), vpc, database({ dbSubnetGroupName: "shared" })],
    ],
  },
});
