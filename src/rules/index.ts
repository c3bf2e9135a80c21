import { type RegisteredRule, type RuleGroups, register } from "../registry.js";
import { apigateway } from "./apigateway.js";
import { apigatewayv2 } from "./apigatewayv2.js";
import { apprunner } from "./apprunner.js";
import { batch } from "./batch.js";
import { cloudfront } from "./cloudfront.js";
import { cloudtrail } from "./cloudtrail.js";
import { cloudwatch } from "./cloudwatch.js";
import { codebuild } from "./codebuild.js";
import { dax } from "./dax.js";
import { docdb } from "./docdb.js";
import { dynamodb } from "./dynamodb.js";
import { ebs } from "./ebs.js";
import { ec2 } from "./ec2.js";
import { ecr } from "./ecr.js";
import { ecs } from "./ecs.js";
import { efs } from "./efs.js";
import { eks } from "./eks.js";
import { elasticache } from "./elasticache.js";
import { elasticbeanstalk } from "./elasticbeanstalk.js";
import { elb } from "./elb.js";
import { guardduty } from "./guardduty.js";
import { iam } from "./iam.js";
import { kinesis } from "./kinesis.js";
import { kms } from "./kms.js";
import { lambda } from "./lambda.js";
import { lb } from "./lb.js";
import { memorydb } from "./memorydb.js";
import { msk } from "./msk.js";
import { neptune } from "./neptune.js";
import { opensearch } from "./opensearch.js";
import { protect } from "./protect.js";
import { rds } from "./rds.js";
import { redshift } from "./redshift.js";
import { s3 } from "./s3.js";
import { secrets } from "./secrets.js";
import { secretsmanager } from "./secretsmanager.js";
import { sns } from "./sns.js";
import { sqs } from "./sqs.js";
import { style } from "./style.js";
import { tags } from "./tags.js";
import { waivers } from "./waivers.js";

/** The rules by the file that they stand in. */
export const groups: RuleGroups = {
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
  guardduty,
  iam,
  kinesis,
  kms,
  lambda,
  lb,
  memorydb,
  msk,
  neptune,
  opensearch,
  protect,
  rds,
  redshift,
  s3,
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
