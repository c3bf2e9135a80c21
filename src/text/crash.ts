/** The name of an error and where it was thrown; never its message, which may quote a value. */
export function describeCrash(error: unknown): string {
  if (!(error instanceof Error)) return "a value that is not an Error was thrown";
  const frame = /\(?((?:[^\s()]*\/)?([^\s()/]+:\d+:\d+))\)?$/m.exec(error.stack?.split("\n").slice(1).join("\n") ?? "");
  return frame === null ? error.name : `${error.name} at ${frame[2]}`;
}
