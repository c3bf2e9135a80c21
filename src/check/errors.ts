/** An input could not be read: one line that names the file, the place in it and what to do. */
export class InputError extends Error {
  constructor(file: string, what: string) {
    super(`${file}: ${what}`);
  }
}
