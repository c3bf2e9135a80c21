import { state } from "../../cli/fixture.js";
import { type Case, files, type Kind } from "./kind.js";

const password = "Vx7-qplm-Tr0ub4dor";
const plain = /^fail secrets-config-plaintext/;
const project = "name: shop\nruntime: nodejs\n";
const cipher = "AAABAHopaqueopaqueopaqueopaqueopaque";
const emptyState = JSON.stringify(
  state([{ urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", type: "pulumi:pulumi:Stack", custom: false }]),
);
/** A project whose stack `dev` has this configuration. */
const stack = (title: string, config: string, count: number, more: Case["files"] = {}): Case =>
  files(title, count > 0 ? "found" : "silent", { "Pulumi.yaml": project, "Pulumi.dev.yaml": config, ...more }, { lines: plain, count });
const tree = (title: string, given: Case["files"], count: number, more: Parameters<typeof files>[3] = {}): Case =>
  files(title, count > 0 ? "found" : "silent", given, { lines: plain, count, ...more });
const judged = (title: string, side: Case["side"], rules: string, content: string, more: Parameters<typeof files>[3]): Case =>
  files(title, side, { "state.json": emptyState, [rules]: content }, { arguments: ["--config", `DIR/${rules}`], ...more });
const asked = (
  title: string,
  side: Case["side"],
  command: "validate" | "show",
  rules: string,
  content: string,
  more: Parameters<typeof files>[3],
): Case => files(title, side, { [rules]: content }, { arguments: ["config", command, `DIR/${rules}`], ...more });
const list = '{"environments":["acme/dev"],"sqs-queue-encrypted":"mandatory"}';

export const configurationKinds: readonly Kind[] = [
  {
    kind: "secrecy of one leaf taken for the whole; the doors disagree",
    cases: [
      stack(
        "a password in a list beside one that is encrypted",
        `config:\n  shop:users:\n    - name: a\n      password:\n        secure: ${cipher}\n    - name: b\n      password: ${password}\n`,
        1,
      ),
      stack(
        "a secret deep beside a plain one",
        `config:\n  shop:db:\n    main:\n      password:\n        secure: ${cipher}\n    replica:\n      password: ${password}\n`,
        1,
      ),
      stack("a switch called secure", `config:\n  shop:smtp:\n    secure: "true"\n    password: ${password}\n`, 1),
      stack("secure beside a note", `config:\n  shop:apiToken:\n    secure: ${cipher}\n    oldToken: ${password}\n`, 1),
      stack("an object written as JSON", `config:\n  shop:db: '{"password":"${password}","salt":{"secure":"${cipher}"}}'\n`, 1),
      stack(
        "three keys, one of them encrypted",
        `config:\n  shop:aPassword: ${password}\n  shop:bPassword:\n    secure: ${cipher}\n  shop:cPassword: ${password}x\n`,
        2,
      ),
      stack(
        "all leaves encrypted",
        `config:\n  shop:db:\n    user: app\n    password:\n      secure: ${cipher}\n  shop:list:\n    - secure: ${cipher}\n`,
        0,
      ),
      stack("a whole object that is encrypted", `config:\n  shop:db:\n    secure: ${cipher}\n`, 0),
      stack("a switch called secure and no secret", "config:\n  shop:smtp:\n    secure: true\n    host: mail.example.com\n", 0),
    ],
  },
  {
    kind: "configuration that `check` does not read",
    cases: [
      tree(
        "a value of the project, in JSON",
        { "Pulumi.json": JSON.stringify({ name: "shop", runtime: "go", config: { dbPassword: { value: password } } }) },
        1,
      ),
      tree(
        "a default of the project, for two stacks",
        {
          "Pulumi.yaml": `${project}config:\n  adminPassword:\n    default: ${password}\n`,
          "Pulumi.a.yaml": "config: {}\n",
          "Pulumi.b.yaml": "",
        },
        2,
      ),
      tree("a project that ends in yml", { "Pulumi.yml": project, "Pulumi.dev.yml": `config:\n  shop:dbPassword: ${password}\n` }, 1),
      tree(
        "a JSON project with an environment",
        {
          "Pulumi.json": '{"name":"shop","runtime":"go"}',
          "Pulumi.dev.json": JSON.stringify({ environment: { values: { environmentVariables: { DB_PASSWORD: password } } } }),
        },
        1,
      ),
      tree(
        "stackConfigDir with a slash at its end, beside a state",
        {
          "Pulumi.yaml": `${project}stackConfigDir: config/\n`,
          "config/Pulumi.dev.yaml": `config:\n  shop:dbPassword: ${password}\n`,
          "state.json": emptyState,
        },
        1,
      ),
      tree(
        "stackConfigDir that climbs",
        { "Pulumi.yaml": `${project}stackConfigDir: ./a/../b\n`, "b/Pulumi.dev.yaml": `config:\n  shop:dbPassword: ${password}\n` },
        1,
      ),
      tree(
        "a JSON project with stackConfigDir",
        {
          "Pulumi.json": '{"name":"shop","runtime":"go","stackConfigDir":"cfg"}',
          "cfg/Pulumi.dev.json": `{"config":{"shop:dbPassword":"${password}"}}`,
        },
        1,
      ),
      stack("a text under fn::secret", `environment:\n  values:\n    pulumiConfig:\n      shop:db:\n        fn::secret: ${password}\n`, 1),
      stack(
        "an object under fn::secret",
        `environment:\n  values:\n    pulumiConfig:\n      shop:db:\n        fn::secret:\n          user: app\n          password: ${password}\n`,
        1,
      ),
      stack(
        "fn::secret in an object",
        `environment:\n  values:\n    pulumiConfig:\n      shop:db:\n        user: app\n        pin:\n          fn::secret: ${password}\n`,
        1,
      ),
      stack(
        "a variable that is made a text of an object",
        `environment:\n  values:\n    environmentVariables:\n      DB:\n        fn::toJSON: { password: ${password} }\n`,
        1,
      ),
      stack(
        "a ciphertext under fn::secret",
        `environment:\n  values:\n    pulumiConfig:\n      dbPassword:\n        fn::secret:\n          ciphertext: ${cipher}\n`,
        0,
      ),
      stack(
        "what the service opens, and what refers to it",
        [
          [
            "environment:",
            "  values:",
            "    login:",
            "      fn::open::aws-login:",
            "        oidc: { roleArn: x, sessionName: s }",
            "    pulumiConfig:",
            "      dbPassword: $",
          ].join("\n"),
          "{login.password}\n",
        ].join(""),
        0,
      ),
      stack(
        "a reference under fn::secret",
        ["environment:\n  values:\n    pulumiConfig:\n      dbPassword:\n        fn::secret: $", "{other.password}\n"].join(""),
        0,
      ),
      stack("names of environments", "environment:\n  - shop/dev\nconfig:\n  shop:size: 3\n", 0),
      tree(
        "a default that the stack replaces with a secret",
        {
          "Pulumi.yaml": `${project}config:\n  adminPassword:\n    default: ${password}\n`,
          "Pulumi.dev.yaml": `config:\n  adminPassword:\n    secure: ${cipher}\n`,
        },
        0,
      ),
      tree(
        "a project that declares a secret without a value",
        {
          "Pulumi.yaml": `${project}config:\n  shop:dbPassword:\n    type: string\n    secret: true\n`,
          "Pulumi.dev.yaml": `config:\n  shop:dbPassword:\n    secure: ${cipher}\n`,
        },
        0,
      ),
      tree(
        "a file that the CLI does not read, and says so",
        { "Pulumi.yaml": project, "Pulumi.dev.yaml": "config: {}\n", "Pulumi.prod.yml": `config:\n  shop:dbPassword: ${password}\n` },
        0,
        { says: /Pulumi\.prod\.yml: skipped/ },
      ),
      tree(
        "settings of Deployments",
        {
          "Pulumi.yaml": project,
          "Pulumi.dev.yaml": "config: {}\n",
          "Pulumi.dev.deploy.yaml": `settings:\n  env:\n    DB_PASSWORD: ${password}\n`,
        },
        0,
      ),
    ],
  },
  {
    kind: "folders below the given one",
    cases: [
      tree(
        "two projects, one of them in JSON",
        {
          "infra/net/Pulumi.yaml": "name: net\n",
          "infra/net/Pulumi.dev.yaml": `config:\n  net:dbPassword: ${password}\n`,
          "infra/app/Pulumi.json": '{"name":"app"}',
          "infra/app/Pulumi.dev.json": `{"config":{"app:dbPassword":"${password}"}}`,
        },
        2,
      ),
      tree(
        "four folders down",
        { "a/b/c/d/Pulumi.yml": project, "a/b/c/d/Pulumi.dev.yml": `config:\n  dbPassword: ${password}\n`, "README.md": "x" },
        1,
      ),
      tree(
        "a project within a project's neighbour",
        {
          "package.json": "{}",
          "apps/one/Pulumi.yaml": "name: one\n",
          "apps/one/Pulumi.dev.yaml": `config:\n  dbPassword: ${password}\n`,
          "apps/one/sub/Pulumi.yaml": "name: sub\n",
          "apps/one/sub/Pulumi.dev.yaml": `config:\n  dbPassword: ${password}\n`,
        },
        2,
      ),
      tree(
        "a project with a state below",
        { "x/Pulumi.yaml": project, "x/Pulumi.dev.yaml": `config:\n  dbPassword: ${password}\n`, "x/states/dev.json": emptyState },
        1,
      ),
      tree(
        "projects of packages and hidden ones",
        {
          "node_modules/p/Pulumi.yaml": project,
          "node_modules/p/Pulumi.dev.yaml": `config:\n  dbPassword: ${password}\n`,
          "ok/Pulumi.yaml": project,
          "ok/Pulumi.dev.yaml": "config: {}\n",
        },
        0,
      ),
      tree(
        "templates of a generator",
        { "t/.git-templates/Pulumi.yaml": project, "ok/Pulumi.yaml": project, "ok/Pulumi.dev.yaml": "config:\n  size: 3\n" },
        0,
      ),
      files(
        "nothing below",
        "silent",
        { "a/b/main.ts": "x" },
        { status: 2, says: /contains no state and no Pulumi\.yaml, and neither do its subfolders/, never: /stack export` \|/ },
      ),
    ],
  },
  {
    kind: "configuration that the engine takes and `check` refuses",
    cases: [
      judged("a list of one", "silent", "rules.json", list, { status: 0 }),
      judged("an empty list", "silent", "rules.json", '{"environments":[]}', { status: 0 }),
      judged("in YAML", "silent", "rules.yaml", "environments:\n  - acme/dev\n  - acme/shared@3\nall: advisory\n", { status: 0 }),
      judged("with comments", "silent", "rules.jsonc", '{\n  // ours\n  "environments": ["acme/dev",],\n}', { status: 0 }),
      judged(
        "beside the settings' own key of that name",
        "silent",
        "rules.json",
        '{"environments":["a/b"],"stackwarden":{"environments":{"production":["live"]}}}',
        { status: 0 },
      ),
      judged("a schema for editors", "silent", "rules.json", '{"$schema":"x","environments":["a/b"]}', { status: 0 }),
      judged("an empty file", "silent", "rules.json", "", { status: 0 }),
      asked("config validate takes it", "silent", "validate", "rules.json", list, { status: 0, says: /is valid/ }),
      asked("config show takes it", "silent", "show", "rules.yaml", "environments: [acme/dev]\n", { status: 0 }),
      files(
        "config show makes of it what Pulumi reads",
        "silent",
        { "rules.yaml": "environments: [acme/dev]\nsqs-queue-encrypted: mandatory\n" },
        { arguments: ["config", "show", "DIR/rules.yaml", "--format", "pulumi"], status: 0, says: /"environments": \[\s*"acme\/dev"/ },
      ),
      judged("a map, which the engine refuses", "found", "rules.json", '{"environments":{"production":["live"]}}', {
        status: 2,
        says: /"environments" is not a list of environment names/,
      }),
      judged("a number in the list", "found", "rules.json", '{"environments":["a",3]}', { status: 2, says: /environments\[1\]/ }),
      judged("one name without a list", "found", "rules.json", '{"environments":"acme/dev"}', { status: 2, says: /environments/ }),
      asked(
        "config validate refuses a map and says where",
        "found",
        "validate",
        "rules.json",
        '{\n "environments": {"production": []}\n}',
        { status: 2, says: /rules\.json:2/ },
      ),
    ],
  },
];
