import type { Kind } from "./kind.js";
export const configurationKinds: readonly Kind[] = [];
