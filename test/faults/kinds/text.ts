import type { Kind } from "./kind.js";
export const textKinds: readonly Kind[] = [];
