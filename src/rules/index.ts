import { type RegisteredRule, type RuleGroups, register } from "../language/registry.js";
import { amplify } from "./aws/amplify.js";
import { apigateway } from "./aws/apigateway.js";
import { apigatewayv2 } from "./aws/apigatewayv2.js";
import { apprunner } from "./aws/apprunner.js";
import { batch } from "./aws/batch.js";
import { cloudfront } from "./aws/cloudfront.js";
import { cloudtrail } from "./aws/cloudtrail.js";
import { cloudwatch } from "./aws/cloudwatch.js";
import { codebuild } from "./aws/codebuild.js";
import { dax } from "./aws/dax.js";
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
import { msk } from "./aws/msk.js";
import { mwaa } from "./aws/mwaa.js";
import { neptune } from "./aws/neptune.js";
import { opensearch } from "./aws/opensearch.js";
import { rds } from "./aws/rds.js";
import { redshift } from "./aws/redshift.js";
import { s3 } from "./aws/s3.js";
import { sagemaker } from "./aws/sagemaker.js";
import { secretsmanager } from "./aws/secretsmanager.js";
import { sns } from "./aws/sns.js";
import { sqs } from "./aws/sqs.js";
import { iam } from "./iam.js";
import { plan } from "./plan.js";
import { protect } from "./protect.js";
import { secrets } from "./secrets.js";
import { style } from "./style.js";
import { tags } from "./tags.js";
import { waivers } from "./waivers.js";

/** The rules by their file. */
export const groups: RuleGroups = {
  amplify,
  apigateway,
  apigatewayv2,
  apprunner,
  batch,
  cloudfront,
  cloudtrail,
  cloudwatch,
  codebuild,
  dax,
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
  msk,
  mwaa,
  neptune,
  opensearch,
  plan,
  protect,
  rds,
  redshift,
  s3,
  sagemaker,
  secrets,
  secretsmanager,
  sns,
  sqs,
  style,
  tags,
  waivers,
};

/** Every rule, sorted by id. */
export const allRules: readonly RegisteredRule[] = register(groups);
