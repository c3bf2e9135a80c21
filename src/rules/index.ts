import { type RegisteredRule, type RuleGroups, register } from "../language/registry.js";
import { arn } from "./arn.js";
import { acm } from "./aws/acm.js";
import { acmpca } from "./aws/acmpca.js";
import { amplify } from "./aws/amplify.js";
import { apigateway } from "./aws/apigateway.js";
import { apigatewayv2 } from "./aws/apigatewayv2.js";
import { appflow } from "./aws/appflow.js";
import { apprunner } from "./aws/apprunner.js";
import { appstream } from "./aws/appstream.js";
import { appsync } from "./aws/appsync.js";
import { athena } from "./aws/athena.js";
import { autoscaling } from "./aws/autoscaling.js";
import { backup } from "./aws/backup.js";
import { backupLocks } from "./aws/backup-locks.js";
import { batch } from "./aws/batch.js";
import { bedrock } from "./aws/bedrock.js";
import { cfg } from "./aws/cfg.js";
import { cloud9 } from "./aws/cloud9.js";
import { cloudformation } from "./aws/cloudformation.js";
import { cloudfront } from "./aws/cloudfront.js";
import { cloudfrontOrigins } from "./aws/cloudfront-origins.js";
import { cloudsearch } from "./aws/cloudsearch.js";
import { cloudtrail } from "./aws/cloudtrail.js";
import { cloudtrailData } from "./aws/cloudtrail-data.js";
import { cloudwatch } from "./aws/cloudwatch.js";
import { cloudwatchAlarms } from "./aws/cloudwatch-alarms.js";
import { codeartifact } from "./aws/codeartifact.js";
import { codebuild } from "./aws/codebuild.js";
import { codecommit } from "./aws/codecommit.js";
import { codegurureviewer } from "./aws/codegurureviewer.js";
import { codepipeline } from "./aws/codepipeline.js";
import { cognito } from "./aws/cognito.js";
import { cognitoUsers } from "./aws/cognito-users.js";
import { comprehend } from "./aws/comprehend.js";
import { connect } from "./aws/connect.js";
import { connectLogs } from "./aws/connect-logs.js";
import { datasync } from "./aws/datasync.js";
import { dax } from "./aws/dax.js";
import { daxNodes } from "./aws/dax-nodes.js";
import { directoryservice } from "./aws/directoryservice.js";
import { dlm } from "./aws/dlm.js";
import { dms } from "./aws/dms.js";
import { dmsTasks } from "./aws/dms-tasks.js";
import { docdb } from "./aws/docdb.js";
import { docdbZones } from "./aws/docdb-zones.js";
import { dynamodb } from "./aws/dynamodb.js";
import { ebs } from "./aws/ebs.js";
import { ebsSharing } from "./aws/ebs-sharing.js";
import { ec2 } from "./aws/ec2.js";
import { ec2Network } from "./aws/ec2-network.js";
import { ec2Instances } from "./aws/ec2-placement.js";
import { ecr } from "./aws/ecr.js";
import { ecs } from "./aws/ecs.js";
import { efs } from "./aws/efs.js";
import { eks } from "./aws/eks.js";
import { elasticache } from "./aws/elasticache.js";
import { elasticbeanstalk } from "./aws/elasticbeanstalk.js";
import { elasticbeanstalkSettings } from "./aws/elasticbeanstalk-settings.js";
import { elb } from "./aws/elb.js";
import { elbHealth } from "./aws/elb-health.js";
import { emr } from "./aws/emr.js";
import { emrAccess } from "./aws/emr-access.js";
import { fsx } from "./aws/fsx.js";
import { fsxOperations } from "./aws/fsx-operations.js";
import { globalaccelerator } from "./aws/globalaccelerator.js";
import { glue } from "./aws/glue.js";
import { glueVersions } from "./aws/glue-versions.js";
import { guardduty } from "./aws/guardduty.js";
import { guarddutyPlans } from "./aws/guardduty-plans.js";
import { iamUsers } from "./aws/iam-users.js";
import { imagebuilder } from "./aws/imagebuilder.js";
import { inspector2 } from "./aws/inspector2.js";
import { kendra } from "./aws/kendra.js";
import { keyspaces } from "./aws/keyspaces.js";
import { kinesis } from "./aws/kinesis.js";
import { kinesisanalyticsv2 } from "./aws/kinesisanalyticsv2.js";
import { kms } from "./aws/kms.js";
import { kmsPolicies } from "./aws/kms-policies.js";
import { lambda } from "./aws/lambda.js";
import { lambdaOperations } from "./aws/lambda-operations.js";
import { lb } from "./aws/lb.js";
import { lbOperations } from "./aws/lb-operations.js";
import { lex } from "./aws/lex.js";
import { lightsail } from "./aws/lightsail.js";
import { mediastore } from "./aws/mediastore.js";
import { memorydb } from "./aws/memorydb.js";
import { mq } from "./aws/mq.js";
import { msk } from "./aws/msk.js";
import { mwaa } from "./aws/mwaa.js";
import { neptune } from "./aws/neptune.js";
import { neptuneZones } from "./aws/neptune-zones.js";
import { networkfirewall } from "./aws/networkfirewall.js";
import { opensearch } from "./aws/opensearch.js";
import { quicksight } from "./aws/quicksight.js";
import { rds } from "./aws/rds.js";
import { rdsOperations } from "./aws/rds-operations.js";
import { redshift } from "./aws/redshift.js";
import { redshiftNames } from "./aws/redshift-names.js";
import { redshiftserverless } from "./aws/redshiftserverless.js";
import { route53 } from "./aws/route53.js";
import { route53domains } from "./aws/route53domains.js";
import { s3 } from "./aws/s3.js";
import { s3Exposure } from "./aws/s3-exposure.js";
import { s3More } from "./aws/s3-more.js";
import { s3Operations } from "./aws/s3-operations.js";
import { sagemaker } from "./aws/sagemaker.js";
import { scheduler } from "./aws/scheduler.js";
import { secretsmanager } from "./aws/secretsmanager.js";
import { ses } from "./aws/ses.js";
import { sfn } from "./aws/sfn.js";
import { sns } from "./aws/sns.js";
import { snsDelivery } from "./aws/sns-delivery.js";
import { sqs } from "./aws/sqs.js";
import { ssm } from "./aws/ssm.js";
import { ssmSessions } from "./aws/ssm-sessions.js";
import { timestreamwrite } from "./aws/timestreamwrite.js";
import { transfer } from "./aws/transfer.js";
import { waf } from "./aws/waf.js";
import { wafv2 } from "./aws/wafv2.js";
import { workspaces } from "./aws/workspaces.js";
import { iam } from "./iam.js";
import { log } from "./log.js";
import { network } from "./network.js";
import { plan } from "./plan.js";
import { protect } from "./protect.js";
import { provider } from "./provider.js";
import { secrets } from "./secrets.js";
import { stack } from "./stack.js";
import { style } from "./style.js";
import { tags } from "./tags.js";
import { valid } from "./valid.js";
import { waivers } from "./waivers.js";

/** The rules by their file. */
export const groups: RuleGroups = {
  inspector2,
  directoryservice,
  appstream,
  acmpca,
  quicksight,
  mediastore,
  lex,
  kinesisanalyticsv2,
  acm,
  amplify,
  apigateway,
  apigatewayv2,
  appflow,
  apprunner,
  appsync,
  arn,
  athena,
  autoscaling,
  backup: { ...backup, ...backupLocks },
  batch,
  bedrock,
  cfg,
  cloud9,
  cloudformation,
  cloudfront: { ...cloudfront, ...cloudfrontOrigins },
  cloudsearch,
  cloudtrail: { ...cloudtrail, ...cloudtrailData },
  cloudwatch: { ...cloudwatch, ...cloudwatchAlarms },
  codeartifact,
  codebuild,
  codecommit,
  codegurureviewer,
  codepipeline,
  cognito: { ...cognito, ...cognitoUsers },
  comprehend,
  connect: { ...connect, ...connectLogs },
  datasync,
  dax: { ...dax, ...daxNodes },
  dlm,
  dms: { ...dms, ...dmsTasks },
  docdb: { ...docdb, ...docdbZones },
  dynamodb,
  ebs: { ...ebs, ...ebsSharing },
  ec2: { ...ec2, ...ec2Network, ...ec2Instances },
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  elasticbeanstalk: { ...elasticbeanstalk, ...elasticbeanstalkSettings },
  elb: { ...elb, ...elbHealth },
  emr: { ...emr, ...emrAccess },
  fsx: { ...fsx, ...fsxOperations },
  globalaccelerator,
  glue: { ...glue, ...glueVersions },
  guardduty: { ...guardduty, ...guarddutyPlans },
  iam: { ...iam, ...iamUsers },
  imagebuilder,
  kendra,
  keyspaces,
  kinesis,
  kms: { ...kms, ...kmsPolicies },
  lambda: { ...lambda, ...lambdaOperations },
  lb: { ...lb, ...lbOperations },
  lightsail,
  log,
  memorydb,
  mq,
  msk,
  mwaa,
  neptune: { ...neptune, ...neptuneZones },
  network,
  networkfirewall,
  opensearch,
  plan,
  protect,
  provider,
  rds: { ...rds, ...rdsOperations },
  redshift: { ...redshift, ...redshiftNames },
  redshiftserverless,
  route53,
  route53domains,
  s3: { ...s3, ...s3Exposure, ...s3Operations, ...s3More },
  sagemaker,
  scheduler,
  secrets,
  secretsmanager,
  ses,
  sfn,
  sns: { ...sns, ...snsDelivery },
  sqs,
  ssm: { ...ssm, ...ssmSessions },
  stack,
  style,
  tags,
  timestreamwrite,
  transfer,
  waf,
  wafv2,
  valid,
  waivers,
  workspaces,
};

/** Every rule, sorted by id. */
export const allRules: readonly RegisteredRule[] = register(groups);
