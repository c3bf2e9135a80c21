/** Characters that a text has, as bits: what rules most expressions out before they are tried. */
export const blank = 1;
export const equals = 2;
export const colon = 4;
export const angle = 8;
export const at = 16;
/** A run of base64, in either alphabet, that may hold a text. */
export const longRun = 32;
/** What no base64 has, in either alphabet, padded or folded. */
export const notEncoded = 64;

const shortestRun = 24;
const inRun = 128;
const bits = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z0-9+/_-]/.test(char)) return inRun;
  if (/\s/.test(char)) return blank;
  if (char === "=") return equals;
  return notEncoded | (char === ":" ? colon : char === "<" ? angle : char === "@" ? at : 0);
});

/** The traits of a text. A character beyond ASCII may be a blank. */
export function traitsOf(text: string): number {
  let traits = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const trait = code < 128 ? (bits[code] as number) : blank;
    if (trait !== inRun) {
      traits |= trait;
      run = 0;
    } else if (++run === shortestRun) traits |= longRun;
  }
  return traits;
}
