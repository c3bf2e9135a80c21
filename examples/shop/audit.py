"""What happened, and who did it."""

import pulumi
import pulumi_aws as aws

from data import key, private_bucket
from settings import account, platform_team, production, region

keep = pulumi.ResourceOptions(protect=production)



def trail_statements(bucket: str) -> list[dict]:
    """What CloudTrail needs to write the shop's trail, and no other one."""
    principal = {"Service": "cloudtrail.amazonaws.com"}
    source = {"aws:SourceArn": f"arn:aws:cloudtrail:{region}:{account}:trail/shop"}
    return [
        {"Effect": "Allow", "Principal": principal, "Action": "s3:GetBucketAcl", "Resource": bucket, "Condition": {"StringEquals": source}},
        {
            "Effect": "Allow",
            "Principal": principal,
            "Action": "s3:PutObject",
            "Resource": f"{bucket}/AWSLogs/{account}/*",
            "Condition": {"StringEquals": {**source, "s3:x-amz-acl": "bucket-owner-full-control"}},
        },
    ]


trail_bucket = private_bucket("trail", platform_team, keep, allow=trail_statements)
trail = aws.cloudtrail.Trail(
    "shop",
    name="shop",
    s3_bucket_name=trail_bucket.id,
    kms_key_id=key.arn,
    is_multi_region_trail=False,
    enable_log_file_validation=True,
    tags=platform_team,
)

detector = aws.guardduty.Detector("shop", enable=True, finding_publishing_frequency="FIFTEEN_MINUTES", tags=platform_team)
aws.accessanalyzer.Analyzer("shop", analyzer_name="shop", type="ACCOUNT", tags=platform_team)
aws.ebs.EncryptionByDefault("account", enabled=True)
aws.iam.AccountPasswordPolicy(
    "account",
    minimum_password_length=16,
    require_lowercase_characters=True,
    require_uppercase_characters=True,
    require_numbers=True,
    require_symbols=True,
    password_reuse_prevention=24,
)
