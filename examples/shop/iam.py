"""Who may do what to the shop from outside."""

import pulumi_aws as aws

from api import repository, service
from data import invoices
from settings import account, platform_team, shop_team

github = aws.iam.OpenIdConnectProvider(
    "github", url="https://token.actions.githubusercontent.com", client_id_lists=["sts.amazonaws.com"], tags=platform_team
)

publisher = aws.iam.Role(
    "publisher",
    assume_role_policy=github.arn.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Federated": arn},
                    "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": {
                        "StringEquals": {
                            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                            "token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main",
                        }
                    },
                }
            ],
        }
    ),
    tags=platform_team,
)
aws.iam.RolePolicy(
    "publisher",
    role=publisher.id,
    policy=repository.arn.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:PutImage"],
                    "Resource": arn,
                }
            ],
        }
    ),
)

deployer = aws.iam.Role(
    "deployer",
    assume_role_policy={
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:role/release-manager"}, "Action": "sts:AssumeRole"}],
    },
    tags=platform_team,
)
aws.iam.RolePolicy(
    "deployer",
    role=deployer.id,
    policy={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]},
)

releaser = aws.iam.Role(
    "releaser",
    assume_role_policy={
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:role/release-manager"}, "Action": "sts:AssumeRole"}],
    },
    tags=platform_team,
)
aws.iam.RolePolicy(
    "releaser",
    role=releaser.id,
    policy=service.id.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["ecs:UpdateService", "ecs:DescribeServices"], "Resource": arn},
                {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"},
            ],
        }
    ),
)

partner = aws.iam.Role(
    "partner",
    assume_role_policy={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]},
    tags=shop_team,
)
aws.iam.RolePolicy(
    "partner",
    role=partner.id,
    policy=invoices.arn.apply(
        lambda arn: {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{arn}/partners/*"}],
        }
    ),
)

accountant = aws.iam.User("accountant", tags=shop_team)
aws.iam.AccessKey("accountant", user=accountant.name)
aws.iam.UserPolicyAttachment("accountant", user=accountant.name, policy_arn="arn:aws:iam::aws:policy/job-function/Billing")

support = aws.iam.Role(
    "support",
    assume_role_policy={
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{account}:role/support-desk"},
                "Action": "sts:AssumeRole",
                "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
            }
        ],
    },
    tags=platform_team,
)
aws.iam.RolePolicyAttachment("support", role=support.name, policy_arn="arn:aws:iam::aws:policy/AdministratorAccess")
