import type { Callback } from "./callbacks.js";
import { Callbacks } from "./callbacks.js";
import type { ComponentProvider } from "./component-provider.js";
import type { Observed, Surroundings } from "./context.js";
import { Hooks } from "./hooks.js";
import { Packages } from "./packages.js";
import { Registry } from "./registry.js";

/** The state of one run of a program. */
export class Monitor {
  readonly registry: Registry;
  readonly packages = new Packages();
  readonly hooks = new Hooks();
  readonly callbacks = new Callbacks();
  /** Transforms by the URN of the resource that they are an option of. */
  readonly transforms = new Map<string, readonly Callback[]>();
  readonly stackTransforms: Callback[] = [];
  readonly invokeTransforms: Callback[] = [];
  /** The providers by package that a component passes to what is inside of it. */
  readonly componentProviders = new Map<string, Readonly<Record<string, string>>>();
  /** Provider processes of remote components, by package and version; `undefined` where none could be started. */
  readonly componentPackages = new Map<string, Promise<ComponentProvider | undefined>>();
  readonly observed: Observed;
  /** The address of the server, once it listens. */
  address = "";

  constructor(readonly around: Surroundings) {
    this.registry = new Registry(around.project, around.stack);
    this.observed = {
      registry: this.registry,
      messages: [],
      unanswered: new Map(),
      standIns: new Map(),
      asked: [],
      opaque: new Map(),
      unknownStacks: new Set(),
      ended: false,
    };
  }
}
