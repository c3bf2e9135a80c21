import { findEngine } from "./engine.js";

/** Says once, before any test, that the engine is missing. */
export const setup = (): void => void findEngine();
