/** The name of a stack in what holds for every stack of a project. */
export const everyStack = "*";
