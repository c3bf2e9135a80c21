/** Secrets in plaintext. All of them are invented, or the examples of AWS's own documentation. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { subnet } from "./network";

const config = new pulumi.Config();

/** In the configuration of the stack, without `--secret`. */
export const apiPassword = config.require("apiPassword");

const role = new aws.iam.Role("leaky", { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) });

/** In an environment variable. */
new aws.lambda.Function("leaky", {
  name: "goat-leaky",
  role: role.arn,
  runtime: "nodejs22.x",
  handler: "index.handler",
  s3Bucket: "goat-code",
  s3Key: "leaky.zip",
  environment: {
    variables: {
      AWS_BACKUP_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_BACKUP_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      DATABASE_URL: "postgres://goat:billy-7-bridges-41@db.goat.example.com:5432/shop",
      API_PASSWORD: apiPassword,
    },
  },
});

/** In the environment of a container. */
new aws.ecs.TaskDefinition("leaky", {
  family: "goat-leaky",
  containerDefinitions: JSON.stringify([
    {
      name: "app",
      image: "public.ecr.aws/docker/library/alpine:3.22",
      memory: 128,
      environment: [{ name: "SMTP_PASSWORD", value: "gruff-3-meadows-88" }],
    },
  ]),
});

/** In the user data of a machine, which everything on it can read. */
new aws.ec2.Instance("leaky", {
  ami: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  subnetId: subnet.id,
  metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
  userData: `#!/bin/sh
export DB_PASSWORD=troll-5-rivers-62
mysql -h db.goat.example.com -u goat -p'troll-5-rivers-62' shop
`,
});

/** In a parameter that is not encrypted. */
new aws.ssm.Parameter("leaky", { name: "/goat/db/password", type: "String", value: "kid-9-hills-27-goat" }, { protect: true });

/** In the environment of a build. */
new aws.codebuild.Project("leaky", {
  name: "goat-leaky",
  serviceRole: role.arn,
  artifacts: { type: "NO_ARTIFACTS" },
  source: { type: "NO_SOURCE", buildspec: "version: 0.2" },
  environment: {
    computeType: "BUILD_GENERAL1_SMALL",
    image: "aws/codebuild/standard:7.0",
    type: "LINUX_CONTAINER",
    environmentVariables: [{ name: "NPM_TOKEN", value: "q7Rk2mXv9TdL4wZp8HsN" }],
  },
});

/** In an input that is always a secret. The SDK wraps the passwords of other resources; this one is too deep for it. */
new aws.opensearch.Domain(
  "leaky",
  {
    domainName: "goat-leaky",
    engineVersion: "OpenSearch_2.19",
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    advancedSecurityOptions: {
      enabled: true,
      internalUserDatabaseEnabled: true,
      masterUserOptions: { masterUserName: "goat", masterUserPassword: "Ram-6-Fences-15-goat" },
    },
  },
  { protect: true },
);
