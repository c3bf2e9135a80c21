"""What differs between the stacks, and what all resources share."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
stack = pulumi.get_stack()
production = stack == "prod"

domain = config.require("domain")
database_password = config.require_secret("databasePassword")
session_secret = config.require_secret("sessionSecret")
mail_password = config.require_secret("mailPassword")

REPORTS_PASSWORD = "Autumn-Reports-2023!"

region = aws.get_region().region
account = aws.get_caller_identity().account_id

# Project and Environment come from the provider's default tags.
shop_team = {"Owner": "team-shop"}
data_team = {"Owner": "team-data"}
platform_team = {"Owner": "team-platform"}
