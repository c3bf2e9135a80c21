"""The shop itself: containers behind a load balancer."""

import json

import pulumi
import pulumi_aws as aws

from data import carts, database_secret, key, orders_database
from network import balancer_group, private_subnets, public_subnets, service_group, vpc
from settings import domain, mail_password, production, region, shop_team

keep = pulumi.ResourceOptions(protect=production)

repository = aws.ecr.Repository(
    "api",
    image_tag_mutability="IMMUTABLE",
    image_scanning_configuration={"scan_on_push": True},
    encryption_configurations=[{"encryption_type": "KMS", "kms_key": key.arn}],
    tags=shop_team,
    opts=keep,
)
worker_repository = aws.ecr.Repository(
    "worker",
    image_tag_mutability="MUTABLE",
    image_scanning_configuration={"scan_on_push": True},
    encryption_configurations=[{"encryption_type": "KMS", "kms_key": key.arn}],
    tags=shop_team,
    opts=keep,
)

logs = aws.cloudwatch.LogGroup("api", retention_in_days=365, kms_key_id=key.arn, tags=shop_team, opts=keep)
worker_logs = aws.cloudwatch.LogGroup("worker", kms_key_id=key.arn, tags=shop_team, opts=keep)

cluster = aws.ecs.Cluster("shop", settings=[{"name": "containerInsights", "value": "enabled"}], tags=shop_team)

trust = aws.iam.get_policy_document(
    statements=[{"actions": ["sts:AssumeRole"], "principals": [{"type": "Service", "identifiers": ["ecs-tasks.amazonaws.com"]}]}]
)
execution_role = aws.iam.Role("api-execution", assume_role_policy=trust.json, tags=shop_team)
aws.iam.RolePolicyAttachment(
    "api-execution",
    role=execution_role.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
)
aws.iam.RolePolicy(
    "api-execution-secrets",
    role=execution_role.id,
    policy=database_secret.arn.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": arn}],
        }
    ),
)
task_role = aws.iam.Role("api-task", assume_role_policy=trust.json, tags=shop_team)
aws.iam.RolePolicy(
    "api-task",
    role=task_role.id,
    policy=carts.arn.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], "Resource": arn}
            ],
        }
    ),
)


def log_to(group: str) -> dict:
    return {"logDriver": "awslogs", "options": {"awslogs-group": group, "awslogs-region": region, "awslogs-stream-prefix": "shop"}}


api_task = aws.ecs.TaskDefinition(
    "api",
    family="shop-api",
    cpu="512",
    memory="1024",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    execution_role_arn=execution_role.arn,
    task_role_arn=task_role.arn,
    container_definitions=pulumi.Output.all(
        image=repository.repository_url, database=database_secret.arn, host=orders_database.address, carts=carts.name, logs=logs.name
    ).apply(
        lambda given: json.dumps(
            [
                {
                    "name": "api",
                    "image": f"{given['image']}:2024.11.3",
                    "essential": True,
                    "readonlyRootFilesystem": True,
                    "user": "1000",
                    "portMappings": [{"containerPort": 8080}],
                    "environment": [
                        {"name": "DATABASE_HOST", "value": given["host"]},
                        {"name": "CARTS_TABLE", "value": given["carts"]},
                    ],
                    "secrets": [{"name": "DATABASE_PASSWORD", "valueFrom": f"{given['database']}:password::"}],
                    "logConfiguration": log_to(given["logs"]),
                }
            ]
        )
    ),
    tags=shop_team,
)
worker_task = aws.ecs.TaskDefinition(
    "worker",
    family="shop-worker",
    cpu="256",
    memory="512",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    execution_role_arn=execution_role.arn,
    task_role_arn=task_role.arn,
    container_definitions=pulumi.Output.all(image=worker_repository.repository_url, logs=worker_logs.name).apply(
        lambda given: json.dumps(
            [
                {
                    "name": "worker",
                    "image": f"{given['image']}:latest",
                    "essential": True,
                    "readonlyRootFilesystem": True,
                    "user": "1000",
                    "environment": [
                        {"name": "BROKER_USER", "value": "worker"},
                        {"name": "BROKER_PASSWORD", "value": "Copper-Harvest-41"},
                    ],
                    "logConfiguration": log_to(given["logs"]),
                }
            ]
        )
    ),
    tags=shop_team,
)

balancer = aws.lb.LoadBalancer(
    "shop",
    load_balancer_type="application",
    subnets=public_subnets,
    security_groups=[balancer_group.id],
    drop_invalid_header_fields=True,
    enable_deletion_protection=True,
    access_logs={"bucket": "acme-central-load-balancer-logs", "prefix": "shop", "enabled": True},
    tags=shop_team,
)
target = aws.lb.TargetGroup(
    "api",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id=vpc.id,
    health_check={"path": "/healthy", "matcher": "200"},
    tags=shop_team,
)
certificate = aws.acm.Certificate("shop", domain_name=domain, validation_method="DNS", tags=shop_team)
secure_listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn=certificate.arn,
    default_actions=[{"type": "forward", "target_group_arn": target.arn}],
    tags=shop_team,
)
plain_listener = aws.lb.Listener(
    "http",
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="HTTP",
    default_actions=[{"type": "forward", "target_group_arn": target.arn}],
    tags=shop_team,
)

service = aws.ecs.Service(
    "api",
    cluster=cluster.arn,
    task_definition=api_task.arn,
    desired_count=3 if production else 1,
    launch_type="FARGATE",
    propagate_tags="SERVICE",
    network_configuration={"subnets": private_subnets, "security_groups": [service_group.id], "assign_public_ip": False},
    load_balancers=[{"target_group_arn": target.arn, "container_name": "api", "container_port": 8080}],
    tags=shop_team,
    opts=pulumi.ResourceOptions(depends_on=[secure_listener]),
)

mail_settings = aws.ssm.Parameter("mail-password", type="SecureString", key_id=key.arn, value=mail_password, tags=shop_team)
