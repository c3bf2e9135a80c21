/** What AWS takes for a name: its length in characters, and the characters it may have. */
export interface NameLimit {
  /** The class and the input, as a program spells them: `lambda.Function#name`. */
  readonly input: string;
  readonly least?: number;
  readonly most: number;
  readonly pattern?: RegExp;
  /** Beginnings and ends that AWS keeps for itself. */
  readonly reserved?: RegExp;
  /** The characters in words, as a message continues "expected". */
  readonly characters?: string;
  /** The page of AWS that has the limit. */
  readonly docs: string;
}

const api = "https://docs.aws.amazon.com/";
const iam = `${api}IAM/latest/UserGuide/reference_iam-quotas.html`;
const iamName = { pattern: /^[\w+=,.@-]+$/, characters: "letters, digits and _+=,.@-", docs: iam };
const word = { pattern: /^[A-Za-z0-9_-]+$/, characters: "letters, digits, _ and -" };
const dotted = { pattern: /^[A-Za-z0-9_.-]+$/, characters: "letters, digits, _, - and ." };
const fifo = { pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/, characters: "letters, digits, _ and -, with `.fifo` at the end of a FIFO one" };
const hyphened = {
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/i,
  characters: "letters, digits and single hyphens, a letter first and no hyphen last",
};
const balancer = { pattern: /^(?!-|internal-)[A-Za-z0-9-]+(?<!-)$/, characters: "letters, digits and hyphens, no hyphen first or last" };
const limitsOfElb = `${api}elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html`;
const ecs = `${api}AmazonECS/latest/APIReference/`;
const rds = `${api}AmazonRDS/latest/APIReference/`;
const cache = `${api}AmazonElastiCache/latest/APIReference/`;

/** The limits of names that people choose. Prefixes and names that the provider makes are not in it. */
export const nameLimits: readonly NameLimit[] = [
  { input: "lambda.Function#name", most: 64, ...word, docs: `${api}lambda/latest/api/API_CreateFunction.html` },
  { input: "iam.Role#name", most: 64, ...iamName },
  { input: "iam.User#name", most: 64, ...iamName },
  { input: "iam.Group#name", most: 128, ...iamName },
  { input: "iam.Policy#name", most: 128, ...iamName },
  { input: "iam.RolePolicy#name", most: 128, ...iamName },
  { input: "iam.UserPolicy#name", most: 128, ...iamName },
  { input: "iam.GroupPolicy#name", most: 128, ...iamName },
  { input: "iam.InstanceProfile#name", most: 128, ...iamName },
  { input: "lb.LoadBalancer#name", most: 32, ...balancer, docs: limitsOfElb },
  {
    input: "lb.TargetGroup#name",
    most: 32,
    ...balancer,
    docs: `${api}elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html`,
  },
  {
    input: "elb.LoadBalancer#name",
    most: 32,
    ...balancer,
    docs: `${api}elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html`,
  },
  { input: "sqs.Queue#name", most: 80, ...fifo, docs: `${api}AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html` },
  { input: "sns.Topic#name", most: 256, ...fifo, docs: `${api}sns/latest/api/API_CreateTopic.html` },
  { input: "dynamodb.Table#name", least: 3, most: 255, ...dotted, docs: `${api}amazondynamodb/latest/APIReference/API_CreateTable.html` },
  {
    input: "s3.Bucket#bucket",
    ...{ least: 3, most: 63 },
    pattern: /^[a-z0-9](?!.*\.\.)[a-z0-9.-]*[a-z0-9]$/,
    reserved: /^(xn--|sthree-|amzn-s3-demo-|\d+\.\d+\.\d+\.\d+$)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
    characters:
      "lowercase letters, digits, hyphens and single dots, a letter or digit first and last, and none of the reserved beginnings and ends",
    docs: `${api}AmazonS3/latest/userguide/bucketnamingrules.html`,
  },
  { input: "rds.Instance#identifier", most: 63, ...hyphened, docs: `${rds}API_CreateDBInstance.html` },
  { input: "rds.Cluster#clusterIdentifier", most: 63, ...hyphened, docs: `${rds}API_CreateDBCluster.html` },
  {
    input: "docdb.Cluster#clusterIdentifier",
    most: 63,
    ...hyphened,
    docs: `${api}documentdb/latest/developerguide/API_CreateDBCluster.html`,
  },
  { input: "neptune.Cluster#clusterIdentifier", most: 63, ...hyphened, docs: `${api}neptune/latest/apiref/API_CreateDBCluster.html` },
  { input: "redshift.Cluster#clusterIdentifier", most: 63, ...hyphened, docs: `${api}redshift/latest/APIReference/API_CreateCluster.html` },
  { input: "elasticache.ReplicationGroup#replicationGroupId", most: 40, ...hyphened, docs: `${cache}API_CreateReplicationGroup.html` },
  { input: "elasticache.Cluster#clusterId", most: 50, ...hyphened, docs: `${cache}API_CreateCacheCluster.html` },
  { input: "ecs.Cluster#name", most: 255, ...word, docs: `${ecs}API_CreateCluster.html` },
  { input: "ecs.Service#name", most: 255, ...word, docs: `${ecs}API_CreateService.html` },
  { input: "ecs.TaskDefinition#family", most: 255, ...word, docs: `${ecs}API_RegisterTaskDefinition.html` },
  {
    input: "ecr.Repository#name",
    ...{ least: 2, most: 256 },
    pattern: /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
    characters: "lowercase letters and digits, with . _ - and / between them",
    docs: `${api}AmazonECR/latest/APIReference/API_CreateRepository.html`,
  },
  {
    input: "cloudwatch.LogGroup#name",
    most: 512,
    pattern: /^[.\-_/#A-Za-z0-9]+$/,
    characters: "letters, digits and . - _ / #",
    docs: `${api}AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html`,
  },
  { input: "cloudwatch.MetricAlarm#name", most: 255, docs: `${api}AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html` },
  { input: "cloudwatch.EventRule#name", most: 64, ...dotted, docs: `${api}eventbridge/latest/APIReference/API_PutRule.html` },
  { input: "scheduler.Schedule#name", most: 64, ...dotted, docs: `${api}scheduler/latest/APIReference/API_CreateSchedule.html` },
  { input: "sfn.StateMachine#name", most: 80, docs: `${api}step-functions/latest/apireference/API_CreateStateMachine.html` },
  { input: "kinesis.Stream#name", most: 128, ...dotted, docs: `${api}kinesis/latest/APIReference/API_CreateStream.html` },
  {
    input: "kinesis.FirehoseDeliveryStream#name",
    most: 64,
    ...dotted,
    docs: `${api}firehose/latest/APIReference/API_CreateDeliveryStream.html`,
  },
  {
    input: "eks.Cluster#name",
    most: 100,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
    characters: "letters, digits, _ and -, a letter or digit first",
    docs: `${api}eks/latest/APIReference/API_CreateCluster.html`,
  },
  {
    input: "secretsmanager.Secret#name",
    most: 512,
    pattern: /^[A-Za-z0-9/_+=.@-]+$/,
    characters: "letters, digits and /_+=.@-",
    docs: `${api}secretsmanager/latest/apireference/API_CreateSecret.html`,
  },
  {
    input: "kms.Alias#name",
    most: 256,
    pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/,
    characters: "`alias/` and then letters, digits and / _ -, not `alias/aws/`",
    docs: `${api}kms/latest/APIReference/API_CreateAlias.html`,
  },
  {
    input: "ec2.SecurityGroup#name",
    most: 255,
    pattern: /^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/,
    characters: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not `sg-` first",
    docs: `${api}AWSEC2/latest/APIReference/API_CreateSecurityGroup.html`,
  },
  {
    input: "ec2.SecurityGroup#description",
    most: 255,
    pattern: /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/,
    characters: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
    docs: `${api}AWSEC2/latest/APIReference/API_CreateSecurityGroup.html`,
  },
  { input: "ec2.LaunchTemplate#name", least: 3, most: 128, docs: `${api}AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html` },
  { input: "autoscaling.Group#name", most: 255, docs: `${api}autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html` },
  {
    input: "opensearch.Domain#domainName",
    ...{ least: 3, most: 28 },
    pattern: /^[a-z][a-z0-9-]+$/,
    characters: "lowercase letters, digits and hyphens, a letter first",
    docs: `${api}opensearch-service/latest/APIReference/API_CreateDomain.html`,
  },
  { input: "wafv2.WebAcl#name", most: 128, ...word, docs: `${api}waf/latest/APIReference/API_CreateWebACL.html` },
  { input: "cognito.UserPool#name", most: 128, docs: `${api}cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html` },
  { input: "athena.Workgroup#name", most: 128, ...dotted, docs: `${api}athena/latest/APIReference/API_CreateWorkGroup.html` },
  { input: "codebuild.Project#name", least: 2, most: 150, ...word, docs: `${api}codebuild/latest/APIReference/API_CreateProject.html` },
  { input: "codepipeline.Pipeline#name", most: 100, docs: `${api}codepipeline/latest/APIReference/API_PipelineDeclaration.html` },
  { input: "apprunner.Service#serviceName", least: 4, most: 40, ...word, docs: `${api}apprunner/latest/api/API_CreateService.html` },
];
