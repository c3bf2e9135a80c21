/** The facts as Parquet, for warehouses. */
import { join } from "node:path";
import { reading } from "../files/errors.js";
import { valuesOf } from "./lines.js";
import { optionalPackage } from "./optional.js";
import { type ColumnType, findingColumns, stackColumns } from "./schema.js";
import { findingsFile, stacksFile } from "./since.js";

// So many rows are in memory at once.
const rowGroupSize = 20_000;

/**
 * Writes `stacks.parquet` and `findings.parquet` beside the JSON lines.
 * @throws InputError where the package that writes them is not installed
 */
export async function writeParquet(folder: string): Promise<void> {
  const { fileWriter, parquetWriteRows } = await optionalPackage(() => import("hyparquet-writer"), "hyparquet-writer", "--parquet");
  const files: readonly (readonly [string, Readonly<Record<string, ColumnType>>])[] = [
    [stacksFile, stackColumns],
    [findingsFile, findingColumns],
  ];
  for (const [lines, columns] of files) {
    const file = join(folder, lines.replace(/\.jsonl$/, ".parquet"));
    const writer = reading(file, () => fileWriter(file));
    await parquetWriteRows({
      writer,
      rowGroupSize,
      columns: Object.entries(columns).map(([name, type]) => ({
        name,
        type: type.replace("?", "") as "STRING" | "INT32" | "BOOLEAN",
        nullable: type.endsWith("?"),
      })),
      rows: valuesOf<Record<string, unknown>>(join(folder, lines)),
    });
  }
}
