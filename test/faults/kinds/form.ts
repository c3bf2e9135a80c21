import { bucket, resource, state } from "../../cli/fixture.js";
import { aws, type Case, document, files, found, type Kind, silent } from "./kind.js";

const open = bucket("b", { acl: "public-read" });
const publicBucket = /^fail s3-bucket-no-public-read-acl b/;
const given = (title: string, side: Case["side"], value: unknown, more: Parameters<typeof files>[3]): Case =>
  files(title, side, { "state.json": JSON.stringify(value) }, more);
const update = /older than the state: update/;
const unknownFeature = /"teleport".*older than the state: update/;
const exported = { deployment: { manifest: {}, resources: [open] } };
const checkpoint = { checkpoint: { stack: "organization/shop/dev", latest: { manifest: {}, resources: [open] } } };
const refused = { status: 2, never: publicBucket };
/** A bucket that a program makes at this place, and its report in a format that shows places. */
const placed = (
  title: string,
  side: Case["side"],
  position: string,
  says: RegExp,
  never: RegExp,
  more: Record<string, unknown> = {},
): Case =>
  files(
    title,
    side,
    { "state.json": JSON.stringify(state([{ ...open, sourcePosition: position, ...more }])) },
    { arguments: ["--format", "sarif"], says, never },
  );
const many = (count: number, make: (i: number) => unknown): unknown[] => Array.from({ length: count }, (_, i) => make(i));
const containers = (count: number): Record<string, unknown> =>
  aws("ecs/taskDefinition:TaskDefinition", "t", {
    family: "t",
    containerDefinitions: JSON.stringify(many(count, (i) => ({ name: `w${i}`, image: "i", privileged: true }))),
  });
// One that writes line by line, and one that holds the whole report in one value; `hostile text` has all formats.
const formats = ["text", "sarif"];
const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
const unjudged = (title: string, type: string, says: RegExp, more: Record<string, unknown> = {}): Case =>
  files(title, "found", { "state.json": JSON.stringify(state([resource(type, "x", {}, more)])) }, { says });

export const formKinds: readonly Kind[] = [
  {
    kind: "advice",
    cases: [
      given("the export form of version 3", "found", { version: 3, ...exported }, { lines: publicBucket, count: 1 }),
      given(
        "version 4 with features that are known",
        "found",
        { version: 4, features: ["views", "taint"], ...exported },
        { lines: publicBucket, count: 1 },
      ),
      given("version 4 without features", "found", { version: 4, ...exported }, { lines: publicBucket, count: 1 }),
      given("version 4 with no features at all", "found", { version: 4, features: null, ...exported }, { lines: publicBucket, count: 1 }),
      given("a form without a version", "found", exported, { lines: publicBucket, count: 1 }),
      given("the form of a file backend", "found", { version: 3, ...checkpoint }, { lines: publicBucket, count: 1 }),
      given(
        "the form of a file backend of version 4",
        "found",
        { version: 4, features: ["hooks"], ...checkpoint },
        { lines: publicBucket, count: 1 },
      ),
      given("version 5", "silent", { version: 5, ...exported }, { ...refused, says: update }),
      given("version 12 of a file backend", "silent", { version: 12, ...checkpoint }, { ...refused, says: update }),
      given(
        "version 4 with features that are not known",
        "silent",
        { version: 4, features: ["views", "teleport"], ...exported },
        { ...refused, says: unknownFeature },
      ),
      given(
        "the same in a file backend",
        "silent",
        { version: 4, features: ["teleport"], ...checkpoint },
        { ...refused, says: unknownFeature },
      ),
      given(
        "version 1, where the state is older",
        "silent",
        { version: 1, ...exported },
        { status: 2, says: /current Pulumi CLI/, never: update },
      ),
      given(
        "version 2, where the state is older",
        "silent",
        { version: 2, ...checkpoint },
        { status: 2, says: /current Pulumi CLI/, never: update },
      ),
      given("a version that is a word", "silent", { version: "three", ...exported }, { status: 2, never: update }),
      given(
        "a stack that holds nothing",
        "silent",
        { version: 3, checkpoint: { stack: "organization/shop/dev", latest: null } },
        { status: 0 },
      ),
    ],
  },
  {
    kind: "size",
    cases: [
      ...formats.map(
        (format): Case =>
          files(
            `30,000 findings as ${format}`,
            "found",
            { "state.json": JSON.stringify(state([containers(30_000)])) },
            {
              arguments: ["--format", format, "--only", "ecs-task-not-privileged"],
              status: 1,
              says: /privileged/,
              never: /RangeError|Maximum call stack/,
            },
          ),
      ),
      files(
        "5,000 resources",
        "found",
        { "state.json": JSON.stringify(state(many(5_000, (i) => bucket(`b${i}`, { acl: "public-read" })))) },
        { arguments: ["--only", "s3-bucket-no-public-read-acl"], lines: /no-public-read-acl/, count: 5_000 },
      ),
      found(
        "a group of 20,000 rules, the last of which is open",
        [
          aws("ec2/securityGroup:SecurityGroup", "g", {
            vpcId: "v",
            ingress: [
              ...many(20_000, (i) => ({
                protocol: "tcp",
                fromPort: 443,
                toPort: 443,
                cidrBlocks: [`10.${(i >> 8) & 255}.${i & 255}.0/24`],
              })),
              { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
            ],
          }),
        ],
        /no-open-admin-port g/,
        1,
      ),
      found(
        "a range of 20,000 addresses, and every address behind them",
        [
          aws("ec2/securityGroup:SecurityGroup", "g", {
            vpcId: "v",
            ingress: [
              {
                protocol: "tcp",
                fromPort: 22,
                toPort: 22,
                cidrBlocks: [...many(20_000, (i) => `203.${(i >> 8) & 255}.${i & 255}.1/32`), "0.0.0.0/0"],
              },
            ],
          }),
        ],
        /no-open-admin-port g/,
        1,
      ),
      found(
        "a policy of 20,000 statements",
        [
          aws("iam/policy:Policy", "p", {
            policy: document(
              ...(many(20_000, (i) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::b${i}/*` })) as Record<
                string,
                unknown
              >[]),
              { Effect: "Allow", Action: "*", Resource: "*" },
            ),
          }),
        ],
        /iam-policy-no-admin p/,
        1,
      ),
      found(
        "a text of four megabytes that ends in a token",
        [
          aws("lambda/function:Function", "f", {
            role: "arn:x",
            environment: { variables: { DATA: `${"lorem ipsum ".repeat(350_000)} ghp_${"a1B2c3D4e5F6".repeat(3)}` } },
          }),
        ],
        /secrets-/,
      ),
      silent(
        "a text of four megabytes with nothing in it",
        [aws("lambda/function:Function", "f", { role: "arn:x", environment: { variables: { DATA: "a".repeat(4_000_000) } } })],
        /secrets-/,
      ),
      silent(
        "JSON in a text, nested a hundred thousand deep, grants nothing",
        [aws("iam/policy:Policy", "p", { policy: `${"[".repeat(100_000)}${"]".repeat(100_000)}` })],
        /iam-policy-no-admin|crash/,
      ),
      found(
        "JSON in a text, nested a hundred thousand deep, is no document",
        [aws("iam/policy:Policy", "p", { policy: `${"[".repeat(100_000)}${"]".repeat(100_000)}` })],
        /iam-policy-document-valid p policy$/,
        1,
      ),
      silent("inputs nested a hundred deep", [aws("ssm/document:Document", "d", { content: nested(100) })], /crash/),
      given(
        "inputs nested a thousand deep, beside a public bucket",
        "found",
        state([aws("ssm/document:Document", "d", { content: nested(1000) }), open]),
        {
          lines: publicBucket,
          count: 1,
          says: /content of "d" is nested deeper than 150 levels and was not evaluated/,
          never: /Maximum call/,
        },
      ),
      found(
        "an input nested a thousand deep, beside another of the same resource",
        [aws("s3/bucket:Bucket", "b", { acl: "public-read", tags: nested(1000) })],
        /no-public-read-acl b/,
        1,
      ),
      silent("a key of a hundred thousand letters", [aws("s3/bucket:Bucket", "b", { tags: { ["k".repeat(100_000)]: "v" } })], /crash/),
    ],
  },
  {
    kind: "source positions",
    cases: [
      placed("a file of the program", "found", "project:///src/index.ts#3,5", /"uri": ?"src\/index\.ts"/, /project:/),
      placed(
        "an ES module of a folder called like the project",
        "found",
        "project:///file:/home/ci/build/shop/lib/net.mjs#3,5",
        /"uri": ?"lib\/net\.mjs"/,
        /\/home\/|file:/,
      ),
      placed(
        "an ES module by a URL with three slashes, behind a folder",
        "found",
        "project:///dist/file:///builds/acme/shop/src/a.mjs#1,1",
        /"uri": ?"src\/a\.mjs"/,
        /builds/,
      ),
      placed("an ES module of Windows", "found", "project:///file:/C:/Users/ci/shop/index.mjs#9,2", /"uri": ?"index\.mjs"/, /Users|C:/),
      placed(
        "an ES module of Windows with its percent escapes",
        "found",
        "project:///file%3A/D%3A/a/shop/src%20x/index.mjs#9,2",
        /"uri": ?"src%20x\/index\.mjs"/,
        /D%3A|D:/,
      ),
      given(
        "a path above the project, the way to a package of the repository",
        "found",
        state([{ ...open, sourcePosition: "project:///../shared/bucket.ts#4,1" }]),
        { says: /"\.\.\/shared\/bucket\.ts"/, never: /project:/ },
      ),
      placed(
        "a name with a percent sign and letters of other languages",
        "found",
        "project:///src/gr%C3%BC%C3%9Fe.ts#4,1",
        /gr(?:%C3%BC%C3%9F|üß)e\.ts/,
        /project:/,
      ),
      placed(
        "the first frame of one's own",
        "found",
        "project:///node_modules/@acme/kit/index.js#1,1",
        /"uri": ?"src\/own\.ts"/,
        /node_modules\/@acme/,
        {
          stackTrace: [
            { sourcePosition: "project:///node_modules/@acme/kit/index.js#1,1" },
            { sourcePosition: "project:///src/own.ts#7,1" },
          ],
        },
      ),
      placed(
        "an ES module of another folder gives no place",
        "silent",
        "project:///file:/home/ci/elsewhere/index.mjs#3,5",
        /no-public-read-acl/,
        /\/home\/|elsewhere/,
      ),
      placed("a module of Node itself", "silent", "project:///node:internal/modules/cjs/loader#1,1", /no-public-read-acl/, /node:internal/),
      placed("an absolute path", "silent", "project:////home/ci/shop/index.ts#1,1", /no-public-read-acl/, /\/home\//),
      placed("a path of Windows", "silent", "project:///C:\\\\Users\\\\ci\\\\shop\\\\index.ts#1,1", /no-public-read-acl/, /Users/),
      placed("a path of Windows in escapes", "silent", "project:///C%3A%5CUsers%5Cci%5Cshop%5Cindex.ts#1,1", /no-public-read-acl/, /Users/),
      placed(
        "a path that climbs out of every repository",
        "silent",
        "project:///../../../../../../../../etc/passwd#1,1",
        /no-public-read-acl/,
        /etc\/passwd/,
      ),
      placed("what is no position", "silent", "index.ts:3", /no-public-read-acl/, /index\.ts/),
    ],
  },
  {
    kind: "silence that reads as a pass",
    cases: [
      unjudged("a dynamic resource", "pulumi-nodejs:dynamic:Resource", /"pulumi-nodejs:dynamic:Resource"/),
      unjudged("a resource of Azure", "azure-native:storage:StorageAccount", /"azure-native:storage:StorageAccount"/),
      unjudged("a template of CloudFormation", "aws:cloudformation/stack:Stack", /"aws:cloudformation\/stack:Stack"/),
      unjudged("a request of Cloud Control", "aws:cloudcontrol/resource:Resource", /"aws:cloudcontrol\/resource:Resource"/),
      unjudged("a new class of the provider", "aws:quantum/computer:Computer", /"aws:quantum\/computer:Computer"/),
      unjudged("a component of a package that holds nothing", "acme:kit:Website", /"acme:kit:Website"/, { custom: false }),
      files(
        "in the text report",
        "found",
        { "state.json": JSON.stringify(state([resource("gcp:storage/bucket:Bucket", "x")])) },
        { arguments: ["--format", "text"], says: /gcp:/ },
      ),
      files(
        "as a failure where that is asked for",
        "found",
        { "state.json": JSON.stringify(state([resource("gcp:storage/bucket:Bucket", "x")])) },
        { arguments: ["--fail-on-unjudged", "--fail-on", "none"], status: 1 },
      ),
      files("nothing of what is judged", "silent", { "state.json": JSON.stringify(state([bucket("b")])) }, { says: /"unjudged": ?\[\]/ }),
      files(
        "nothing of what only connects",
        "silent",
        {
          "state.json": JSON.stringify(
            state([
              aws("ec2/routeTableAssociation:RouteTableAssociation", "x"),
              aws("ec2/internetGateway:InternetGateway", "g"),
              aws("lb/targetGroupAttachment:TargetGroupAttachment", "t"),
            ]),
          ),
        },
        { says: /"unjudged": ?\[\]/ },
      ),
      files(
        "no failure where all is judged",
        "silent",
        { "state.json": JSON.stringify(state([bucket("b")])) },
        { arguments: ["--fail-on-unjudged", "--fail-on", "none"], status: 0 },
      ),
    ],
  },
];
