import type { Inputs, ResourceClass } from "../../model/classes.js";
import { typeOfClass } from "../../model/classes.js";

/**
 * What a policy document is for. `identity` grants to the principals that it is attached to, `resource` states who may use the resource that has it,
 * `trust` who may become a role. A `ceiling` (SCP, session policy, endpoint policy) only limits, and never grants.
 */
export type DocumentKind = "identity" | "resource" | "trust" | "ceiling";

/** An input that holds a policy document: `inlinePolicies[].policy` is in each item of a list. */
export interface Carrier {
  readonly type: string;
  readonly path: string;
  readonly kind: DocumentKind;
  /** Reachable only from a private network, so "everyone" means everyone in it. */
  readonly isPrivate: boolean;
}

const on =
  (kind: DocumentKind, isPrivate = false) =>
  <C extends ResourceClass>(cls: C, input: keyof Inputs<C> & string, inner = ""): Carrier => ({
    type: typeOfClass(cls),
    path: input + inner,
    kind,
    isPrivate,
  });
const identity = on("identity");
const resource = on("resource");
const trust = on("trust");
const ceiling = on("ceiling");
const privateResource = on("resource", true);

/** Every input of @pulumi/aws 7.48 that holds an IAM policy document. */
export const carriers: readonly Carrier[] = [
  identity("iam.Policy", "policy"),
  identity("iam.RolePolicy", "policy"),
  identity("iam.UserPolicy", "policy"),
  identity("iam.GroupPolicy", "policy"),
  identity("iam.Role", "inlinePolicies", "[].policy"),
  identity("ssoadmin.PermissionSetInlinePolicy", "inlinePolicy"),
  identity("iot.Policy", "policy"),
  trust("iam.Role", "assumeRolePolicy"),
  ceiling("organizations.Policy", "content"),
  ceiling("transfer.User", "policy"),
  ceiling("transfer.Access", "policy"),
  ceiling("rolesanywhere.Profile", "sessionPolicy"),
  ceiling("eks.PodIdentityAssociation", "policy"),
  ceiling("ec2.VpcEndpoint", "policy"),
  ceiling("ec2.VpcEndpointPolicy", "policy"),
  ceiling("odb.Network", "kmsPolicyDocument"),
  ceiling("odb.Network", "s3PolicyDocument"),
  ceiling("odb.Network", "stsPolicyDocument"),
  privateResource("vpclattice.AuthPolicy", "policy"),
  privateResource("apigateway.DomainName", "policy"),
  resource("acmpca.Policy", "policy"),
  resource("amp.ResourcePolicy", "policyDocument"),
  resource("apigateway.RestApi", "policy"),
  resource("apigateway.RestApiPolicy", "policy"),
  resource("backup.VaultPolicy", "policy"),
  resource("bedrock.AgentcoreResourcePolicy", "policy"),
  resource("cloudsearch.DomainServiceAccessPolicy", "accessPolicy"),
  resource("cloudwatch.EventBusPolicy", "policy"),
  resource("cloudwatch.LogDeliveryDestinationPolicy", "deliveryDestinationPolicy"),
  resource("cloudwatch.LogDestinationPolicy", "accessPolicy"),
  resource("cloudwatch.LogResourcePolicy", "policyDocument"),
  resource("codeartifact.DomainPermissions", "policyDocument"),
  resource("codeartifact.RepositoryPermissionsPolicy", "policyDocument"),
  resource("codebuild.ResourcePolicy", "policy"),
  resource("dsql.ClusterPolicy", "policy"),
  resource("dynamodb.ResourcePolicy", "policy"),
  resource("ecr.RegistryPolicy", "policy"),
  resource("ecr.RepositoryCreationTemplate", "repositoryPolicy"),
  resource("ecr.RepositoryPolicy", "policy"),
  resource("ecrpublic.RepositoryPolicy", "policy"),
  resource("efs.FileSystemPolicy", "policy"),
  resource("elasticsearch.Domain", "accessPolicies"),
  resource("elasticsearch.DomainPolicy", "accessPolicies"),
  resource("fsx.S3AccessPointAttachment", "s3AccessPoint", ".policy"),
  resource("glacier.Vault", "accessPolicy"),
  resource("glacier.VaultLock", "policy"),
  resource("glue.ResourcePolicy", "policy"),
  resource("kinesis.ResourcePolicy", "policy"),
  resource("kms.ExternalKey", "policy"),
  resource("kms.Key", "policy"),
  resource("kms.KeyPolicy", "policy"),
  resource("kms.ReplicaExternalKey", "policy"),
  resource("kms.ReplicaKey", "policy"),
  resource("lambda.ResourcePolicy", "policy"),
  resource("mediastore.ContainerPolicy", "policy"),
  resource("msk.ClusterPolicy", "policy"),
  resource("networkfirewall.ResourcePolicy", "policy"),
  resource("oam.SinkPolicy", "policy"),
  resource("opensearch.Domain", "accessPolicies"),
  resource("opensearch.DomainPolicy", "accessPolicies"),
  resource("opensearchingest.ResourcePolicy", "policy"),
  resource("organizations.ResourcePolicy", "content"),
  resource("pinpoint.Smsvoicev2ResourcePolicy", "policy"),
  resource("redshift.ResourcePolicy", "policy"),
  resource("redshiftserverless.ResourcePolicy", "policy"),
  resource("s3.AccessPoint", "policy"),
  resource("s3.Bucket", "policy"),
  resource("s3.BucketPolicy", "policy"),
  resource("s3.FilesFileSystemPolicy", "policy"),
  resource("s3.VectorsVectorBucketPolicy", "policy"),
  resource("s3control.AccessGrantsInstanceResourcePolicy", "policy"),
  resource("s3control.AccessPointPolicy", "policy"),
  resource("s3control.BucketPolicy", "policy"),
  resource("s3control.MultiRegionAccessPointPolicy", "details", ".policy"),
  resource("s3control.ObjectLambdaAccessPointPolicy", "policy"),
  resource("s3tables.TableBucketPolicy", "resourcePolicy"),
  resource("s3tables.TablePolicy", "resourcePolicy"),
  resource("sagemaker.ModelPackageGroupPolicy", "resourcePolicy"),
  resource("schemas.RegistryPolicy", "policy"),
  resource("secretsmanager.Secret", "policy"),
  resource("secretsmanager.SecretPolicy", "policy"),
  resource("ses.IdentityPolicy", "policy"),
  resource("sesv2.EmailIdentityPolicy", "policy"),
  resource("sns.Topic", "policy"),
  resource("sns.TopicPolicy", "policy"),
  resource("sqs.Queue", "policy"),
  resource("sqs.QueuePolicy", "policy"),
  resource("vpclattice.ResourcePolicy", "policy"),
  resource("xray.ResourcePolicy", "policyDocument"),
];

const byType = new Map<string, Carrier[]>();
for (const carrier of carriers) byType.set(carrier.type, [...(byType.get(carrier.type) ?? []), carrier]);

/** The inputs of a type that hold policy documents. */
export const carriersOf = (type: string): readonly Carrier[] => byType.get(type) ?? [];
