/** Joins the parts of a token-shaped text, so that no scanner of repositories takes a test for a leak. */
export const glue = (...parts: readonly string[]): string => parts.join("");

const letters = "q7Zr2KfV9xLw4TnB6yHs8JdM3pGc5QaXe1UoRtYiWbNvSkPzEh0DmCjFgAlOuI";
/** A run of mixed characters, always the same for a length and a start. */
export const mixed = (length: number, start = 0): string =>
  Array.from({ length }, (_, i) => letters[(start + i * 7 + Math.floor(i / 9)) % letters.length]).join("");
export const hex = (length: number): string =>
  Array.from({ length }, (_, i) => "3f9a1c7be04d8265"[(i * 5 + Math.floor(i / 11)) % 16]).join("");

export const githubToken = glue("gh", "p_", mixed(36));
export const jwt = [
  { alg: "HS256", typ: "JWT" },
  { sub: "7f288da3", role: "service", exp: 1_900_000_000 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .concat(mixed(43))
  .join(".");
export const pem = (kind: string): string =>
  glue("-----BEGIN ", kind, "-----\n", mixed(64), "\n", mixed(64, 9), "\n-----END ", kind, "-----\n");
export const accessKeyId = glue("AK", "IA", "J2DIFG536IOU65FD");
export const secretAccessKey = glue("Ui/kwbjYnkkALvW5RPks", "ABCRA3mrOulXYXHdhN6x");
export const base64 = (text: string): string => Buffer.from(text).toString("base64");
