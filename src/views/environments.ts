/** Where a rule of the production sort applies unless the configuration states otherwise. */
export const production: readonly string[] = ["production"];

/** True in a stack of one of the environments that the rule's options name; `*` names every stack. */
export const isIn = (environments: ReadonlySet<string>, wanted: readonly string[]): boolean =>
  wanted.some((name) => name === "*" || environments.has(name));
