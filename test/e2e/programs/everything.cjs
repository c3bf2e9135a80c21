// A program that uses what the protocol has: it is run by the real engine and by `stackwarden run`, which must register the same.
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

class Site extends pulumi.ComponentResource {
  constructor(name, args, options) {
    super("my:site:Site", name, args, options);
    this.bucket = new aws.s3.Bucket(`${name}-content`, {}, { parent: this, aliases: [{ name: "old" }] });
    const policy = pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: pulumi.interpolate`${this.bucket.arn}/*` }],
    });
    new aws.s3.BucketPolicy(`${name}-policy`, { bucket: this.bucket.id, policy }, { parent: this });
    this.registerOutputs({ bucket: this.bucket.bucket });
  }
}

module.exports = async () => {
  const config = new pulumi.Config();
  const logs = new aws.s3.Bucket("logs", { tags: { Name: "logs" } }, { protect: true, ignoreChanges: ["tags"], retainOnDelete: true });
  const west = new aws.Provider("west", { region: "us-west-2", defaultTags: { tags: { Owner: "west" } } });
  const jobs = new aws.sqs.Queue("jobs", { visibilityTimeoutSeconds: config.getNumber("timeout") }, { provider: west });
  const site = new Site(
    "site",
    { hello: pulumi.secret("x") },
    {
      providers: [west],
      transforms: [
        ({ type, props, opts }) =>
          type === "aws:s3/bucket:Bucket"
            ? { props: { ...props, forceDestroy: true }, opts: pulumi.mergeOptions(opts, { protect: true }) }
            : undefined,
      ],
    },
  );
  pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
    type === "aws:sns/topic:Topic" ? { props: { ...props, displayName: jobs.name }, opts } : undefined,
  );
  new aws.sns.Topic("alarms", { tags: { Team: "own" } }, { dependsOn: [site], replaceOnChanges: ["*"], deleteBeforeReplace: true });
  new aws.sns.Topic("named", { name: "fixed" }, { deletedWith: logs, additionalSecretOutputs: ["arn"] });
  const password = config.requireSecret("password");
  const db = new aws.rds.Instance("db", { instanceClass: "db.t3.micro", engine: "postgres", username: "admin", password });
  new aws.ssm.Parameter("endpoint", { type: "String", value: pulumi.interpolate`${db.endpoint}/${password}` });
  new aws.secretsmanager.SecretVersion("literal", { secretId: "app", secretString: pulumi.secret(["plain", "text", "7"].join("-")) });
  const theirs = aws.s3.Bucket.get("theirs", "their-bucket");
  new aws.s3.BucketVersioning("versions", { bucket: theirs.id, versioningConfiguration: { status: "Suspended" } });
  const role = new aws.iam.Role("app", { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) });
  new aws.iam.RolePolicy("all", {
    role,
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  });
  const code = new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 1;") });
  new aws.lambda.Function("work", {
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    code,
    environment: { variables: { QUEUE: jobs.url, PASSWORD: password } },
  });
  const zones = aws.getAvailabilityZonesOutput({ state: "available" });
  const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
  new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: zones.names[0] });
  new aws.ec2.SecurityGroup("open", { vpcId: vpc.id, ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] });
  return { bucket: logs.bucket, domain: logs.bucketDomainName, password };
};
