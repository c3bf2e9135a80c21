/** Replaces vitest where files of cases are loaded for what they declare, and nothing is run. */
const nothing = () => undefined;
const declare = Object.assign(() => undefined, { each: () => nothing, skip: nothing, todo: nothing, only: nothing });

export const describe = declare;
export const test = declare;
export const it = declare;
export const expect = nothing;
export const beforeAll = nothing;
export const beforeEach = nothing;
export const afterAll = nothing;
export const afterEach = nothing;
