// @ts-check
/** The texts of a new rule and its cases, by the kind of rule. Biome formats them. */

/** @typedef {{ rule: string, cases: string, ruleImports: Readonly<Record<string, readonly string[]>>, caseImports: readonly string[] }} Skeleton */
/** @typedef {import("./classes.mjs").Input} Input */
/**
 * @typedef {object} ViewSkeleton
 * @property {string} name
 * @property {string} from
 * @property {string} title
 * @property {string} body
 * @property {readonly string[]} words
 * @property {string} pass
 * @property {string} fail
 * @property {string} unknown
 * @property {readonly string[]} caseWords
 */

const good = { boolean: "true", string: '"x"', number: "1" };
const bad = { boolean: "false", string: '""', number: "0" };
const requirement = { boolean: "true", string: "present", number: "atLeast(1)" };
const words = { boolean: [], string: ["present"], number: ["atLeast"] };

/** @param {string} title @param {string} fix @param {string} body */
const spec = (title, fix, body) =>
  `{ title: "${title}", severity: "medium", fix: "${fix}", docs: "https://docs.aws.amazon.com/",\n${body} }`;

/** `s3.BucketPolicy` → `S3 BucketPolicy resources`. @param {string} cls */
const spoken = (cls) => `${cls.split(".")[0]?.toUpperCase()} ${cls.split(".")[1]} resources`;

/** @param {{ pass: string, fail: string, unknown: string }} of */
const cases = ({ pass, fail, unknown }) => `{ pass: [${pass}],\nfail: [${fail}],\nunknown: [${unknown}] }`;

/** @param {Input} input */
const propertyCases = ({ name, type }) =>
  cases({ pass: `{ ${name}: ${good[type]} }`, fail: `{}, { ${name}: ${bad[type]} }`, unknown: `{ ${name}: unknown }` });

export const skeletons = {
  /** An input must fit a pattern. @param {string} cls @param {Input} input @returns {Skeleton} */
  property: (cls, { name, type }) => ({
    rule: `rule("${cls}", ${spec(`${spoken(cls)} must set ${name}`, `Set \`${name}\`.`, `require: { ${name}: ${requirement[type]} }`)})`,
    cases: propertyCases({ name, type }),
    ruleImports: { "language/pattern": words[type], "language/rule": ["rule"] },
    caseImports: ["suite", "unknown"],
  }),
  /** A function of the inputs finds what is wrong. @param {string} cls @param {Input} input @returns {Skeleton} */
  check: (cls, { name, type }) => ({
    rule: `rule("${cls}", ${spec(
      `${spoken(cls)} must have ${name} set`,
      `Set \`${name}\`.`,
      `check: ({ ${name} = ${bad[type]} }, { at }) => ${name} === ${bad[type]} && at("${name}", "is not set")`,
    )})`,
    cases: propertyCases({ name, type }),
    ruleImports: { "language/rule": ["rule"] },
    caseImports: ["suite", "unknown"],
  }),
  /**
   * An input of another resource must fit a pattern.
   * @param {string} cls
   * @param {string} other
   * @param {string} property
   * @param {string} link
   * @param {Input} input
   * @returns {Skeleton}
   */
  join: (cls, other, property, link, { name, type }) => {
    const both = (/** @type {string} */ value) =>
      link.includes("#")
        ? `[res("${cls}", "it", {}), res("${other}", "other", { ${property}: ref("it"), ${name}: ${value} })]`
        : `[res("${cls}", "it", { ${property}: ref("other") }), res("${other}", "other", { ${name}: ${value} })]`;
    return {
      rule: `rule("${cls}", ${spec(
        `${spoken(cls)} must have a matching ${other}`,
        `Set \`${name}\` of the \`${other}\`.`,
        `with: { partners: "${link}" }, require: { partners: { ${name}: ${requirement[type]} } }`,
      )})`,
      cases: cases({ pass: both(good[type]), fail: `[res("${cls}", "it", {})], ${both(bad[type])}`, unknown: both("unknown") }),
      ruleImports: { "language/pattern": words[type], "language/rule": ["rule"] },
      caseImports: ["ref", "res", "suite", "unknown"],
    };
  },
  /** What a view finds in a resource or a stack. @param {ViewSkeleton} view @returns {Skeleton} */
  view: ({ name, from, title, body, words, pass, fail, unknown, caseWords }) => ({
    rule: `rule(${name}, ${spec(title, "Set it.", body)})`,
    cases: cases({ pass, fail, unknown }),
    ruleImports: { "language/pattern": words, "language/rule": ["rule"], [from]: [name] },
    caseImports: caseWords,
  }),
};

/** @param {string} definitions */
const task = (definitions) => `[res("ecs.TaskDefinition", "app", { family: "app", containerDefinitions: ${definitions} })]`;
/** @param {string} ranges */
const group = (ranges) =>
  `[res("ec2.SecurityGroup", "it", { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ${ranges} }] })]`;

/** The views that a rule may begin with: others are used alike. @type {Readonly<Record<string, ViewSkeleton>>} */
export const views = {
  taskContainers: {
    name: "taskContainers",
    from: "views/containers",
    title: "ECS containers must have a log configuration of their own",
    body: "require: { logConfiguration: present }",
    words: ["present"],
    pass: task('documentOf([{ name: "web", logConfiguration: { logDriver: "awslogs" } }])'),
    fail: task('documentOf([{ name: "web" }])'),
    unknown: task("unknown"),
    caseWords: ["documentOf", "res", "suite", "unknown"],
  },
  ingress: {
    name: "ingress",
    from: "views/ingress",
    title: "EC2 security groups must not admit the whole internet",
    body: 'check: ({ cidrs }) => cidrs.includes("0.0.0.0/0") && "admits the whole internet"',
    words: [],
    pass: group('["10.0.0.0/8"]'),
    fail: group('["0.0.0.0/0"]'),
    unknown: group("unknown"),
    caseWords: ["res", "suite", "unknown"],
  },
};
