import { type RegisteredRule, type RuleGroups, register } from "../language/registry.js";
import { acm } from "./aws/acm.js";
import { amplify } from "./aws/amplify.js";
import { apigateway } from "./aws/apigateway.js";
import { apigatewayv2 } from "./aws/apigatewayv2.js";
import { apprunner } from "./aws/apprunner.js";
import { appsync } from "./aws/appsync.js";
import { athena } from "./aws/athena.js";
import { autoscaling } from "./aws/autoscaling.js";
import { batch } from "./aws/batch.js";
import { cloudfront } from "./aws/cloudfront.js";
import { cloudtrail } from "./aws/cloudtrail.js";
import { cloudwatch } from "./aws/cloudwatch.js";
import { codebuild } from "./aws/codebuild.js";
import { cognito } from "./aws/cognito.js";
import { dax } from "./aws/dax.js";
import { dms } from "./aws/dms.js";
import { docdb } from "./aws/docdb.js";
import { dynamodb } from "./aws/dynamodb.js";
import { ebs } from "./aws/ebs.js";
import { ec2 } from "./aws/ec2.js";
import { ecr } from "./aws/ecr.js";
import { ecs } from "./aws/ecs.js";
import { efs } from "./aws/efs.js";
import { eks } from "./aws/eks.js";
import { elasticache } from "./aws/elasticache.js";
import { elasticbeanstalk } from "./aws/elasticbeanstalk.js";
import { elb } from "./aws/elb.js";
import { emr } from "./aws/emr.js";
import { glue } from "./aws/glue.js";
import { guardduty } from "./aws/guardduty.js";
import { kinesis } from "./aws/kinesis.js";
import { kms } from "./aws/kms.js";
import { lambda } from "./aws/lambda.js";
import { lb } from "./aws/lb.js";
import { memorydb } from "./aws/memorydb.js";
import { mq } from "./aws/mq.js";
import { msk } from "./aws/msk.js";
import { mwaa } from "./aws/mwaa.js";
import { neptune } from "./aws/neptune.js";
import { networkfirewall } from "./aws/networkfirewall.js";
import { opensearch } from "./aws/opensearch.js";
import { rds } from "./aws/rds.js";
import { redshift } from "./aws/redshift.js";
import { redshiftserverless } from "./aws/redshiftserverless.js";
import { s3 } from "./aws/s3.js";
import { sagemaker } from "./aws/sagemaker.js";
import { secretsmanager } from "./aws/secretsmanager.js";
import { sfn } from "./aws/sfn.js";
import { sns } from "./aws/sns.js";
import { sqs } from "./aws/sqs.js";
import { ssm } from "./aws/ssm.js";
import { transfer } from "./aws/transfer.js";
import { waf } from "./aws/waf.js";
import { wafv2 } from "./aws/wafv2.js";
import { workspaces } from "./aws/workspaces.js";
import { iam } from "./iam.js";
import { plan } from "./plan.js";
import { protect } from "./protect.js";
import { secrets } from "./secrets.js";
import { style } from "./style.js";
import { tags } from "./tags.js";
import { waivers } from "./waivers.js";

/** The rules by their file. */
export const groups: RuleGroups = {
  acm,
  amplify,
  apigateway,
  apigatewayv2,
  apprunner,
  appsync,
  athena,
  autoscaling,
  batch,
  cloudfront,
  cloudtrail,
  cloudwatch,
  codebuild,
  cognito,
  dax,
  dms,
  docdb,
  dynamodb,
  ebs,
  ec2,
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  elasticbeanstalk,
  elb,
  emr,
  glue,
  guardduty,
  iam,
  kinesis,
  kms,
  lambda,
  lb,
  memorydb,
  mq,
  msk,
  mwaa,
  neptune,
  networkfirewall,
  opensearch,
  plan,
  protect,
  rds,
  redshift,
  redshiftserverless,
  s3,
  sagemaker,
  secrets,
  secretsmanager,
  sfn,
  sns,
  sqs,
  ssm,
  style,
  tags,
  transfer,
  waf,
  wafv2,
  waivers,
  workspaces,
};

/** Every rule, sorted by id. */
export const allRules: readonly RegisteredRule[] = register(groups);
