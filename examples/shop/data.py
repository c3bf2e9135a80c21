"""Where the shop keeps its data."""

import json
from collections.abc import Callable

import pulumi
import pulumi_aws as aws

from network import database_group, private_subnets
from settings import REPORTS_PASSWORD, account, data_team, database_password, production, shop_team

keep = pulumi.ResourceOptions(protect=production)

key = aws.kms.Key("data", description="Encrypts the shop's data", enable_key_rotation=True, deletion_window_in_days=30, tags=data_team, opts=keep)
partner_key = aws.kms.Key("partners", description="Encrypts files for partners", deletion_window_in_days=30, tags=data_team, opts=keep)
aws.kms.Alias("data", name="alias/shop-data", target_key_id=key.id)

subnet_group = aws.rds.SubnetGroup("shop", subnet_ids=private_subnets, tags=data_team)

orders_database = aws.rds.Instance(
    "orders",
    engine="postgres",
    engine_version="16.9",
    instance_class="db.t4g.medium",
    allocated_storage=50,
    db_name="orders",
    username="shop",
    password=database_password,
    db_subnet_group_name=subnet_group.name,
    vpc_security_group_ids=[database_group.id],
    storage_encrypted=True,
    kms_key_id=key.arn,
    multi_az=True,
    backup_retention_period=30,
    copy_tags_to_snapshot=True,
    deletion_protection=True,
    delete_automated_backups=False,
    final_snapshot_identifier="orders-final",
    iam_database_authentication_enabled=True,
    performance_insights_enabled=True,
    performance_insights_kms_key_id=key.arn,
    enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
    tags=data_team,
    opts=keep,
)
reports_database = aws.rds.Instance(
    "reports",
    engine="postgres",
    engine_version="16.9",
    instance_class="db.t4g.small",
    allocated_storage=20,
    db_name="reports",
    username="reports",
    password=REPORTS_PASSWORD,
    db_subnet_group_name=subnet_group.name,
    vpc_security_group_ids=[database_group.id],
    storage_encrypted=True,
    backup_retention_period=7,
    copy_tags_to_snapshot=True,
    skip_final_snapshot=True,
    tags=data_team,
    opts=pulumi.ResourceOptions(delete_before_replace=True),
)

carts = aws.dynamodb.Table(
    "carts",
    billing_mode="PAY_PER_REQUEST",
    hash_key="customer",
    attributes=[{"name": "customer", "type": "S"}],
    point_in_time_recovery={"enabled": True},
    server_side_encryption={"enabled": True, "kms_key_arn": key.arn},
    deletion_protection_enabled=True,
    tags=shop_team,
    opts=keep,
)
coupons = aws.dynamodb.Table(
    "coupons",
    billing_mode="PAY_PER_REQUEST",
    hash_key="code",
    attributes=[{"name": "code", "type": "S"}],
    point_in_time_recovery={"enabled": True},
    server_side_encryption={"enabled": True, "kms_key_arn": key.arn},
    deletion_protection_enabled=True,
)

uploads = aws.efs.FileSystem("uploads", encrypted=False, tags=shop_team, opts=keep)
aws.efs.MountTarget("uploads", file_system_id=uploads.id, subnet_id=private_subnets[0], security_groups=[database_group.id])

search = aws.opensearch.Domain(
    "search",
    engine_version="OpenSearch_2.19",
    cluster_config={"instance_type": "t3.small.search", "instance_count": 3, "zone_awareness_enabled": True},
    ebs_options={"ebs_enabled": True, "volume_size": 20},
    encrypt_at_rest={"enabled": True},
    node_to_node_encryption={"enabled": True},
    domain_endpoint_options={"enforce_https": True, "tls_security_policy": "Policy-Min-TLS-1-2-PFS-2023-10"},
    vpc_options={"subnet_ids": private_subnets, "security_group_ids": [database_group.id]},
    advanced_security_options={
        "enabled": True,
        "internal_user_database_enabled": True,
        "master_user_options": {"master_user_name": "search", "master_user_password": "Winter-Sale-2024!"},
    },
    tags=shop_team,
    opts=keep,
)

database_secret = aws.secretsmanager.Secret("database", kms_key_id=key.arn, recovery_window_in_days=30, tags=data_team, opts=keep)
aws.secretsmanager.SecretVersion(
    "database",
    secret_id=database_secret.id,
    secret_string=pulumi.Output.all(orders_database.address, database_password).apply(
        lambda both: json.dumps({"host": both[0], "username": "shop", "password": both[1]})
    ),
)
partner_secret = aws.secretsmanager.Secret("partner-api", kms_key_id=key.arn, recovery_window_in_days=0, tags=data_team, opts=keep)


def private_bucket(
    name: str,
    tags: dict[str, str],
    opts: pulumi.ResourceOptions,
    force_destroy: bool | None = None,
    allow: Callable[[str], list[dict]] = lambda arn: [],
) -> aws.s3.Bucket:
    """A bucket that is versioned, encrypted and closed to the public; `allow` gives further statements of its policy."""
    bucket = aws.s3.Bucket(name, force_destroy=force_destroy, tags=tags, opts=opts)
    aws.s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
    )
    aws.s3.BucketVersioning(name, bucket=bucket.id, versioning_configuration={"status": "Enabled"})
    aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        bucket=bucket.id,
        rules=[
            {
                "apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn},
                "bucket_key_enabled": True,
            }
        ],
    )
    aws.s3.BucketPolicy(
        name,
        bucket=bucket.id,
        policy=bucket.arn.apply(
            lambda arn: {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "TransportIsEncrypted",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [arn, f"{arn}/*"],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    },
                    *allow(arn),
                ],
            }
        ),
    )
    return bucket


invoices = private_bucket("invoices", data_team, keep)
archive = private_bucket("archive", data_team, keep, force_destroy=True)

exchange = aws.s3.Bucket("exchange", acl="public-read", tags=shop_team, opts=keep)
aws.s3.BucketPolicy(
    "exchange",
    bucket=exchange.id,
    policy=exchange.arn.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{arn}/*"}],
        }
    ),
    opts=pulumi.ResourceOptions(ignore_changes=["policy"]),
)

backups = aws.backup.Vault("shop", kms_key_arn=key.arn, tags=data_team, opts=keep)
backup_plan = aws.backup.Plan(
    "daily",
    rules=[
        {
            "rule_name": "daily",
            "target_vault_name": backups.name,
            "schedule": "cron(0 3 * * ? *)",
            "lifecycle": {"delete_after": 35},
        }
    ],
    tags=data_team,
)
aws.backup.Selection(
    "orders",
    plan_id=backup_plan.id,
    iam_role_arn=f"arn:aws:iam::{account}:role/service-role/AWSBackupDefaultServiceRole",
    resources=[orders_database.arn, carts.arn],
)
