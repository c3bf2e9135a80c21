import type { Kind } from "./kind.js";
export const signalKinds: readonly Kind[] = [];
