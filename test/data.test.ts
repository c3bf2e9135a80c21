import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { aliases, renames, secretInputs, shapes, stateful, taggable } from "../src/data/tables.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The types that the installed provider declares, asked of its files and not of the generator. */
const PROVIDER = join(ROOT, "node_modules/@pulumi/aws");
const declared = new Set(
  readdirSync(PROVIDER, { withFileTypes: true })
    .filter((folder) => folder.isDirectory() && folder.name !== "types")
    .flatMap((folder) => readdirSync(join(PROVIDER, folder.name)).map((file) => join(PROVIDER, folder.name, file)))
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(file, "utf8"))?.[1] ?? []),
);
const exists = (type: string) => declared.has(type);

const secretPaths = (type: string) => (secretInputs()[type] ?? []).filter((input) => input.credential !== false).map((input) => input.path);

/** Parents stand before what is in them, so a reader may apply the entries in order. */
const depths = (paths: string[]) => paths.map((path) => path.split(".").length);

describe("every table", () => {
  it("is compared with all the provider's types", () => expect(declared.size).toBe(1738));

  const tables = { taggable: taggable(), stateful: stateful(), shapes: shapes(), renames: renames() };
  for (const [name, table] of Object.entries(tables)) {
    it(`${name} names types of the provider, sorted`, () => {
      const types = Object.keys(table);
      expect(types.filter((type) => !exists(type))).toEqual([]);
      expect(types).toEqual([...types].sort());
    });
  }

  it("finds nothing under the names of Object.prototype", () => {
    for (const table of [...Object.values(tables), secretInputs(), aliases()]) {
      expect(["constructor", "toString", "__proto__"].map((name) => table[name])).toEqual([undefined, undefined, undefined]);
    }
  });

  it("states where it came from", () => {
    for (const name of ["taggable", "secret-inputs", "stateful", "shapes", "aliases"]) {
      const file = JSON.parse(readFileSync(join(ROOT, `src/data/${name}.json`), "utf8")) as { generated: object };
      expect(Object.keys(file)[0]).toBe("generated");
      expect(file.generated).toMatchObject({ by: "scripts/data.mjs", provider: "@pulumi/aws 7.48.0" });
    }
  });

  it("is up to date, and a check without older majors states what it left out", () => {
    const empty = mkdtempSync(join(tmpdir(), "stackwarden-"));
    try {
      const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/data.mjs", "--check"], {
        cwd: ROOT,
        encoding: "utf8",
        env: { ...process.env, XDG_CACHE_HOME: empty, npm_config_registry: "http://127.0.0.1:9", npm_config_cache: join(empty, "npm") },
      });
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout:
          "up to date: taggable.json, secret-inputs.json, stateful.json, iam-actions.json, iam-condition-keys.json, frameworks.json, " +
          "iam-managed-policies.txt.br, class-inputs.txt.br, function-results.txt.br (@pulumi/aws 7.48.0)\n",
      });
      expect(stderr).toContain("NOT CHECKED: aliases.json, shapes.json");
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  }, 120_000);
});

describe("taggable", () => {
  it("knows maps, lists and default tags", () => {
    expect(Object.keys(taggable())).toHaveLength(860);
    expect(taggable()["aws:s3/bucket:Bucket"]).toEqual({ key: "tags", shape: "map", tagsAll: true });
    expect(taggable()["aws:autoscaling/group:Group"]).toEqual({ key: "tags", shape: "list", tagsAll: false });
    expect(Object.values(taggable()).filter((entry) => entry.shape === "list")).toHaveLength(1);
  });

  it("leaves out types whose tags choose other resources, or that are a tag", () => {
    for (const type of [
      "aws:autoscaling/tag:Tag",
      "aws:ec2/tag:Tag",
      "aws:devopsguru/resourceCollection:ResourceCollection",
      "aws:inspector/resourceGroup:ResourceGroup",
      "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
      "aws:iam/rolePolicy:RolePolicy",
    ]) {
      expect(taggable()[type], type).toBeUndefined();
    }
  });
});

describe("secret inputs", () => {
  it("names types of the provider, and the provider itself", () => {
    const types = Object.keys(secretInputs());
    expect(types.filter((type) => type !== "pulumi:providers:aws" && !exists(type))).toEqual([]);
    expect(types).toHaveLength(108);
    expect(secretPaths("pulumi:providers:aws")).toEqual(["assumeRoleWithWebIdentity.webIdentityToken", "secretKey", "token"]);
  });

  it.each([
    ["aws:rds/instance:Instance", "password"],
    ["aws:rds/instance:Instance", "passwordWo"],
    ["aws:mq/broker:Broker", "users[].password"],
    ["aws:memorydb/user:User", "authenticationMode.passwords"],
    ["aws:opensearch/domain:Domain", "advancedSecurityOptions.masterUserOptions.masterUserPassword"],
    ["aws:cloudwatch/eventConnection:EventConnection", "authParameters.oauth.clientParameters.clientSecret"],
    ["aws:cloudwatch/eventConnection:EventConnection", "authParameters.apiKey.value"],
    ["aws:cognito/identityProvider:IdentityProvider", "providerDetails.client_secret"],
    ["aws:glue/connection:Connection", "connectionProperties.PASSWORD"],
    ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "splunkConfiguration.hecToken"],
    ["aws:fsx/windowsFileSystem:WindowsFileSystem", "selfManagedActiveDirectory.passwordWo"],
    ["aws:quicksight/dataSource:DataSource", "credentials.credentialPair.password"],
    ["aws:ec2/vpnConnection:VpnConnection", "tunnel1PresharedKey"],
    ["aws:lb/listener:Listener", "defaultActions[].authenticateOidc.clientSecret"],
    ["aws:codepipeline/pipeline:Pipeline", "stages[].actions[].configuration.OAuthToken"],
  ])("%s %s", (type, path) => {
    expect(secretPaths(type)).toContain(path);
  });

  it("takes no reference, setting, public key or unit of time for a secret", () => {
    const doubtful = Object.keys(secretInputs()).flatMap((type) =>
      secretPaths(type).filter((path) => /(Arn|Arns|Id|Ids|Version|Length|Policy|Name|Type|Pem|PublicKeys|Chain|[uU]sername)$/.test(path)),
    );
    expect(doubtful).toEqual([]);
    for (const [type, path] of [
      ["aws:appmesh/virtualNode:VirtualNode", "spec.listeners[].tls.certificate.file.privateKey"],
      ["aws:cognito/userPoolClient:UserPoolClient", "tokenValidityUnits.accessToken"],
      ["aws:rds/cluster:Cluster", "manageMasterUserPassword"],
      ["aws:rds/cluster:Cluster", "masterUserSecretKmsKeyId"],
      ["aws:ssoadmin/application:Application", "clientToken"],
      ["aws:datasync/locationObjectStorage:LocationObjectStorage", "accessKey"],
      ["aws:transfer/server:Server", "preAuthenticationLoginBanner"],
      ["aws:iot/certificate:Certificate", "certificatePem"],
      ["aws:bedrock/agentcoreHarness:AgentcoreHarness", "environmentVariables"],
    ]) {
      expect(secretPaths(type ?? ""), `${type} ${path}`).not.toContain(path);
    }
  });

  it("is conditional where the type decides", () => {
    const value = secretInputs()["aws:ssm/parameter:Parameter"]?.find((input) => input.path === "value");
    expect(value).toEqual({ path: "value", source: "sdk", when: { type: "SecureString" } });
    const header = secretInputs()["aws:cloudwatch/eventConnection:EventConnection"]?.find((input) => input.path.includes("headers[]"));
    expect(header?.when).toEqual({ isValueSecret: true });
  });

  const list = join(ROOT, "../shared/bench/secrets/sdk-secret-inputs.json");
  it.skipIf(!existsSync(list))("holds every input that the SDK wraps by itself (needs ../shared, skipped where absent)", () => {
    const wrapped = JSON.parse(readFileSync(list, "utf8")) as Record<string, string[]>;
    for (const [type, paths] of Object.entries(wrapped)) {
      const known = secretInputs()[type === "aws" ? "pulumi:providers:aws" : type] ?? [];
      for (const path of paths) expect(known, `${type} ${path}`).toContainEqual(expect.objectContaining({ path, source: "sdk" }));
    }
    expect(Object.keys(wrapped)).toHaveLength(65);
  });
});

describe("aliases", () => {
  it("lead to a canonical type in one step", () => {
    const entries = Object.entries(aliases());
    expect(entries).toHaveLength(51);
    expect(entries.filter(([, target]) => !exists(target) || aliases()[target] !== undefined)).toEqual([]);
  });

  it.each([
    ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
    ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws:s3/bucketVersioning:BucketVersioning"],
    ["aws:alb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"],
    ["aws:applicationloadbalancing/listener:Listener", "aws:lb/listener:Listener"],
    ["aws:elasticloadbalancingv2/targetGroup:TargetGroup", "aws:lb/targetGroup:TargetGroup"],
    ["aws:elasticloadbalancing/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
    ["aws:ses/confgurationSet:ConfgurationSet", "aws:ses/configurationSet:ConfigurationSet"],
  ])("%s", (old, canonical) => {
    expect(aliases()[old]).toBe(canonical);
  });

  it("keeps classes apart that only sound alike", () => {
    for (const type of [
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketObjectv2:BucketObjectv2",
      "aws:elb/loadBalancer:LoadBalancer",
      "aws:apigatewayv2/api:Api",
    ]) {
      expect(aliases()[type], type).toBeUndefined();
    }
  });
});

describe("shapes", () => {
  it("stand under canonical types, parents first", () => {
    for (const table of [shapes(), renames()]) {
      expect(Object.keys(table).filter((type) => aliases()[type] !== undefined)).toEqual([]);
      for (const paths of Object.values(table))
        expect(depths(Object.keys(paths))).toEqual(depths(Object.keys(paths)).sort((a, b) => a - b));
    }
  });

  it("know what became an object, and what became a list", () => {
    expect(shapes()["aws:lambda/eventSourceMapping:EventSourceMapping"]).toEqual({ queues: "object" });
    expect(shapes()["aws:iot/topicRule:TopicRule"]).toEqual({ elasticsearch: "array", s3: "array", sns: "array", sqs: "array" });
    expect(renames()["aws:s3/bucket:Bucket"]).toMatchObject({
      versionings: { name: "versioning", shape: "object" },
      loggings: { name: "logging", shape: "object" },
      "serverSideEncryptionConfiguration.rules": { name: "rule", shape: "object" },
    });
  });

  it("take a map for no list", () => {
    expect(shapes()["aws:budgets/budget:Budget"]).toBeUndefined();
  });
});

describe("stateful", () => {
  it("gives a short reason for each of its types", () => {
    expect(Object.keys(stateful()).length).toBeGreaterThanOrEqual(95);
    expect(Object.entries(stateful()).filter(([, { reason }]) => !/^[a-zA-Z][^.]{3,79}$/.test(reason))).toEqual([]);
    expect(Object.keys(stateful()).filter((type) => aliases()[type] !== undefined)).toEqual([]);
  });

  it.each([
    "rds/instance:Instance",
    "dynamodb/table:Table",
    "s3/bucket:Bucket",
    "efs/fileSystem:FileSystem",
    "sqs/queue:Queue",
    "kinesis/stream:Stream",
  ])("knows aws:%s", (type) => expect(stateful()[`aws:${type}`]?.name).toBeDefined());

  it.each([
    "kms/key:Key",
    "cognito/userPool:UserPool",
    "route53/zone:Zone",
    "backup/vault:Vault",
    "ecr/repository:Repository",
    "ebs/volume:Volume",
  ])("knows aws:%s too", (type) => expect(stateful()[`aws:${type}`]).toBeDefined());

  it("knows the way back and what takes it away", () => {
    expect(stateful()["aws:rds/instance:Instance"]).toEqual({
      reason: "a database and its automated backups",
      name: "identifier",
      deletionProtection: { path: "deletionProtection", value: true },
      unsafe: [
        { path: "skipFinalSnapshot", is: true },
        { path: "deleteAutomatedBackups", is: true, unset: true },
      ],
    });
    expect(stateful()["aws:cognito/userPool:UserPool"]?.deletionProtection).toEqual({ path: "deletionProtection", value: "ACTIVE" });
    expect(stateful()["aws:secretsmanager/secret:Secret"]?.unsafe).toEqual([{ path: "recoveryWindowInDays", is: 0 }]);
    expect(stateful()["aws:kms/key:Key"]?.unsafe).toEqual([{ path: "deletionWindowInDays", atLeast: 30 }]);
  });

  it("states in every unsafe entry what is unsafe", () => {
    const unsafe = Object.values(stateful()).flatMap((entry) => entry.unsafe ?? []);
    expect(unsafe.filter(({ is, atLeast, unset }) => is === undefined && atLeast === undefined && unset === undefined)).toEqual([]);
  });

  it("leaves out what holds no data of its own", () => {
    for (const type of [
      "lb/loadBalancer:LoadBalancer",
      "rds/clusterInstance:ClusterInstance",
      "lambda/function:Function",
      "dax/cluster:Cluster",
    ]) {
      expect(stateful()[`aws:${type}`], type).toBeUndefined();
    }
  });
});
