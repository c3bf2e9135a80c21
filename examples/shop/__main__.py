"""A small web shop: a container service behind a load balancer, order processing by functions, a CDN in front."""

import pulumi

import api
import audit
import cdn
import data
import iam
import network
import orders
import settings

pulumi.export("vpc_id", network.vpc.id)
pulumi.export("shop_url", pulumi.Output.concat("https://", cdn.distribution.domain_name))
pulumi.export("orders_queue", orders.incoming.url)
pulumi.export("orders_database", data.orders_database.endpoint)
pulumi.export("reports_database_url", data.reports_database.address.apply(lambda host: f"postgres://reports:{settings.REPORTS_PASSWORD}@{host}/reports"))
pulumi.export("session_secret", settings.session_secret)
pulumi.export("deployer_role", iam.deployer.arn)
pulumi.export("api_repository", api.repository.repository_url)
pulumi.export("trail", audit.trail.arn)
