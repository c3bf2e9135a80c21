import type { Inputs } from "../doors/state/inputs.js";
import { InputError } from "../files/errors.js";
import { isSameFile } from "../files/write.js";

/**
 * Refuses a report that would overwrite a file that the run reads.
 * @throws InputError
 */
export function refuseOverwriting(
  outputs: readonly { readonly option?: string; readonly format: string; readonly file: string }[],
  inputs: Inputs,
  others: Readonly<Record<string, string | undefined>>,
): void {
  const read: readonly (readonly [string, string])[] = [
    ...inputs.states.flatMap(({ path, config }) => [path, ...(config?.files ?? [])]).map((file) => [file, "an input of this run"] as const),
    ...inputs.stackFiles.flatMap(({ file }) => file.files).map((file) => [file, "an input of this run"] as const),
    ...Object.entries(others).flatMap(([what, file]) => (file === undefined || file === "" ? [] : [[file, what] as const])),
  ];
  for (const { option = "--output", format, file } of outputs) {
    const taken = read.find(([other]) => other !== "-" && isSameFile(file, other));
    if (taken !== undefined) throw new InputError(file, `${option} ${format}=… would overwrite ${taken[1]}. Name another file.`);
  }
}
