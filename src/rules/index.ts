import { type RegisteredRule, type RuleGroups, register } from "../language/registry.js";
import { arn } from "./arn.js";
import { acm } from "./aws/acm.js";
import { amplify } from "./aws/amplify.js";
import { apigateway } from "./aws/apigateway.js";
import { apigatewayv2 } from "./aws/apigatewayv2.js";
import { appflow } from "./aws/appflow.js";
import { apprunner } from "./aws/apprunner.js";
import { appsync } from "./aws/appsync.js";
import { athena } from "./aws/athena.js";
import { autoscaling } from "./aws/autoscaling.js";
import { backup } from "./aws/backup.js";
import { batch } from "./aws/batch.js";
import { bedrock } from "./aws/bedrock.js";
import { cfg } from "./aws/cfg.js";
import { cloud9 } from "./aws/cloud9.js";
import { cloudformation } from "./aws/cloudformation.js";
import { cloudfront } from "./aws/cloudfront.js";
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
import { comprehend } from "./aws/comprehend.js";
import { connect } from "./aws/connect.js";
import { datasync } from "./aws/datasync.js";
import { dax } from "./aws/dax.js";
import { dlm } from "./aws/dlm.js";
import { dms } from "./aws/dms.js";
import { docdb } from "./aws/docdb.js";
import { dynamodb } from "./aws/dynamodb.js";
import { ebs } from "./aws/ebs.js";
import { ec2 } from "./aws/ec2.js";
import { ec2Network } from "./aws/ec2-network.js";
import { ecr } from "./aws/ecr.js";
import { ecs } from "./aws/ecs.js";
import { efs } from "./aws/efs.js";
import { eks } from "./aws/eks.js";
import { elasticache } from "./aws/elasticache.js";
import { elasticbeanstalk } from "./aws/elasticbeanstalk.js";
import { elb } from "./aws/elb.js";
import { emr } from "./aws/emr.js";
import { fsx } from "./aws/fsx.js";
import { globalaccelerator } from "./aws/globalaccelerator.js";
import { glue } from "./aws/glue.js";
import { guardduty } from "./aws/guardduty.js";
import { imagebuilder } from "./aws/imagebuilder.js";
import { kendra } from "./aws/kendra.js";
import { keyspaces } from "./aws/keyspaces.js";
import { kinesis } from "./aws/kinesis.js";
import { kms } from "./aws/kms.js";
import { lambda } from "./aws/lambda.js";
import { lb } from "./aws/lb.js";
import { lightsail } from "./aws/lightsail.js";
import { memorydb } from "./aws/memorydb.js";
import { mq } from "./aws/mq.js";
import { msk } from "./aws/msk.js";
import { mwaa } from "./aws/mwaa.js";
import { neptune } from "./aws/neptune.js";
import { networkfirewall } from "./aws/networkfirewall.js";
import { opensearch } from "./aws/opensearch.js";
import { rds } from "./aws/rds.js";
import { rdsOperations } from "./aws/rds-operations.js";
import { redshift } from "./aws/redshift.js";
import { redshiftserverless } from "./aws/redshiftserverless.js";
import { route53 } from "./aws/route53.js";
import { route53domains } from "./aws/route53domains.js";
import { s3 } from "./aws/s3.js";
import { s3Exposure } from "./aws/s3-exposure.js";
import { s3Operations } from "./aws/s3-operations.js";
import { sagemaker } from "./aws/sagemaker.js";
import { scheduler } from "./aws/scheduler.js";
import { secretsmanager } from "./aws/secretsmanager.js";
import { ses } from "./aws/ses.js";
import { sfn } from "./aws/sfn.js";
import { sns } from "./aws/sns.js";
import { sqs } from "./aws/sqs.js";
import { ssm } from "./aws/ssm.js";
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
import { waivers } from "./waivers.js";

/** The rules by their file. */
export const groups: RuleGroups = {
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
  backup,
  batch,
  bedrock,
  cfg,
  cloud9,
  cloudformation,
  cloudfront,
  cloudsearch,
  cloudtrail: { ...cloudtrail, ...cloudtrailData },
  cloudwatch: { ...cloudwatch, ...cloudwatchAlarms },
  codeartifact,
  codebuild,
  codecommit,
  codegurureviewer,
  codepipeline,
  cognito,
  comprehend,
  connect,
  datasync,
  dax,
  dlm,
  dms,
  docdb,
  dynamodb,
  ebs,
  ec2: { ...ec2, ...ec2Network },
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  elasticbeanstalk,
  elb,
  emr,
  fsx,
  globalaccelerator,
  glue,
  guardduty,
  iam,
  imagebuilder,
  kendra,
  keyspaces,
  kinesis,
  kms,
  lambda,
  lb,
  lightsail,
  log,
  memorydb,
  mq,
  msk,
  mwaa,
  neptune,
  network,
  networkfirewall,
  opensearch,
  plan,
  protect,
  provider,
  rds: { ...rds, ...rdsOperations },
  redshift,
  redshiftserverless,
  route53,
  route53domains,
  s3: { ...s3, ...s3Exposure, ...s3Operations },
  sagemaker,
  scheduler,
  secrets,
  secretsmanager,
  ses,
  sfn,
  sns,
  sqs,
  ssm,
  stack,
  style,
  tags,
  timestreamwrite,
  transfer,
  waf,
  wafv2,
  waivers,
  workspaces,
};

/** Every rule, sorted by id. */
export const allRules: readonly RegisteredRule[] = register(groups);
