// @ts-check
/** The names of the policies in Pulumi's own packs for AWS, and why some of them have no counterpart here. */

/**
 * @typedef {object} Pack
 * @property {string} prefix of the pack's names among a rule's `equivalents`
 * @property {string} marker of the table in docs/migrating.md
 * @property {readonly string[]} names
 * @property {Readonly<Record<string, string>>} without why a name has no counterpart, where that helps
 */

/** @param {string} text */
const lines = (text) => text.trim().split(/\s+/);

/** @type {readonly Pack[]} */
export const packs = [
  {
    prefix: "awsguard:",
    marker: "awsguard",
    // All that version 0.3.1 of @pulumi/awsguard registers, and two about conflicts that its repository has besides.
    names: lines(`
      access-keys-rotated
      acm-certificate-expiration
      alb-http-to-https-redirection
      apigateway-endpoint-type
      apigateway-method-cached-and-encrypted
      apigateway-stage-cached
      cmk-backing-key-rotation-enabled
      dynamodb-table-encryption-enabled
      ec2-instance-detailed-monitoring-enabled
      ec2-instance-no-public-ip
      ec2-volume-inuse
      efs-encrypted
      elasticsearch-encrypted-at-rest
      elasticsearch-in-vpc-only
      elb-deletion-protection-enabled
      elb-logging-enabled
      encrypted-volumes
      iam-role-no-policy-management-conflicts
      mfa-enabled-for-iam-console-access
      rds-instance-backup-enabled
      rds-instance-multi-az-enabled
      rds-instance-public-access
      rds-storage-encrypted
      redshift-cluster-configuration
      redshift-cluster-maintenance-settings
      redshift-cluster-public-access
      s3-bucket-logging-enabled
      security-group-no-rule-management-conflicts
    `),
    without: {
      "access-keys-rotated": "It asks AWS for the age of existing keys. `iam-no-long-lived-access-key` forbids creating such keys.",
      "acm-certificate-expiration": "It asks AWS for a date that neither inputs nor state contain.",
      "apigateway-endpoint-type": "An organization's choice: write a rule of your own.",
      "dynamodb-table-encryption-enabled": "AWS encrypts every table. `dynamodb-table-customer-managed-key` requires a key of your own.",
    },
  },
  {
    prefix: "compliance-policies:",
    marker: "compliance-policies",
    // Those for @pulumi/aws, in the folder vendor-aws/aws of the project's repository.
    names: lines(`
      aws-alb-listener-configure-secure-tls
      aws-alb-listener-disallow-unencrypted-traffic
      aws-alb-loadbalancer-configure-access-logging
      aws-alb-loadbalancer-enable-access-logging
      aws-apigateway-domainname-configure-security-policy
      aws-apigatewayv2-domainname-configure-domain-name-security-policy
      aws-apigatewayv2-domainname-enable-domain-name-configuration
      aws-apigatewayv2-stage-configure-access-logging
      aws-apigatewayv2-stage-enable-access-logging
      aws-appflow-connectorprofile-configure-customer-managed-key
      aws-appflow-flow-configure-customer-managed-key
      aws-appflow-flow-missing-description
      aws-athena-database-configure-customer-managed-key
      aws-athena-database-disallow-unencrypted-database
      aws-athena-database-missing-description
      aws-athena-datacatalog-missing-description
      aws-athena-namedquery-missing-description
      aws-athena-workgroup-configure-customer-managed-key
      aws-athena-workgroup-disallow-unencrypted-workgroup
      aws-athena-workgroup-enforce-configuration
      aws-athena-workgroup-missing-description
      aws-cloudfront-distribution-configure-access-logging
      aws-cloudfront-distribution-configure-secure-tls
      aws-cloudfront-distribution-configure-secure-tls-to-origin
      aws-cloudfront-distribution-configure-waf
      aws-cloudfront-distribution-disallow-unencrypted-traffic
      aws-cloudfront-distribution-enable-access-logging
      aws-cloudfront-distribution-enable-tls-to-origin
      aws-ebs-volume-configure-customer-managed-key
      aws-ebs-volume-disallow-unencrypted-volume
      aws-ec2-instance-disallow-public-ip
      aws-ec2-instance-disallow-unencrypted-block-device
      aws-ec2-instance-disallow-unencrypted-root-block-device
      aws-ec2-launchconfiguration-disallow-public-ip
      aws-ec2-launchconfiguration-disallow-unencrypted-block-device
      aws-ec2-launchconfiguration-disallow-unencrypted-root-block-device
      aws-ec2-launchtemplate-configure-customer-managed-key
      aws-ec2-launchtemplate-disallow-public-ip
      aws-ec2-launchtemplate-disallow-unencrypted-block-device
      aws-ec2-securitygroup-disallow-inbound-http-traffic
      aws-ec2-securitygroup-disallow-public-internet-ingress
      aws-ec2-securitygroup-missing-description
      aws-ec2-securitygroup-missing-egress-rule-description
      aws-ec2-securitygroup-missing-ingress-rule-description
      aws-ecr-repository-configure-customer-managed-key
      aws-ecr-repository-configure-image-scan
      aws-ecr-repository-disallow-mutable-image
      aws-ecr-repository-disallow-unencrypted-repository
      aws-ecr-repository-enable-image-scan
      aws-efs-filesystem-configure-customer-managed-key
      aws-efs-filesystem-disallow-single-availability-zone
      aws-efs-filesystem-disallow-unencrypted-file-system
      aws-eks-cluster-disallow-api-endpoint-public-access
      aws-eks-cluster-enable-cluster-encryption-config
      aws-elb-loadbalancer-configure-access-logging
      aws-elb-loadbalancer-configure-multi-availability-zone
      aws-elb-loadbalancer-disallow-unencrypted-traffic
      aws-elb-loadbalancer-enable-health-check
      aws-iam-password-policy-minimum-password-length
      aws-iam-password-policy-prevent-reuse
      aws-iam-policy-attachment-only-attachment-through-groups
      aws-iam-user-policy-attachment-only-attachment-through-groups
      aws-kms-key-disallow-bypass-policy-lockout-safety-check
      aws-kms-key-enable-key-rotation
      aws-kms-key-missing-description
      aws-lambda-function-configure-tracing-config
      aws-lambda-function-enable-tracing-config
      aws-lambda-function-missing-description
      aws-lambda-permission-configure-source-arn
      aws-lb-listener-configure-secure-tls
      aws-lb-listener-disallow-unencrypted-traffic
      aws-lb-loadbalancer-configure-access-logging
      aws-lb-loadbalancer-enable-access-logging
      aws-rds-cluster-configure-backup-retention
      aws-rds-cluster-configure-customer-managed-key
      aws-rds-cluster-disallow-single-availability-zone
      aws-rds-cluster-disallow-unencrypted-storage
      aws-rds-cluster-enable-backup-retention
      aws-rds-clusterinstance-disallow-public-access
      aws-rds-clusterinstance-disallow-unencrypted-performance-insights
      aws-rds-clusterinstance-enable-performance-insights
      aws-rds-instance-configure-backup-retention
      aws-rds-instance-configure-customer-managed-key
      aws-rds-instance-disallow-public-access
      aws-rds-instance-disallow-unencrypted-performance-insights
      aws-rds-instance-disallow-unencrypted-storage
      aws-rds-instance-enable-backup-retention
      aws-rds-instance-enable-performance-insights
      aws-s3-bucket-configure-replication-configuration
      aws-s3-bucket-configure-server-side-encryption-customer-managed-key
      aws-s3-bucket-configure-server-side-encryption-kms
      aws-s3-bucket-disallow-public-read
      aws-s3-bucket-enable-replication-configuration
      aws-s3-bucket-enable-server-side-encryption
      aws-s3-bucket-enable-server-side-encryption-bucket-key
      aws-secretsmanager-secret-configure-customer-managed-key
      aws-secretsmanager-secret-missing-description
    `),
    without: {},
  },
];
