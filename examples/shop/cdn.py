"""The CDN in front of pictures and pages."""

import pulumi
import pulumi_aws as aws

from api import balancer
from data import private_bucket
from settings import account, domain, production, shop_team

keep = pulumi.ResourceOptions(protect=production)

pictures = aws.s3.Bucket("pictures", tags=shop_team, opts=keep)
aws.s3.BucketPublicAccessBlock(
    "pictures",
    bucket=pictures.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketVersioning("pictures", bucket=pictures.id, versioning_configuration={"status": "Enabled"})

firewall = aws.wafv2.WebAcl(
    "shop",
    scope="CLOUDFRONT",
    default_action={"allow": {}},
    rules=[
        {
            "name": "common",
            "priority": 1,
            "override_action": {"none": {}},
            "statement": {"managed_rule_group_statement": {"vendor_name": "AWS", "name": "AWSManagedRulesCommonRuleSet"}},
            "visibility_config": {"cloudwatch_metrics_enabled": True, "metric_name": "common", "sampled_requests_enabled": True},
        }
    ],
    visibility_config={"cloudwatch_metrics_enabled": True, "metric_name": "shop", "sampled_requests_enabled": True},
    tags=shop_team,
)
access = aws.cloudfront.OriginAccessControl(
    "pictures", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
)
cdn_logs = private_bucket("cdn-logs", shop_team, keep)

distribution = aws.cloudfront.Distribution(
    "shop",
    enabled=True,
    default_root_object="index.html",
    aliases=[domain],
    web_acl_id=firewall.arn,
    origins=[
        {"origin_id": "pictures", "domain_name": pictures.bucket_regional_domain_name, "origin_access_control_id": access.id},
        {
            "origin_id": "shop",
            "domain_name": balancer.dns_name,
            "custom_origin_config": {
                "http_port": 80,
                "https_port": 443,
                "origin_protocol_policy": "https-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            },
        },
    ],
    default_cache_behavior={
        "target_origin_id": "shop",
        "viewer_protocol_policy": "allow-all",
        "allowed_methods": ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        "cached_methods": ["GET", "HEAD"],
        "cache_policy_id": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    },
    ordered_cache_behaviors=[
        {
            "path_pattern": "/pictures/*",
            "target_origin_id": "pictures",
            "viewer_protocol_policy": "redirect-to-https",
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        }
    ],
    logging_config={"bucket": cdn_logs.bucket_domain_name, "prefix": "shop/"},
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={
        "acm_certificate_arn": f"arn:aws:acm:us-east-1:{account}:certificate/5f1c2d7e-94f0-4a0b-8a57-1f4d1b8f2a60",
        "minimum_protocol_version": "TLSv1.2_2021",
        "ssl_support_method": "sni-only",
    },
    tags=shop_team,
)
aws.s3.BucketPolicy(
    "pictures",
    bucket=pictures.id,
    policy=pulumi.Output.all(bucket=pictures.arn, distribution=distribution.arn).apply(
        lambda given: {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "cloudfront.amazonaws.com"},
                    "Action": "s3:GetObject",
                    "Resource": f"{given['bucket']}/*",
                    "Condition": {"StringEquals": {"AWS:SourceArn": given["distribution"]}},
                },
                {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [given["bucket"], f"{given['bucket']}/*"],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                },
            ],
        }
    ),
)

zone = aws.route53.Zone("shop", name=domain, tags=shop_team, opts=keep)
aws.route53.Record(
    "shop",
    zone_id=zone.zone_id,
    name=domain,
    type="A",
    aliases=[{"name": distribution.domain_name, "zone_id": distribution.hosted_zone_id, "evaluate_target_health": False}],
)
