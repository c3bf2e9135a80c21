/** The name of an error and where it arose; never its message, which may quote a value. */
export function describeCrash(error: unknown): string {
  if (!(error instanceof Error)) return "something that is no error was thrown";
  const frame = /\(?((?:[^\s()]*\/)?([^\s()/]+:\d+:\d+))\)?$/m.exec(error.stack?.split("\n").slice(1).join("\n") ?? "");
  return frame === null ? error.name : `${error.name} at ${frame[2]}`;
}
