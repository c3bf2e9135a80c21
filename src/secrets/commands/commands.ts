import type { Hit } from "../formats/formats.js";
import { isHarmless } from "../names/harmless.js";
import { isSecretLiteral, isSecretUnder, isWordOfCommand } from "../names/literal.js";
import { looksRandom } from "../names/random.js";
import {
  curlUser,
  networkKey,
  passwordFile,
  passwordOption,
  pipedIn,
  rabbitUser,
  registryLogin,
  secondArgument,
  thirdArgument,
  tokenOption,
} from "./options.js";

/** A way in which commands and statements take a secret. */
interface Usage {
  readonly description: string;
  /** What the line must contain, in lower case: a fast check before the expression, which tries every position. */
  readonly needs: RegExp;
  readonly expression: RegExp;
  /** What the first group contains: a password, a token that must look like one, `user:password`, or a name before the value in the second. */
  readonly takes: "password" | "token" | "pair" | "named";
}

const usage = (description: string, needs: string, expression: RegExp, takes: Usage["takes"] = "password"): Usage => ({
  description,
  needs: new RegExp(needs),
  expression,
  takes,
});
const databases = "mongo|mongosh|mongodump|mongorestore|sqlcmd|bcp|cqlsh|ldapsearch|ldapadd|ldapmodify|smbclient|redis-cli|rabbitmqadmin";

/** Ways that any line about secrets may contain. */
const common: readonly Usage[] = [
  usage("password on a command line", "pass|pwd", passwordOption.expression),
  usage("token on a command line", "key|token|secret", tokenOption.expression, "token"),
  usage("user and password for curl", "curl|wget|http", curlUser.expression, "pair"),
  usage("user and password for curl", "-u", /^\s*(?:-u|--user)[= ]\s*["']?([^\s"']{1,80}:[^\s"']{4,200})/g, "pair"),
  usage(
    "Authorization header",
    "authorization",
    /authorization["']?\s*[:=]\s*["']?(?:bearer|basic|token|api-token|apikey)\s+([^\s"'\\]{8,2000})/gi,
    "token",
  ),
];
/** Ways that few lines contain. */
const rare: readonly Usage[] = [
  usage("registry login", "login", registryLogin.expression),
  usage(
    "password of a database client",
    "mysql|mariadb",
    /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]{0,200}?\s-p["']?([^\s"';]{4,200})/g,
  ),
  usage(
    "password of a database client",
    "mysqladmin|mariadb-admin",
    /\b(?:mysqladmin|mariadb-admin)\b[^\n|;]{0,200}?\spassword\s+["']?([^\s"';|<>-][^\s"';|<>]{3,200})/g,
  ),
  usage(
    "password of a database client",
    databases,
    new RegExp(`\\b(?:${databases})\\b[^\\n|;]{0,200}?\\s-[pPwaU]\\s+["']?([^\\s"';]{6,200})`, "g"),
  ),
  usage("password in SQL", "identified", /\bIDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+["']([^"'\\]{4,200})/gi),
  usage("password in SQL", `password\\s*=?\\s*["']`, /\b(?:USER|ROLE|LOGIN)\b[^\n;]{0,100}?\bPASSWORD\s*=?\s*["']([^"'\\]{4,200})/gi),
  usage(
    "password of a server",
    "requirepass|masterauth|slapd|rootpw|bindpw",
    /^\s*(?:requirepass|masterauth|slapd\/password\d?|rootpw|bindpw)\s+["']?([^\s"']{4,200})/gi,
  ),
  usage("sshpass", "sshpass", /\bsshpass\s+-p\s*["']?([^\s"']{4,200})/g),
  usage("Windows account", "net\\s+user", /\bnet\s+user\s+(?:"[^"]{1,64}"|[^\s"]{1,64})\s+["']?([^\s"'/*]{4,200})/gi),
  usage("Windows account", "schtasks", /\bschtasks\b[^\n]{0,400}?\s\/rp\s+["']?([^\s"'/*%][^\s"']{3,200})/gi),
  usage("Windows account", "net\\s+use\\s", /\bnet\s+use\s[^\n]{0,200}?\/user:\S{1,100}\s+["']?([^\s"'/*%][^\s"']{3,200})/gi),
  usage("Windows account", "net\\s+use\\s", /\bnet\s+use\s+(?:[A-Z]:\s+)?\\\\\S{1,200}\s+["']?([^\s"'/*%][^\s"']{3,200})["']?\s+\/user:/gi),
  usage("Windows account", "psexec", /\bpsexec(?:64)?(?:\.exe)?\s[^\n]{0,300}?\s-p\s+["']?([^\s"']{4,200})/gi),
  usage("Windows account", "\\bsc(?:\\.exe)?\\s", /\bsc(?:\.exe)?\s[^\n]{0,300}?\bpassword=\s+["']?([^\s"']{4,200})/gi),
  usage("password of HAProxy", "insecure-password", /\binsecure-password\s+["']?([^\s"']{4,200})/g),
  usage("password of HAProxy", "stats\\s+auth", /\bstats\s+auth\s+[^\s:]{1,64}:([^\s"']{4,200})/g),
  usage("password of a mail relay", "\\]:\\d", /^\s*\[[\w.-]{3,200}\]:\d{2,5}\s+[^\s:]{1,200}:([^\s"']{4,200})\s*$/g),
  usage(
    "password of SNMP",
    "createuser",
    /\bcreateUser\s+(?:-e\s+\S{1,64}\s+)?\S{1,64}\s+(?:MD5|SHA(?:-\d{3})?)\s+["']?([^\s"']{4,200})/gi,
  ),
  usage("password of Redis", "user\\s", /\b(?:set)?user\s+\S{1,64}\s+(?:\S{1,64}\s+){0,4}?>([^\s"']{4,200})\s+[~+-]/gi),
  usage("shared secret of RADIUS", "secret\\s", /^\s*secret\s+=\s+(?=\S{0,60}\d)([A-Za-z][^\s"'(){}[\]<>]{6,60})\s*$/g),
  usage("password of a network", "nmcli", networkKey.expression),
  usage("password in a call", "basicauth|digestauth|networkcredential|passwordcredentials|\\.login\\(", secondArgument.expression),
  usage("password in a call", "plainauth|getconnection|mysqli|pdo\\(|ftp_login|ssh2_auth", thirdArgument.expression),
  usage("secure string", "securestring", /ConvertTo-SecureString\s+(?:-String\s+)?["']([^"']{4,200})["']/gi),
  usage("chpasswd", "chpasswd", /["']?[\w.-]{1,64}:([^\s"':]{4,200})["']?\s*\|\s*(?:sudo\s+)?chpasswd/g),
  usage("password piped into a command", "-stdin|-s\\s|kinit|cryptsetup|realm", pipedIn.expression),
  usage(
    "password given to a command",
    "<<<",
    /\b(?:kinit|cryptsetup|realm\s+join|passwd|sudo\s+-S)\s[^\n|<]{0,200}<<<\s*["']?([^\s"'|$]{4,200})/g,
  ),
  usage("password file of PostgreSQL", ":(?:\\d{4,5}|\\*):", passwordFile.expression),
  usage("pre-shared key", "psk\\s", /(?:^|\s)PSK\s+"([^"]{8,200})"/g),
  usage("htpasswd", "htpasswd", /\bhtpasswd\s+-\w{0,5}b\w{0,5}\s+\S{1,200}\s+\S{1,64}\s+["']?([^\s"']{4,200})/g),
  usage("OpenSSL password", "-pass", /-pass(?:in|out)?\s+pass:([^\s"']{4,200})/g),
  usage("OpenSSL password", "openssl", /\bopenssl\s+passwd\s+(?:-\S{1,20}\s+){0,5}["']?([^\s"'()$-][^\s"'()]{3,200})/g),
  usage("RabbitMQ user", "rabbitmqctl", rabbitUser.expression),
  usage("password of an archive", "zip\\s", /\b(?:un)?zip\s[^\n|;]{0,200}?(?<=\s)-P\s*["']?([^\s"']{4,200})/g),
  usage("password of an archive", "7z", /\b7z[ar]?\s[^\n|;]{0,200}?\s-p["']?([^\s"']{4,200})/g),
  usage("user and password on a command line", "-auth", /\s-auth\s+["']?([^\s"':]{1,80}:[^\s"']{4,200})/g, "pair"),
  usage("password piped into a command", "passwd", /(?:^\s*|\\n|["'])([^\s"'|$\\]{4,200})["']\s*\|\s*(?:sudo\s+)?(?:smb)?passwd\b/g),
  usage("password of a directory", "authtok", /\bldap_default_authtok\s*=\s*["']?([^\s"']{4,200})/g),
  usage("AWS secret access key", "aws_secret", /aws_secret_access_key["']?[\s=:]+["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi),
  // setx NAME value, define('NAME', 'value'), SetEnvironmentVariable("NAME", "value"), environ["NAME"] = "value", <password>value</password>
  usage("an environment variable", "setx", /\bsetx\s+(?:\/m\s+)?([A-Za-z_]\w{1,80})\s+["']?([^\s"']{4,300})/gi, "named"),
  usage("a constant", `\\(\\s*["']`, /\(\s*["']([A-Za-z_][\w.-]{1,80})["']\s*,\s*["']([^"']{4,300})["']/g, "named"),
  usage("an environment variable", `\\[\\s*["']`, /\[\s*["']([A-Za-z_][\w.-]{1,80})["']\s*\]\s*=\s*["']([^"']{4,300})["']/g, "named"),
  usage("a setting", `(?:key|name)="`, /\b(?:key|name)="([A-Za-z_][\w.:-]{1,80})"\s+value="([^"]{4,300})"/gi, "named"),
  usage("an element", "</", /<([A-Za-z_]\w{1,80})>\s*<value>([^<>\s]{4,300})<\/value>/gi, "named"),
  usage("an element", "</", /<([A-Za-z_][\w.-]{1,80})>([^<>\s]{4,300})<\//g, "named"),
];
/** All ways in which commands take a secret. */
export const usages = [...common, ...rare];
/** A word that contains another one is left out, and plain words are found faster than patterns. */
const fewest = (parts: readonly string[]): string[] => {
  const isPlain = (part: string): boolean => /^[\w-]+$/.test(part);
  const least = parts.filter(
    (part, i) => parts.indexOf(part) === i && !parts.some((other) => other !== part && isPlain(other) && part.includes(other)),
  );
  return [...least.filter(isPlain).sort(), ...least.filter((part) => !isPlain(part))];
};
const needed = (some: readonly Usage[]): string =>
  fewest(some.flatMap(({ needs: { source } }) => (source.includes("(") ? [source] : source.split("|")))).join("|");
const anyRare = new RegExp(needed(rare));
/** Words in lines whose command takes a secret without a name before it. */
export const ofCommands = needed(rare.filter(({ takes }) => takes !== "named"));

/** A secret that a command, a statement or a tag of a line takes. */
export function commandHit(line: string): Hit | undefined {
  const lower = line.toLowerCase();
  for (const { description, expression, takes, needs } of anyRare.test(lower) ? usages : common) {
    if (!needs.test(lower)) continue;
    expression.lastIndex = 0;
    for (let m = expression.exec(line); m !== null; m = expression.exec(line)) {
      const text = secretOf(m, takes);
      if (text !== undefined) return { description, text };
    }
  }
  return undefined;
}

function secretOf(m: RegExpExecArray, takes: Usage["takes"]): string | undefined {
  const [, first = "", second = ""] = m;
  if (takes === "named") return isSecretUnder(first, second) ? second : undefined;
  // curl takes "{user}":"{password}" too.
  const value = takes === "pair" ? first.slice(first.indexOf(":") + 1).replace(/^["'{]+|["'}]+$/g, "") : first;
  if (isHarmless(value) || /^[$\-"'`]/.test(value)) return undefined;
  // "the --username and --password options"
  if (/-(?:password|passwd|passphrase|pass|pwd) [a-z]{1,14}[.,;]?$/.test(m[0])) return undefined;
  const isOne =
    takes === "token"
      ? looksRandom(value) || /^[A-Za-z0-9+/=_.-]{24,}$/.test(value)
      : isSecretLiteral(value, "sure") || isWordOfCommand(value);
  return isOne ? value : undefined;
}
