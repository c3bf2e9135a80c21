export declare function withRequired(cls: string, inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
