import type { Sources } from "./load.mjs";

export function migratingParts(sources: Pick<Sources, "allRules">): Record<string, string>;
