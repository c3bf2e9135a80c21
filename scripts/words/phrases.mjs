// @ts-check
/** The words that `scripts/words.mjs` refuses, each with what to say instead. */

/**
 * @typedef {object} Phrase
 * @property {RegExp} phrase with the flag g
 * @property {string} instead
 * @property {"prose" | "code"} [only] where it is refused; in both by default
 */

/** A word in any letter case, alone or as a part of a name. @param {string} words alternatives, such as `told|tells?` */
const word = (words) => new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])|(?<=[a-z])(?:${titled(words)})(?![a-z])`, "g");
/** @param {string} words */
const titled = (words) => words.replace(/(^|\|)(\w)/g, (_, before, first) => before + first.toUpperCase());
/** A phrase as it is written, in any letter case. @param {string} text */
const text = (text) => new RegExp(`\\b${text}\\b`, "gi");

/** @type {readonly Phrase[]} */
export const PHRASES = [
  // Names and comments.
  { phrase: word("says"), instead: "label, description, or the verb itself: names, requires, reports" },
  { phrase: word("told|tells?"), instead: "report, show, identify" },
  { phrase: word("stands"), instead: "is, is written, comes" },
  { phrase: word("bears|bearable"), instead: "has, justification" },
  { phrase: text("takes? in"), instead: "covers, includes" },
  { phrase: text("hangs on"), instead: "depends on" },
  { phrase: text("goes by(?! way)"), instead: "uses" },
  { phrase: word("anew"), instead: "again" },
  { phrase: text("laid over"), instead: "merged into, overrides" },
  { phrase: word("whom"), instead: "a sentence without it" },
  { phrase: word("himself"), instead: "itself (a principal is it)" },
  { phrase: word("judge|judges|judged|judging|judgements?"), instead: "evaluate" },
  // Messages of patterns and rules.
  { phrase: text("points here"), instead: "has no CLASS" },
  { phrase: /\bmust (?!not be edited)[^.;:"'`]{1,60}, (?:is|has|does|lacks)\b/g, instead: "is X, expected Y" },
  { phrase: /, (?:has none|has not|does not|is none|is not|lacks all)(?=["'`])/g, instead: "has no X, does not Y" },
  { phrase: text("has an item that"), instead: "has no entry with" },
  { phrase: /\bhave an item that\b/gi, instead: "has no entry with" },
  { phrase: text("stand in `?ignoreChanges"), instead: "is listed in ignoreChanges" },
  { phrase: text("lets everyone|condition restricts who"), instead: "anyone can …: no condition limits the principal" },
  { phrase: /(?<!\b[tT]here )\b(?:is|are) no (?!longer\b|more\b)/g, instead: "is not a …, is not valid …" },
  { phrase: text("which (?:is|there) (?:none|is not)"), instead: "is not a …, does not exist" },
  { phrase: text("it waits for"), instead: "is not known until … is created, depends on" },
  { phrase: text("what that holds"), instead: "whose content" },
  { phrase: text("set it again with"), instead: "rotate the secret, then store it with" },
  { phrase: text("name that says secret"), instead: "a plaintext value whose name suggests a secret" },
  { phrase: text("must be held by one of these"), instead: "has no safeguard" },
  { phrase: text("paths to more rights"), instead: "privilege-escalation paths" },
  { phrase: text("attached to nothing|alarms may act"), instead: "state the requirement with must" },
  // The command line and reports.
  { phrase: /\b(?:\d+|none|nothing|something|what(?: is new)?|that) gates?\b/gi, instead: "blocking" },
  { phrase: text("passed over"), instead: "skipped" },
  { phrase: text("is there already"), instead: "already exists" },
  { phrase: text("who answers for"), instead: "owner" },
  { phrase: text("talked about"), instead: "ticket" },
  { phrase: text("comes to(?! an end)"), instead: "the effective …" },
  { phrase: text("for want of|near by|for given"), instead: "for lack of, related, accept" },
  { phrase: /^#+ +Doors\b/gm, instead: "Ways to run it", only: "prose" },
  { phrase: text("what you want otherwise"), instead: "override the defaults" },
];

/** Words that are somebody else's, or right: an option that an issue names, a term of AWS or of a tool. @type {readonly RegExp[]} */
export const ALLOWED = [
  // The option `--fail-on-unjudged` and the key `summary.unjudged` of the JSON report.
  /\bunjudged\w*|\w*Unjudged\w*/g,
  // A list of single words, in src/secrets/name.ts.
  /\bhas is no skip\b/g,
];
