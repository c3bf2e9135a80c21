"""Orders come in by a queue; functions take the payment and send the receipt."""

import pulumi
import pulumi_aws as aws

from data import key
from settings import account, production, session_secret, shop_team

keep = pulumi.ResourceOptions(protect=production)

failed = aws.sqs.Queue("orders-failed", kms_master_key_id=key.id, message_retention_seconds=1209600, tags=shop_team, opts=keep)
incoming = aws.sqs.Queue(
    "orders",
    kms_master_key_id=key.id,
    visibility_timeout_seconds=120,
    redrive_policy=failed.arn.apply(lambda arn: '{"deadLetterTargetArn": "%s", "maxReceiveCount": 5}' % arn),
    tags=shop_team,
    opts=keep,
)
returns = aws.sqs.Queue("returns", sqs_managed_sse_enabled=False, visibility_timeout_seconds=120, opts=keep)

events = aws.sns.Topic("order-events", kms_master_key_id=key.id, tags=shop_team)
aws.sqs.QueuePolicy(
    "orders",
    queue_url=incoming.url,
    policy=pulumi.Output.all(queue=incoming.arn, topic=events.arn).apply(
        lambda given: {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "sns.amazonaws.com"},
                    "Action": "sqs:SendMessage",
                    "Resource": given["queue"],
                    "Condition": {"ArnEquals": {"aws:SourceArn": given["topic"]}, "StringEquals": {"aws:SourceAccount": account}},
                }
            ],
        }
    ),
)
aws.sns.TopicSubscription("orders", topic=events.arn, protocol="sqs", endpoint=incoming.arn)

trust = aws.iam.get_policy_document(
    statements=[{"actions": ["sts:AssumeRole"], "principals": [{"type": "Service", "identifiers": ["lambda.amazonaws.com"]}]}]
)


def worker_role(name: str, queue: aws.sqs.Queue) -> aws.iam.Role:
    """A role for a function that takes messages from one queue and writes its own log."""
    role = aws.iam.Role(name, assume_role_policy=trust.json, tags=shop_team)
    aws.iam.RolePolicyAttachment(name, role=role.name, policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
    aws.iam.RolePolicy(
        name,
        role=role.id,
        policy=pulumi.Output.all(queue=queue.arn, key=key.arn).apply(
            lambda given: {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                        "Resource": given["queue"],
                    },
                    {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": given["key"]},
                ],
            }
        ),
    )
    return role


payments = aws.lambda_.Function(
    "payments",
    runtime="python3.13",
    handler="handler.handle",
    code=pulumi.FileArchive("./functions/payments"),
    role=worker_role("payments", incoming).arn,
    timeout=60,
    tracing_config={"mode": "Active"},
    kms_key_arn=key.arn,
    reserved_concurrent_executions=20,
    environment={"variables": {"PAYMENT_URL": "https://pay.example.com/v2", "PAYMENT_API_KEY": "Falcon-7731-Meadow-Quartz-0292"}},
    tags=shop_team,
)
receipts = aws.lambda_.Function(
    "receipts",
    runtime="python3.13",
    handler="handler.handle",
    code=pulumi.FileArchive("./functions/receipts"),
    role=worker_role("receipts", returns).arn,
    timeout=60,
    tracing_config={"mode": "Active"},
    kms_key_arn=key.arn,
    reserved_concurrent_executions=20,
    dead_letter_config={"target_arn": failed.arn},
    environment={"variables": {"SESSION_SECRET": session_secret, "LOG_LEVEL": "info"}},
    tags=shop_team,
)
aws.lambda_.EventSourceMapping("payments", event_source_arn=incoming.arn, function_name=payments.arn, batch_size=10)
aws.lambda_.EventSourceMapping("receipts", event_source_arn=returns.arn, function_name=receipts.arn, batch_size=10)
