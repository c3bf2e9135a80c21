import { aws, found, type Kind, open, silent } from "./kind.js";

const made = (type: string, inputs: Record<string, unknown>, outputs: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
  aws(type, "x", inputs, { outputs: { id: "x-id", ...inputs, ...outputs }, ...more });
const planned = (type: string, inputs: Record<string, unknown>) => aws(type, "x", inputs, { id: "", outputs: {} });
const balancer = (type: string, more: Record<string, unknown> = {}) =>
  aws(
    "lb/loadBalancer:LoadBalancer",
    "b",
    { loadBalancerType: type, subnets: ["a"], ...more },
    { id: "arn:lb", outputs: { id: "arn:lb", arn: "arn:lb", loadBalancerType: type } },
  );
const listener = (inputs: Record<string, unknown>, outputs: Record<string, unknown> = {}) =>
  aws(
    "lb/listener:Listener",
    "l",
    { loadBalancerArn: "arn:lb", defaultActions: [{ type: "forward", targetGroupArn: "arn:t" }], ...inputs },
    { outputs: { ...inputs, ...outputs } },
  );
const viewer = (viewerCertificate: Record<string, unknown>) => [
  aws("cloudfront/distribution:Distribution", "d", {
    enabled: true,
    origins: [{ originId: "o", domainName: "b.s3.eu-west-1.amazonaws.com", originAccessControlId: "E1" }],
    defaultCacheBehavior: { targetOriginId: "o", viewerProtocolPolicy: "https-only", allowedMethods: ["GET"], cachedMethods: ["GET"] },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate,
  }),
];
const viewerTls = /cloudfront-distribution-viewer-tls/;
const acm = "arn:aws:acm:us-east-1:123456789012:certificate/1";

export const encryptionKinds: readonly Kind[] = [
  {
    kind: "`when`/`require` on an input whose default is the bad value: go through every rule",
    cases: [
      found(
        "an application load balancer of the stack, a listener without a protocol",
        [balancer("application"), listener({ port: 80 }, { protocol: "HTTP" })],
        /lb-listener-encrypted/,
        1,
      ),
      found(
        "a load balancer whose type is unset, a listener without a protocol",
        [
          aws(
            "lb/loadBalancer:LoadBalancer",
            "b",
            { subnets: ["a"] },
            { id: "arn:lb", outputs: { id: "arn:lb", arn: "arn:lb", loadBalancerType: "application" } },
          ),
          listener({ port: 8080 }),
        ],
        /lb-listener-encrypted/,
        1,
      ),
      found(
        "a repository without mutability",
        [made("ecr/repository:Repository", {}, { imageTagMutability: "MUTABLE" })],
        /ecr-repository-immutable-tags/,
        1,
      ),
      found(
        "a route without authorization",
        [made("apigatewayv2/route:Route", { apiId: "a", routeKey: "$default" }, { authorizationType: "NONE" })],
        /apigatewayv2-route-authorization/,
        1,
      ),
      found(
        "a file system that says nothing of encryption",
        [made("efs/fileSystem:FileSystem", {}, { encrypted: false })],
        /efs-file-system-encrypted/,
        1,
      ),
      found(
        "a stream that says nothing of encryption",
        [made("kinesis/stream:Stream", { shardCount: 1 }, { encryptionType: "NONE" })],
        /kinesis-stream-encrypted/,
        1,
      ),
      found(
        "a volume that says nothing of encryption",
        [made("ebs/volume:Volume", { availabilityZone: "eu-west-1a", size: 8 }, { encrypted: false })],
        /ebs-volume-encrypted/,
        1,
      ),
      found("a key without rotation", [made("kms/key:Key", {}, { enableKeyRotation: false })], /kms-key-rotation/, 1),
      found(
        "a cluster whose endpoint is public by default",
        [made("eks/cluster:Cluster", { roleArn: "arn:aws:iam::123456789012:role/r", vpcConfig: { subnetIds: ["a", "b"] } })],
        /eks-cluster-endpoint/,
      ),
      found(
        "a trail without validation",
        [made("cloudtrail/trail:Trail", { s3BucketName: "b" }, { enableLogFileValidation: false })],
        /cloudtrail-trail-log-file-validation/,
        1,
      ),
      found(
        "a replication group without TLS",
        [
          made(
            "elasticache/replicationGroup:ReplicationGroup",
            { description: "d", engine: "redis", nodeType: "cache.t4g.micro" },
            { transitEncryptionEnabled: false },
          ),
        ],
        /elasticache-replication-group-encrypted-in-transit/,
        1,
      ),
      silent(
        "a listener of HTTP that only redirects",
        [
          balancer("application"),
          listener({
            port: 80,
            defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
          }),
        ],
        /lb-listener-encrypted/,
      ),
      silent(
        "a listener of a gateway load balancer, which has no protocol",
        [balancer("gateway"), listener({})],
        /lb-listener-(?:encrypted|network)/,
      ),
      silent("a load balancer whose desync mitigation is the default", [balancer("application")], /desync/),
      silent(
        "a subnet without public addresses by default",
        [made("ec2/subnet:Subnet", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" })],
        /auto-public-ip/,
      ),
      silent(
        "a distribution's origin through which nothing goes in plain",
        viewer({ acmCertificateArn: acm, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }),
        /viewer-https|viewer-tls/,
      ),
    ],
  },
  {
    kind: "attribute inherited from a source",
    cases: [
      silent(
        "a volume of a snapshot that is encrypted",
        [made("ebs/volume:Volume", { availabilityZone: "eu-west-1a", snapshotId: "snap-1" }, { encrypted: true })],
        /ebs-volume-encrypted/,
      ),
      silent(
        "a DocumentDB cluster of a snapshot",
        [made("docdb/cluster:Cluster", { snapshotIdentifier: "s" }, { storageEncrypted: true })],
        /docdb-cluster-encrypted/,
      ),
      silent(
        "a Neptune cluster of a snapshot",
        [made("neptune/cluster:Cluster", { snapshotIdentifier: "s" }, { storageEncrypted: true })],
        /neptune-cluster-encrypted/,
      ),
      silent(
        "a read replica of a database",
        [
          made(
            "rds/instance:Instance",
            { instanceClass: "db.t4g.micro", replicateSourceDb: "arn:aws:rds:us-east-1:123456789012:db:x" },
            { storageEncrypted: true },
          ),
        ],
        /rds-instance-storage-encrypted/,
      ),
      silent(
        "a database restored to a time",
        [
          made(
            "rds/instance:Instance",
            { instanceClass: "db.t4g.micro", restoreToPointInTime: { sourceDbInstanceIdentifier: "x", useLatestRestorableTime: true } },
            { storageEncrypted: true },
          ),
        ],
        /rds-instance-storage-encrypted/,
      ),
      silent(
        "a Redshift cluster of a snapshot",
        [
          made(
            "redshift/cluster:Cluster",
            { clusterIdentifier: "c", nodeType: "ra3.large", snapshotIdentifier: "s" },
            { encrypted: "true" },
          ),
        ],
        /redshift-cluster-encrypted/,
      ),
      silent(
        "a global database of a cluster",
        [
          made(
            "rds/globalCluster:GlobalCluster",
            { globalClusterIdentifier: "g", sourceDbClusterIdentifier: "arn:aws:rds:us-east-1:123456789012:cluster:x" },
            { storageEncrypted: true },
          ),
        ],
        /global-cluster-encrypted/,
      ),
      silent(
        "a replication group of a global one",
        [
          made(
            "elasticache/replicationGroup:ReplicationGroup",
            { description: "d", globalReplicationGroupId: "g" },
            { atRestEncryptionEnabled: true, transitEncryptionEnabled: true },
          ),
        ],
        /elasticache-replication-group-encrypted/,
      ),
      silent(
        "an instance whose root comes from an image that is encrypted",
        [
          made(
            "ec2/instance:Instance",
            { ami: "ami-1", instanceType: "t3.micro" },
            { rootBlockDevice: { encrypted: true, volumeSize: 8 }, ebsBlockDevices: [] },
          ),
        ],
        /ec2-instance-volumes-encrypted/,
      ),
      open(
        "a volume of a snapshot at preview",
        [planned("ebs/volume:Volume", { availabilityZone: "eu-west-1a", snapshotId: "snap-1" })],
        /ebs-volume-encrypted/,
      ),
      open(
        "a Neptune cluster of a snapshot at preview",
        [planned("neptune/cluster:Cluster", { snapshotIdentifier: "s" })],
        /neptune-cluster-encrypted/,
      ),
      found(
        "a volume of a snapshot that is not encrypted",
        [made("ebs/volume:Volume", { availabilityZone: "eu-west-1a", snapshotId: "snap-1" }, { encrypted: false })],
        /ebs-volume-encrypted/,
        1,
      ),
      found(
        "a cluster of a snapshot that is not encrypted",
        [made("rds/cluster:Cluster", { engine: "aurora-mysql", snapshotIdentifier: "s" }, { storageEncrypted: false })],
        /rds-cluster-storage-encrypted/,
        1,
      ),
      found(
        "a database with an empty snapshot",
        [made("rds/instance:Instance", { instanceClass: "db.t4g.micro", snapshotIdentifier: "" }, { storageEncrypted: false })],
        /rds-instance-storage-encrypted/,
        1,
      ),
      found(
        "a cluster of a global database that is not encrypted",
        [made("docdb/cluster:Cluster", { globalClusterIdentifier: "g" }, { storageEncrypted: false })],
        /docdb-cluster-encrypted/,
        1,
      ),
    ],
  },
  {
    kind: "a rule asks for what has no effect",
    cases: [
      silent("access logs of a gateway load balancer", [balancer("gateway"), listener({})], /access-logs/),
      silent(
        "access logs of a network load balancer for UDP",
        [balancer("network"), listener({ port: 53, protocol: "TCP_UDP" })],
        /access-logs/,
      ),
      silent(
        "access logs of a network load balancer with two listeners, none of TLS",
        [
          balancer("network"),
          listener({ port: 53, protocol: "UDP" }),
          { ...listener({ port: 80, protocol: "TCP" }), urn: "urn:pulumi:dev::shop::aws:lb/listener:Listener::l2" },
        ],
        /access-logs/,
      ),
      silent(
        "TLS between the nodes of memcached, at rest",
        [made("elasticache/cluster:Cluster", { engine: "memcached", nodeType: "cache.t4g.micro", numCacheNodes: 1 })],
        /at-rest|automatic-backup/,
      ),
      silent("headers that a network load balancer does not read", [balancer("network")], /drop-invalid-headers|desync/),
      silent(
        "a dead letter queue of a dead letter queue",
        [
          aws(
            "sqs/queue:Queue",
            "dead",
            {},
            { id: "https://dead", outputs: { id: "https://dead", arn: "arn:aws:sqs:eu-west-1:123456789012:dead" } },
          ),
          aws("sqs/queue:Queue", "q", {
            redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":4}',
          }),
        ],
        /sqs-queue-dead-letter dead/,
      ),
      found(
        "access logs of a network load balancer with TLS",
        [balancer("network"), listener({ port: 443, protocol: "TLS", certificateArn: acm })],
        /access-logs/,
        1,
      ),
      found(
        "access logs of a network load balancer with tls in small letters",
        [balancer("network"), listener({ port: 443, protocol: "tls", certificateArn: acm })],
        /access-logs/,
        1,
      ),
      found(
        "access logs of an application load balancer",
        [balancer("application"), listener({ port: 443, protocol: "HTTPS", certificateArn: acm })],
        /access-logs/,
        1,
      ),
      found(
        "access logs of a load balancer of the old type",
        [
          aws("elb/loadBalancer:LoadBalancer", "e", {
            listeners: [{ lbPort: 443, lbProtocol: "https", instancePort: 80, instanceProtocol: "http", sslCertificateId: acm }],
          }),
        ],
        /elb-load-balancer-access-logs/,
        1,
      ),
    ],
  },
  {
    kind: "advice that leads into a false pass",
    cases: [
      found(
        "the default certificate, as a text",
        viewer({ cloudfrontDefaultCertificate: "true", minimumProtocolVersion: "TLSv1.2_2021" }),
        viewerTls,
        1,
      ),
      found("no certificate at all", viewer({ minimumProtocolVersion: "TLSv1.2_2021" }), viewerTls, 1),
      found("a certificate, and no least version", viewer({ acmCertificateArn: acm, sslSupportMethod: "sni-only" }), viewerTls, 1),
      found(
        "a certificate of IAM, and an old version",
        viewer({ iamCertificateId: "ASCA1", sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.1_2016" }),
        viewerTls,
        1,
      ),
      found("the default certificate, and nothing else", viewer({ cloudfrontDefaultCertificate: true }), viewerTls, 1),
      silent(
        "a certificate of ACM with a version of 2021",
        viewer({ acmCertificateArn: acm, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }),
        viewerTls,
      ),
      silent(
        "a certificate of IAM with a version of 2021",
        viewer({ iamCertificateId: "ASCA1", sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }),
        viewerTls,
      ),
      silent(
        "the default certificate set to false beside one of ACM",
        viewer({
          cloudfrontDefaultCertificate: false,
          acmCertificateArn: acm,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        }),
        viewerTls,
      ),
      silent(
        "an address of its own with a version of 2018",
        viewer({ acmCertificateArn: acm, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2018" }),
        viewerTls,
      ),
    ],
  },
];
