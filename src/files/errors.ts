/** An error in a file: one line that names the file and the place in it, what is wrong, and what to do. */
export class InputError extends Error {
  constructor(file: string, what: string) {
    super(`${file}: ${what}`);
  }
}

/** The longest string that Node.js holds. */
export const largestText = 512 * 1024 * 1024 - 32;
export const tooLarge = `is larger than ${Math.floor(largestText / 1024 / 1024)} MB, which is too large to read. Split the stack.`;

const causes: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "cannot be read: permission denied",
  EISDIR: "is a folder, expected a file",
  ERR_BUFFER_TOO_LARGE: tooLarge,
  Z_DATA_ERROR: "is a broken gzip file. Write it again.",
  Z_BUF_ERROR: "is a truncated gzip file. Write it again.",
};

/** Runs a file operation, and throws an InputError of one line where the system refuses it. */
export function reading<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    throw new InputError(name, causes[code] ?? `cannot be read (${code})`);
  }
}
