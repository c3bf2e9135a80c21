// @ts-check
/** Older type tokens and the class of @pulumi/aws 7 that each of them is today. */

/** @typedef {import("./provider.mjs").Provider} Provider */

/** Modules that are twins of another one: every class in them is the other's, under another name. */
const TWIN_MODULES = {
  alb: "lb",
  applicationloadbalancing: "lb",
  elasticloadbalancingv2: "lb",
  elasticloadbalancing: "elb",
};

/**
 * @param {Provider} current the canonical major
 * @param {Provider[]} older
 * @returns {Record<string, string>} older token to canonical token
 */
export function aliases(current, older) {
  /** @type {Map<string, string>} */
  const next = new Map();
  for (const provider of [current, ...older]) {
    for (const resource of provider.resources.values()) {
      for (const alias of resource.aliases) {
        if (alias !== resource.token && !next.has(alias) && (provider === current || !current.resources.has(alias)))
          next.set(alias, resource.token);
      }
      const successor = successorOf(resource.token, resource.deprecation, current);
      // what an older major called deprecated may be the canonical class today: s3.Bucket
      if (successor && (provider === current || !current.resources.has(resource.token))) next.set(resource.token, successor);
    }
  }
  const everyToken = [current, ...older].flatMap((provider) => [...provider.resources.keys()]);
  for (const token of [...everyToken, ...next.keys()]) {
    const twin = twinOf(token, current);
    if (twin) next.set(token, twin);
  }
  return Object.fromEntries(
    [...next.keys()]
      .map((token) => /** @type {const} */ ([token, follow(token, next)]))
      .filter(([token, target]) => token !== target && current.resources.has(target)),
  );
}

/**
 * The class that a deprecation notice names: `aws.s3/bucketaclv2.BucketAclV2 has been deprecated in favor of aws.s3/bucketacl.BucketAcl`.
 * @param {string} token
 * @param {string | undefined} deprecation
 * @param {Provider} current
 */
function successorOf(token, deprecation, current) {
  const name = /in favor of (?:aws\.)?([\w/]+)\.(\w+)$/.exec(deprecation ?? "");
  if (!name) return undefined;
  const [, module = "", className = ""] = name;
  const successor = tokenOf(/** @type {string} */ (module.split("/")[0]), className);
  if (!current.resources.has(successor))
    throw new Error(`${token} is deprecated in favor of ${successor}, which is not a type of ${current.version}`);
  return successor;
}

/**
 * @param {string} token
 * @param {Provider} current
 */
function twinOf(token, current) {
  const [, module = "", className = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(token) ?? [];
  const twin = Object.hasOwn(TWIN_MODULES, module)
    ? tokenOf(TWIN_MODULES[/** @type {keyof typeof TWIN_MODULES} */ (module)], className)
    : undefined;
  return twin && current.resources.has(twin) ? twin : undefined;
}

/**
 * @param {string} module
 * @param {string} className
 */
function tokenOf(module, className) {
  return `aws:${module}/${className.charAt(0).toLowerCase()}${className.slice(1)}:${className}`;
}

/**
 * @param {string} token
 * @param {Map<string, string>} next
 */
function follow(token, next) {
  const seen = new Set([token]);
  let current = token;
  for (let target = next.get(current); target !== undefined; target = next.get(current)) {
    if (seen.has(target)) throw new Error(`aliases go in a circle: ${[...seen, target].join(" -> ")}`);
    seen.add(target);
    current = target;
  }
  return current;
}
