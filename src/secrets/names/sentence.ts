import { oneOf } from "../../model/expression.js";

// Generated keys such as WordPress salts may contain spaces; sentences contain few symbols.
export const isSymbolSoup = (text: string): boolean =>
  text.length >= 32 &&
  !text.includes("\n") &&
  (text.match(/[^A-Za-z0-9\s]/g)?.length ?? 0) >= 8 &&
  /[a-z]/.test(text) &&
  /[A-Z]/.test(text) &&
  /[0-9]/.test(text);

/** A passphrase: four or more words of one case, perhaps with a number; a sentence has small words, or mentions what it asks for. */
export function isPassphrase(text: string): boolean {
  const all = text.split(" ");
  if (isMarked(all)) return true;
  if (all.length === 3 && all.every((part) => /^\p{Lu}\p{Ll}{3,}$|^[1-9]\d{0,5}$/u.test(part)) && /\d$/.test(text)) return !isSentence(all);
  if (all.length < 4 || all.length > 12 || text.length > 120) return false;
  const isNumbered =
    all.length < 6 && all.some((part) => /^[1-9]\d*$/.test(part)) && all.every((part) => /^(\p{Script=Latin}+|\d{1,6})$/u.test(part));
  const isOneCase =
    isNumbered || all.every((part) => /^([a-z]{3,}|\d{1,6})$/.test(part)) || all.every((part) => /^([A-Z][a-z]{2,}|\d{1,6})$/.test(part));
  return isOneCase && new Set(all).size > 3 && !isSentence(all);
}
/** Whether some words are of a sentence or of a label. */
export const isSentence = (all: readonly string[]): boolean =>
  all.some((part) => ofSentences.has(part.toLowerCase()) || labels.expression.test(part));
/** A few words with a number and a mark that no sentence has: "Kaffee & Kuchen!7". */
const isMarked = (all: readonly string[]): boolean =>
  all.length < 6 &&
  all.join(" ").length < 60 &&
  /\d$|\d\W$/.test(all.at(-1) ?? "") &&
  /[#!&@^*+~=]/.test(all.join("")) &&
  !/[<>()]|&&|[=!]=/.test(all.join(" ")) &&
  !isSentence(all.map((part) => part.replace(/[^\p{L}]/gu, "")));
/** Words of sentences and labels, in lower case. */
const ofSentences = new Set(
  [
    "the and for with from your you are was has have must should will can may not new old this that its our their any all only then than when",
    "where which who how enter type choose please see use used using set get read stored kept least most more min minimum max maximum",
    "character characters chars letter letters digit digits symbol symbols number numbers word words invalid wrong required forgot forgotten",
    "reset confirm repeat again same hint default rotate rotated managed generated every day days hour hours ask",
    "ein eine der die das und oder mit bitte ist les des une est vous votre pour por una uno un al au menos moins",
    "step version part page level line chapter ticket of in to by on at or is be los las con per tu su",
  ].flatMap((list) => list.split(" ")),
);
/** Words in labels of a password, in some languages. */
export const labels = oneOf(
  [
    ["pass", "Passwort", "path"],
    ["secret", "secrets", "secure"],
    ["token", "tokens", "taken"],
    ["credential", "credentials", "credit"],
    ["kenn", "Kennwort", "kein"],
    ["mot", "motdepasse", "moat"],
    ["contra", "contraseña", "control"],
    ["senha", "senha", "sena"],
    ["wacht", "wachtwoord", "wach"],
    ["geheim", "Geheimnis", "geh"],
    ["zeichen", "Zeichenkette", "zeit"],
    ["mindest", "mindestens", "minder"],
    ["zeilen", "Zeilen", "zeit"],
    ["caract", "caracteres", "cara"],
    ["carácter", "carácter", "cara"],
    ["tecken", "tecken", "tec"],
    ["znak", "znaków", "zna"],
    ["merkki", "merkkiä", "merk"],
  ],
  { flags: "i" },
);

/** Parts of the names of hosts, packages and settings, which have dots too. */
const ofCode = new Set(
  [
    "com org net io dev app local internal lan cluster svc prod test spring java config setting settings",
    "user auth login form error errors key value field label message",
  ].flatMap((list) => list.split(" ")),
);

/** Whether a part of a dotted text, in lower case, is one that names of hosts and settings have. */
export const isOfCode = (text: string): boolean => text.split(".").some((part) => ofCode.has(part));

export const isDottedPhrase = (text: string): boolean =>
  /^[a-z]{2,}(\.[a-z]{2,}){3,7}$/.test(text) && new Set(text.split(".")).size > 3 && !isOfCode(text) && !isSentence(text.split("."));
