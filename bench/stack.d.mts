/** Resources of a stack of that size, by type, name and inputs. */
export function resources(
  count: number,
): readonly { readonly type: string; readonly name: string; readonly inputs: Readonly<Record<string, unknown>> }[];
/** The same as a state that is exported. */
export function state(count: number): { readonly version: number; readonly deployment: { readonly resources: readonly never[] } };
