/** A container service with its database as an experienced engineer writes it: load balancer, Fargate, Aurora, cache, autoscaling. */
import { anyRes, ref, res, type Spec } from "../../src/testing/case.js";
import { network } from "./network.js";
import { alarm, allow, bucket, foundations, managedRules, ownAccount, policy, trust } from "./parts.js";
import { account, json, providerInputs, region, text } from "./state.js";

const project = "shop-service";
const zones = ["a", "b"] as const;

/** A rule from one security group to another. */
const between = (from: string, to: string, port: number): Spec[] => [
  res("vpc.SecurityGroupIngressRule", `${to}-from-${from}`, {
    securityGroupId: ref(to),
    referencedSecurityGroupId: ref(from),
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    description: `From ${from}`,
  }),
  res("vpc.SecurityGroupEgressRule", `${from}-to-${to}`, {
    securityGroupId: ref(from),
    referencedSecurityGroupId: ref(to),
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    description: `To ${to}`,
  }),
];

const groups: Spec[] = [
  ...["balancer", "service", "database", "cache"].map((name) =>
    res("ec2.SecurityGroup", name, { vpcId: ref("vpc"), description: `The ${name}` }),
  ),
  ...([80, 443] as const).map((port) =>
    res("vpc.SecurityGroupIngressRule", `balancer-from-internet-${port}`, {
      securityGroupId: ref("balancer"),
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: port === 80 ? "HTTP, redirected to HTTPS" : "HTTPS from everywhere",
    }),
  ),
  ...between("balancer", "service", 8080),
  ...between("service", "database", 5432),
  ...between("service", "cache", 6379),
  ...between("service", "endpoints", 443),
  res("vpc.SecurityGroupEgressRule", "service-to-internet", {
    securityGroupId: ref("service"),
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    description: "HTTPS to payment providers",
  }),
];

const balancer: Spec[] = [
  ...bucket("balancer-logs", undefined, [
    {
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: text`${ref("balancer-logs", "arn")}/shop/AWSLogs/${account}/*`,
      Condition: ownAccount,
    },
  ]),
  res("acm.Certificate", "certificate", { domainName: "shop.example.com", validationMethod: "DNS", keyAlgorithm: "EC_prime256v1" }),
  res("acm.CertificateValidation", "certificate-valid", { certificateArn: ref("certificate", "arn") }),
  res("lb.LoadBalancer", "shop", {
    loadBalancerType: "application",
    internal: false,
    subnets: [ref("public-a"), ref("public-b")],
    securityGroups: [ref("balancer")],
    dropInvalidHeaderFields: true,
    enableDeletionProtection: true,
    accessLogs: { enabled: true, bucket: ref("balancer-logs", "bucket"), prefix: "shop" },
    connectionLogs: { enabled: true, bucket: ref("balancer-logs", "bucket"), prefix: "shop" },
  }),
  res("lb.TargetGroup", "web", {
    vpcId: ref("vpc"),
    port: 8080,
    protocol: "HTTP",
    targetType: "ip",
    deregistrationDelay: 30,
    healthCheck: { path: "/healthz", matcher: "200", interval: 10, healthyThreshold: 2, unhealthyThreshold: 3 },
  }),
  res("lb.Listener", "https", {
    loadBalancerArn: ref("shop", "arn"),
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    certificateArn: ref("certificate-valid", "certificateArn"),
    defaultActions: [{ type: "forward", targetGroupArn: ref("web", "arn") }],
  }),
  res("lb.Listener", "http", {
    loadBalancerArn: ref("shop", "arn"),
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
  }),
  res("wafv2.WebAcl", "firewall", {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: [
      managedRules("common", 1, "AWSManagedRulesCommonRuleSet"),
      managedRules("known-bad-inputs", 2, "AWSManagedRulesKnownBadInputsRuleSet"),
      managedRules("sql", 3, "AWSManagedRulesSQLiRuleSet"),
      managedRules("ip-reputation", 4, "AWSManagedRulesAmazonIpReputationList"),
    ] as never,
    visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "firewall" },
  }),
  res("wafv2.WebAclAssociation", "firewall-shop", { resourceArn: ref("shop", "arn"), webAclArn: ref("firewall", "arn") }),
  res("cloudwatch.LogGroup", "firewall-logs", { name: "aws-waf-logs-shop", retentionInDays: 365, kmsKeyId: ref("logs-key", "arn") }),
  res("wafv2.WebAclLoggingConfiguration", "firewall-logging", {
    resourceArn: ref("firewall", "arn"),
    logDestinationConfigs: [ref("firewall-logs", "arn")],
    redactedFields: [{ singleHeader: { name: "authorization" } }],
  }),
  res("route53.Record", "shop-a", {
    zoneId: "Z0123456789ABCDEFGHIJ",
    name: "shop.example.com",
    type: "A",
    aliases: [{ name: ref("shop", "dnsName"), zoneId: ref("shop", "zoneId"), evaluateTargetHealth: true }],
  }),
  alarm("shop-5xx", "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", { LoadBalancer: ref("shop", "arnSuffix") }, 10),
];

const data: Spec[] = [
  res("rds.SubnetGroup", "isolated", { subnetIds: zones.map((zone) => ref(`isolated-${zone}`)) }),
  res("rds.ClusterParameterGroup", "postgres", {
    family: "aurora-postgresql17",
    parameters: [
      { name: "rds.force_ssl", value: "1" },
      { name: "log_statement", value: "ddl" },
      { name: "log_min_duration_statement", value: "1000" },
    ],
  }),
  res(
    "rds.Cluster",
    "orders",
    {
      engine: "aurora-postgresql",
      engineVersion: "17.5",
      databaseName: "orders",
      masterUsername: "orders_admin",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: ref("data-key", "arn"),
      iamDatabaseAuthenticationEnabled: true,
      storageEncrypted: true,
      kmsKeyId: ref("data-key", "arn"),
      dbSubnetGroupName: ref("isolated", "name"),
      dbClusterParameterGroupName: ref("postgres", "name"),
      vpcSecurityGroupIds: [ref("database")],
      backupRetentionPeriod: 35,
      preferredBackupWindow: "02:00-03:00",
      copyTagsToSnapshot: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "orders-final",
      enabledCloudwatchLogsExports: ["postgresql"],
      serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity: 16 },
    },
    { protect: true },
  ),
  res("iam.Role", "monitoring", { assumeRolePolicy: trust("monitoring.rds.amazonaws.com") }),
  res("iam.RolePolicyAttachment", "monitoring-policy", {
    role: ref("monitoring", "name"),
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
  }),
  ...zones.map((zone) =>
    res("rds.ClusterInstance", `orders-${zone}`, {
      clusterIdentifier: ref("orders"),
      engine: "aurora-postgresql",
      engineVersion: "17.5",
      instanceClass: "db.serverless",
      availabilityZone: `${region}${zone}`,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      caCertIdentifier: "rds-ca-ecc384-g1",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: ref("data-key", "arn"),
      monitoringInterval: 30,
      monitoringRoleArn: ref("monitoring", "arn"),
    }),
  ),
  alarm("orders-cpu", "AWS/RDS", "CPUUtilization", { DBClusterIdentifier: ref("orders") }, 80),
  res("elasticache.SubnetGroup", "isolated-cache", { subnetIds: zones.map((zone) => ref(`isolated-${zone}`)) }),
  anyRes("random:index/randomPassword:RandomPassword", "cache-token", { length: 64, special: false }),
  res("secretsmanager.Secret", "cache-credentials", { kmsKeyId: ref("data-key", "arn"), recoveryWindowInDays: 30 }, { protect: true }),
  res("secretsmanager.SecretVersion", "cache-credentials-value", {
    secretId: ref("cache-credentials"),
    secretString: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:redacted" } as never,
  }),
  res("elasticache.ReplicationGroup", "sessions", {
    description: "Sessions of the shop",
    engine: "valkey",
    engineVersion: "8.0",
    nodeType: "cache.t4g.small",
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    subnetGroupName: ref("isolated-cache", "name"),
    securityGroupIds: [ref("cache")],
    atRestEncryptionEnabled: true,
    kmsKeyId: ref("data-key", "arn"),
    transitEncryptionEnabled: true,
    authToken: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:redacted" } as never,
    snapshotRetentionLimit: 7,
    autoMinorVersionUpgrade: true,
  }),
];

const image = text`${ref("web-images", "repositoryUrl")}@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1`;
const service: Spec[] = [
  res(
    "ecr.Repository",
    "web-images",
    {
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: ref("data-key", "arn") }],
    },
    { protect: true },
  ),
  res("ecr.LifecyclePolicy", "web-images-old", {
    repository: ref("web-images", "name"),
    policy: json({
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
          action: { type: "expire" },
        },
      ],
    }),
  }),
  res("ecs.Cluster", "cluster", { settings: [{ name: "containerInsights", value: "enhanced" }] }),
  res("ecs.ClusterCapacityProviders", "cluster-fargate", {
    clusterName: ref("cluster", "name"),
    capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", base: 2, weight: 1 }],
  }),
  res("cloudwatch.LogGroup", "web-logs", { retentionInDays: 365, kmsKeyId: ref("logs-key", "arn") }),
  res("iam.Role", "execution", { assumeRolePolicy: trust("ecs-tasks.amazonaws.com", ownAccount) }),
  res("iam.RolePolicyAttachment", "execution-policy", {
    role: ref("execution", "name"),
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  }),
  res("iam.RolePolicy", "execution-secrets", {
    role: ref("execution"),
    policy: policy(allow("secretsmanager:GetSecretValue", [ref("cache-credentials", "arn")]), allow("kms:Decrypt", ref("data-key", "arn"))),
  }),
  res("iam.Role", "task", { assumeRolePolicy: trust("ecs-tasks.amazonaws.com", ownAccount) }),
  res("iam.RolePolicy", "task-database", {
    role: ref("task"),
    policy: policy(allow("rds-db:connect", text`arn:aws:rds-db:${region}:${account}:dbuser:${ref("orders", "clusterResourceId")}/shop`)),
  }),
  res("ecs.TaskDefinition", "web-task", {
    family: "web",
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "512",
    memory: "1024",
    runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
    executionRoleArn: ref("execution", "arn"),
    taskRoleArn: ref("task", "arn"),
    volumes: [{ name: "tmp" }],
    containerDefinitions: json([
      {
        name: "web",
        image,
        essential: true,
        user: "10001",
        readonlyRootFilesystem: true,
        stopTimeout: 60,
        linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
        portMappings: [{ containerPort: 8080, protocol: "tcp" }],
        mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }],
        environment: [
          { name: "DATABASE_HOST", value: ref("orders", "endpoint") },
          { name: "DATABASE_USER", value: "shop" },
          { name: "CACHE_HOST", value: ref("sessions", "primaryEndpointAddress") },
        ],
        secrets: [{ name: "CACHE_TOKEN", valueFrom: ref("cache-credentials", "arn") }],
        healthCheck: { command: ["CMD", "/app/healthcheck"], interval: 10, timeout: 3, retries: 3, startPeriod: 15 },
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": ref("web-logs", "name"), "awslogs-region": region, "awslogs-stream-prefix": "web" },
        },
      },
    ]),
  }),
  res("ecs.Service", "web-service", {
    cluster: ref("cluster", "arn"),
    taskDefinition: ref("web-task", "arn"),
    desiredCount: 3,
    launchType: "FARGATE",
    platformVersion: "LATEST",
    availabilityZoneRebalancing: "ENABLED",
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    healthCheckGracePeriodSeconds: 30,
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { enable: true, rollback: true, alarmNames: [ref("shop-5xx", "name")] },
    networkConfiguration: {
      subnets: zones.map((zone) => ref(`private-${zone}`)),
      securityGroups: [ref("service")],
      assignPublicIp: false,
    },
    loadBalancers: [{ targetGroupArn: ref("web", "arn"), containerName: "web", containerPort: 8080 }],
  }),
  res("appautoscaling.Target", "web-scaling", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: text`service/${ref("cluster", "name")}/${ref("web-service", "name")}`,
    minCapacity: 3,
    maxCapacity: 20,
  }),
  res("appautoscaling.Policy", "web-scaling-cpu", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: ref("web-scaling", "resourceId"),
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 60,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
  }),
  alarm("web-cpu", "AWS/ECS", "CPUUtilization", { ClusterName: ref("cluster", "name"), ServiceName: ref("web-service", "name") }, 85),
];

const providers = [
  anyRes("pulumi:providers:aws", "default", providerInputs(region, project)),
  anyRes("pulumi:providers:random", "random", { version: "4.18.0" }),
];
export const container = { project, of: [...providers, ...foundations, ...network, ...groups, ...balancer, ...data, ...service] };
