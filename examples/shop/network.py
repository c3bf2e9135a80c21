"""The network: one VPC, public and private subnets, and who may talk to whom."""

import json

import pulumi
import pulumi_aws as aws

from settings import account, platform_team, region

vpc = aws.ec2.Vpc("shop", cidr_block="10.20.0.0/16", enable_dns_hostnames=True, tags=platform_team)

aws.ec2.DefaultSecurityGroup("default", vpc_id=vpc.id, ingress=[], egress=[], tags=platform_team)

gateway = aws.ec2.InternetGateway("shop", vpc_id=vpc.id, tags=platform_team)
public_routes = aws.ec2.RouteTable(
    "public",
    vpc_id=vpc.id,
    routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}],
    tags=platform_team,
)

public_subnets = []
private_subnets = []
for index, zone in enumerate(["a", "b"]):
    public = aws.ec2.Subnet(
        f"public-{zone}",
        vpc_id=vpc.id,
        cidr_block=f"10.20.{index}.0/24",
        availability_zone=f"{region}{zone}",
        tags=platform_team,
    )
    aws.ec2.RouteTableAssociation(f"public-{zone}", subnet_id=public.id, route_table_id=public_routes.id)
    public_subnets.append(public.id)
    private_subnets.append(
        aws.ec2.Subnet(
            f"private-{zone}",
            vpc_id=vpc.id,
            cidr_block=f"10.20.{10 + index}.0/24",
            availability_zone=f"{region}{zone}",
            tags=platform_team,
        ).id
    )

flow_log_key = aws.kms.Key(
    "flow-logs",
    description="Encrypts the flow logs of the shop's network",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Administration",
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                },
                {
                    "Sid": "Logs",
                    "Effect": "Allow",
                    "Principal": {"Service": f"logs.{region}.amazonaws.com"},
                    "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
                    "Resource": "*",
                    "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:{region}:{account}:log-group:*"}},
                },
            ],
        }
    ),
    tags=platform_team,
    opts=pulumi.ResourceOptions(protect=True),
)
flow_log_group = aws.cloudwatch.LogGroup(
    "flow-logs",
    retention_in_days=365,
    kms_key_id=flow_log_key.arn,
    tags=platform_team,
    opts=pulumi.ResourceOptions(protect=True),
)
flow_log_role = aws.iam.Role(
    "flow-logs",
    assume_role_policy={
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"aws:SourceAccount": account}},
            }
        ],
    },
    tags=platform_team,
)
aws.iam.RolePolicy(
    "flow-logs",
    role=flow_log_role.id,
    policy=flow_log_group.arn.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": f"{arn}:*"}],
        }
    ),
)
aws.ec2.FlowLog(
    "shop",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination=flow_log_group.arn,
    iam_role_arn=flow_log_role.arn,
    tags=platform_team,
)

everywhere = [{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"], "description": "HTTPS to the outside"}]

balancer_group = aws.ec2.SecurityGroup(
    "balancer",
    description="The load balancer",
    vpc_id=vpc.id,
    ingress=[
        {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"], "description": "HTTPS from customers"},
        {"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"], "description": "HTTP from customers"},
    ],
    egress=[{"protocol": "tcp", "from_port": 8080, "to_port": 8080, "cidr_blocks": ["10.20.0.0/16"], "description": "To the service"}],
    tags=platform_team,
)
service_group = aws.ec2.SecurityGroup(
    "service",
    description="The shop's containers",
    vpc_id=vpc.id,
    ingress=[
        {"protocol": "tcp", "from_port": 8080, "to_port": 8080, "security_groups": [balancer_group.id], "description": "From the load balancer"}
    ],
    egress=everywhere,
    tags=platform_team,
)
database_group = aws.ec2.SecurityGroup(
    "database",
    description="The databases",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 5432, "to_port": 5432, "security_groups": [service_group.id], "description": "From the service"}],
    tags=platform_team,
)
admin_group = aws.ec2.SecurityGroup(
    "admin",
    description="The bastion host",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"], "description": "SSH"}],
    egress=everywhere,
    tags=platform_team,
)

image = aws.ec2.get_ami(most_recent=True, owners=["amazon"], filters=[{"name": "name", "values": ["al2023-ami-2023*-x86_64"]}])

bastion = aws.ec2.Instance(
    "bastion",
    ami=image.id,
    instance_type="t3.micro",
    subnet_id=public_subnets[0],
    vpc_security_group_ids=[admin_group.id],
    metadata_options={"http_endpoint": "enabled", "http_tokens": "optional"},
    root_block_device={"encrypted": True, "volume_type": "gp3", "volume_size": 10},
    tags=platform_team,
)
crawler = aws.ec2.Instance(
    "crawler",
    ami=image.id,
    instance_type="t3.small",
    subnet_id=private_subnets[0],
    vpc_security_group_ids=[service_group.id],
    metadata_options={"http_endpoint": "enabled", "http_tokens": "required", "http_put_response_hop_limit": 1},
    root_block_device={"encrypted": True, "volume_type": "gp3", "volume_size": 20},
    monitoring=True,
    ebs_optimized=True,
    user_data="#!/bin/bash\nexport SEARCH_USER=crawler\nexport SEARCH_PASSWORD='Lantern-Crawl-77'\n/opt/crawler/start\n",
    tags=platform_team,
)
index_volume = aws.ebs.Volume("crawler-index", availability_zone=f"{region}a", size=100, type="gp3", encrypted=False, tags=platform_team)
aws.ec2.VolumeAttachment("crawler-index", device_name="/dev/sdf", instance_id=crawler.id, volume_id=index_volume.id)
