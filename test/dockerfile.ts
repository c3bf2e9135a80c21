/** An instruction of a Dockerfile, with its continued lines joined. */
interface Instruction {
  readonly line: number;
  readonly word: string;
  readonly rest: string;
}

function instructionsOf(text: string): Instruction[] {
  const found: Instruction[] = [];
  let open: { line: number; text: string } | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    if (/^\s*(#|$)/.test(raw)) continue;
    const whole: { line: number; text: string } = {
      line: open?.line ?? index + 1,
      text: `${open?.text ?? ""}${raw.replace(/\\\s*$/, " ")}`,
    };
    open = /\\\s*$/.test(raw) ? whole : undefined;
    if (open !== undefined) continue;
    const [, word = "", rest = ""] = /^\s*(\S+)\s*(.*)$/.exec(whole.text) ?? [];
    found.push({ line: whole.line, word: word.toUpperCase(), rest: rest.trim() });
  }
  return found;
}

/** What is wrong in a Dockerfile, as `LINE: problem`: a few of hadolint's rules, named by their ids. */
export function dockerfileErrors(text: string): string[] {
  const errors: string[] = [];
  const stages = new Set<string>();
  let user: string | undefined;
  for (const { line, word, rest } of instructionsOf(text)) {
    const error = (problem: string) => errors.push(`${line}: ${problem}`);
    if (word === "FROM") {
      const [, image = "", stage] = /^(?:--platform=\S+ )?(\S+)(?:\s+as\s+(\S+))?$/i.exec(rest) ?? [];
      const version = /@sha256:[0-9a-f]{64}$|:v?\d+\.\d+\.\d+[\w.-]*$/;
      if (!stages.has(image) && !version.test(image)) error(`DL3006/DL3007 the base image ${image} has no full version`);
      if (stage !== undefined) stages.add(stage);
      user = undefined;
    }
    if (word === "USER") user = rest;
    if (word === "ADD") error("DL3020 ADD, expected COPY");
    if (word === "WORKDIR" && !rest.startsWith("/")) error("DL3000 WORKDIR is not an absolute path");
    if (word === "RUN" && /\b(curl|wget)\b[^|;&]*\|\s*(sudo\s+)?\S*sh\b/.test(rest)) error("a download is piped into a shell");
    if (word === "RUN" && /\bsudo\b/.test(rest)) error("DL3004 sudo");
    if (word === "RUN" && /\bnpm (install|i)\b/.test(rest)) error("npm install, expected npm ci");
    if (/^(ENTRYPOINT|CMD)$/.test(word) && !rest.startsWith("[")) error(`DL3025 ${word} is not a JSON array`);
    if (/^(ENV|ARG)$/.test(word) && /(password|secret|token|key)\w*\s*[= ]\s*\S/i.test(rest)) error(`a secret in ${word}`);
  }
  if (user === undefined || /^(root|0)(:|$)/.test(user)) errors.push("DL3002 the last stage runs as root");
  return errors;
}
