const step = (from: number, to: number, by: number): number[] => Array.from({ length: (to - from) / by + 1 }, (_, i) => from + i * by);

// The memory in MiB for each number of CPU units (1024 are a vCPU), as the ECS developer guide lists it for tasks on Fargate.
const sizes: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, step(1024, 4096, 1024)],
  [1024, step(2048, 8192, 1024)],
  [2048, step(4096, 16_384, 1024)],
  [4096, step(8192, 30_720, 1024)],
  [8192, step(16_384, 61_440, 4096)],
  [16_384, step(32_768, 122_880, 8192)],
]);

/** The sizes of memory in MiB that Fargate offers with so many CPU units; nothing for a number of units that it does not offer. */
export const fargateMemory = (units: number): readonly number[] | undefined => sizes.get(units);

/** The units or MiB of a size as a task definition writes it: `512`, `.5 vCPU`, `1 GB`. */
export function fargateUnits(size: string): number {
  const [, amount = "", unit = ""] = /^\s*(\d*\.?\d+)\s*(vcpu|gb)?\s*$/i.exec(size) ?? [];
  if (amount === "") return Number.NaN;
  return unit === "" ? Number(amount) : Number(amount) * 1024;
}
