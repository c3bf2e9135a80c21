// Names whose literal values are kept out of messages. Broad on purpose: a mask costs nothing, a leak does.
const secretName =
  /pass(word|wd|phrase)?$|pwd$|secret|token|api[-_]?key|private[-_]?key|access[-_]?key|credential|auth[-_]?key|connection[-_]?string|^pin$/i;
const notSecretName = /arn|id$|name$|policy|version|ttl|length|expir|validity|units|tokens$/i;
// Long runs of mixed characters without words, as tokens and keys have.
const tokenLike = /^(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/_=.~-]{24,}$/;
const harmless = /^(arn:|https?:\/\/[^@]*$|[a-z0-9-]+(\.[a-z0-9-]+)+$|ami-|subnet-|vpc-|sg-|[a-z0-9]+(-[a-z0-9]+)+$)/i;
// `OAUTH2_PROXY_COOKIE_SECRET`: words in one case, of which a number may follow some.
const variableName = /^([A-Z]+\d{0,2}(_[A-Z]+\d{0,2}){2,}|[a-z]+\d{0,2}([_.-][a-z]+\d{0,2}){2,})$/;
const embedded =
  /(:\/\/[^/\s:@]+:)[^@\s]+@|-----BEGIN [A-Z ]*PRIVATE KEY|(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-|eyJ[A-Za-z0-9_-]{10,}\./;

/** True when a text is better not shown: it stands under a secret's name, or looks like a credential. */
export function looksSecret(text: string, name: string): boolean {
  if (text.length < 4) return false;
  if (secretName.test(name) && !notSecretName.test(name)) return true;
  return embedded.test(text) || (tokenLike.test(text) && !harmless.test(text) && !variableName.test(text));
}

/** A hint at a secret that gives nothing away: the first characters only where the text is long, and its length. */
export function mask(text: string): string {
  const shown = text.length >= 20 ? text.slice(0, 4) : "";
  return `${/^[\w-]*$/.test(shown) ? shown : ""}…(${text.length} characters)`;
}
