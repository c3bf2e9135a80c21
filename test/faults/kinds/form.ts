import type { Kind } from "./kind.js";
export const formKinds: readonly Kind[] = [];
