import type { Hit } from "./formats.js";
import { isHarmless, isSecretLiteral, isSecretUnder, looksRandom } from "./literal.js";

/** A way in which commands and statements take a secret. */
interface Usage {
  readonly says: string;
  readonly expression: RegExp;
  /** What the first group holds: a password, a token that must look like one, `user:password`, or a name before the value in the second. */
  readonly takes: "password" | "token" | "pair" | "named";
  /** A word that the line must have, where the expression would try from every letter. */
  readonly needs: string;
}

const usage = (says: string, expression: RegExp, needs = "", takes: Usage["takes"] = "password"): Usage => ({
  says,
  expression,
  takes,
  needs,
});
const databases = "mongo|mongosh|mongodump|mongorestore|sqlcmd|bcp|cqlsh|ldapsearch|ldapadd|ldapmodify|smbclient|redis-cli|rabbitmqadmin";

/** What any line may hold that speaks of secrets. */
const common: readonly Usage[] = [
  usage(
    "password on a command line",
    /(?:^|\s)[-/]{1,2}(?:[a-z-]{1,20}-|(?:src|dest)?(?:store|key)|require)?(?:pass(?:word|wd|phrase)?|pwd)[= :]\s*["']?([^\s"'`]{4,200})/gi,
  ),
  usage(
    "token on a command line",
    /(?:^|\s)--?(?:[a-z]{1,20}-)?(?:api-?key|token|client-?secret|secret(?:-?key)?|license-?key)[= ]\s*["']?([^\s"'`]{8,300})/gi,
    "",
    "token",
  ),
  usage(
    "user and password for curl",
    /\b(?:curl|wget|http)\b[^\n]{0,200}?\s(?:-u|-[a-zA-Z]{1,6}u(?=\s)|--user)[= ]?\s*["']?([^\s"']{1,80}["']?:["']?[^\s"']{4,200})/g,
    "",
    "pair",
  ),
  usage("user and password for curl", /^\s*(?:-u|--user)[= ]\s*["']?([^\s"']{1,80}:[^\s"']{4,200})/g, "", "pair"),
  usage(
    "Authorization header",
    /authorization["']?\s*[:=]\s*["']?(?:bearer|basic|token|api-token|apikey)\s+([^\s"'\\]{8,2000})/gi,
    "",
    "token",
  ),
];
/** What only lines hold that `rareWords` knows: each usage needs one of them. */
const rare: readonly Usage[] = [
  usage(
    "registry login",
    /\b(?:docker|podman|helm\s+registry|oras|buildah|az|crane\s+auth|nerdctl)\s+login\b[^\n|]{0,200}?\s-p[= ]?\s*["']?([^\s"']{4,200})/g,
  ),
  usage("password of a database client", /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]{0,200}?\s-p["']?([^\s"';]{4,200})/g),
  usage(
    "password of a database client",
    /\b(?:mysqladmin|mariadb-admin)\b[^\n|;]{0,200}?\spassword\s+["']?([^\s"';|<>-][^\s"';|<>]{3,200})/g,
    "admin",
  ),
  usage("password of a database client", new RegExp(`\\b(?:${databases})\\b[^\\n|;]{0,200}?\\s-[pPwaU]\\s+["']?([^\\s"';]{6,200})`, "g")),
  usage("password in SQL", /\bIDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+["']([^"'\\]{4,200})/gi),
  usage("password in SQL", /\b(?:USER|ROLE|LOGIN)\b[^\n;]{0,100}?\bPASSWORD\s*=?\s*["']([^"'\\]{4,200})/gi),
  usage("password of a server", /^\s*(?:requirepass|masterauth|slapd\/password\d?|rootpw|bindpw)\s+["']?([^\s"']{4,200})/gi),
  usage("sshpass", /\bsshpass\s+-p\s*["']?([^\s"']{4,200})/g, "sshpass"),
  usage("Windows account", /\bnet\s+user\s+(?:"[^"]{1,64}"|[^\s"]{1,64})\s+["']?([^\s"'/*]{4,200})/gi),
  usage("secure string", /ConvertTo-SecureString\s+(?:-String\s+)?["']([^"']{4,200})["']/gi),
  usage("chpasswd", /["']?[\w.-]{1,64}:([^\s"':]{4,200})["']?\s*\|\s*(?:sudo\s+)?chpasswd/g, "chpasswd"),
  usage(
    "password piped into a command",
    /\becho\s+(?:-n\s+)?["']?([^\s"'|$]{4,200})["']?\s*\|\s*(?:sudo\s+)?(?:[^\n|]{1,200}-stdin\b|-S\s|kinit\s|cryptsetup\s|realm\s+join\s)/g,
    "|",
  ),
  usage(
    "password given to a command",
    /\b(?:kinit|cryptsetup|realm\s+join|passwd|sudo\s+-S)\s[^\n|<]{0,200}<<<\s*["']?([^\s"'|$]{4,200})/g,
    "<<<",
  ),
  usage("password file of PostgreSQL", /^\s*[^\s:#]{1,255}:(?:\d{1,5}|\*):[^\s:]{1,64}:[^\s:]{1,64}:([^\s:]{4,200})\s*$/g),
  usage("pre-shared key", /(?:^|\s)PSK\s+"([^"]{8,200})"/g, "PSK"),
  usage("htpasswd", /\bhtpasswd\s+-\w{0,5}b\w{0,5}\s+\S{1,200}\s+\S{1,64}\s+["']?([^\s"']{4,200})/g, "htpasswd"),
  usage("OpenSSL password", /-pass(?:in|out)?\s+pass:([^\s"']{4,200})/g, "-pass"),
  usage("OpenSSL password", /\bopenssl\s+passwd\s+(?:-\S{1,20}\s+){0,5}["']?([^\s"'()$-][^\s"'()]{3,200})/g, "openssl"),
  usage(
    "RabbitMQ user",
    /\brabbitmqctl\s[^\n|;]{0,100}?\b(?:add_user|change_password)\s+["']?[^\s"']{1,64}["']?\s+["']?([^\s"']{4,200})/g,
    "rabbitmqctl",
  ),
  usage("password of an archive", /\b(?:un)?zip\s[^\n|;]{0,200}?(?<=\s)-P\s*["']?([^\s"']{4,200})/g, "zip"),
  usage("password of an archive", /\b7z[ar]?\s[^\n|;]{0,200}?\s-p["']?([^\s"']{4,200})/g, "7z"),
  usage("user and password on a command line", /\s-auth\s+["']?([^\s"':]{1,80}:[^\s"']{4,200})/g, "-auth", "pair"),
  usage("password piped into a command", /(?:^\s*|\\n|["'])([^\s"'|$\\]{4,200})["']\s*\|\s*(?:sudo\s+)?(?:smb)?passwd\b/g, "|"),
  usage("password of a directory", /\bldap_default_authtok\s*=\s*["']?([^\s"']{4,200})/g, "authtok"),
  usage("AWS secret access key", /aws_secret_access_key["']?[\s=:]+["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi),
  // setx NAME value, define('NAME', 'value'), SetEnvironmentVariable("NAME", "value"), environ["NAME"] = "value", <password>value</password>
  usage("an environment variable", /\bsetx\s+(?:\/m\s+)?([A-Za-z_]\w{1,80})\s+["']?([^\s"']{4,300})/gi, "", "named"),
  usage("a constant", /\(\s*["']([A-Za-z_][\w.-]{1,80})["']\s*,\s*["']([^"']{4,300})["']/g, "(", "named"),
  usage("an environment variable", /\[\s*["']([A-Za-z_][\w.-]{1,80})["']\s*\]\s*=\s*["']([^"']{4,300})["']/g, "[", "named"),
  usage("a setting", /\b(?:key|name)="([A-Za-z_][\w.:-]{1,80})"\s+value="([^"]{4,300})"/gi, "", "named"),
  usage("an element", /<([A-Za-z_]\w{1,80})>\s*<value>([^<>\s]{4,300})<\/value>/gi, "</", "named"),
  usage("an element", /<([A-Za-z_][\w.-]{1,80})>([^<>\s]{4,300})<\//g, "</", "named"),
];
const all = [...common, ...rare];
const rareWords =
  /log[io]n|mysql|mariadb|mongo|sqlcmd|bcp|cqlsh|ldap|slapd|smbclient|redis-cli|rabbitmqadmin|identified|password\s*=?\s*["']|requirepass|masterauth|rootpw|bindpw|sshpass|net\s+user|securestring|chpasswd|-stdin|sudo\s|kinit|cryptsetup|realm\s|passwd|:(?:\d{1,5}|\*):|psk\s|htpasswd|-pass|openssl|aws_secret|rabbitmqctl|zip\s|\b7z|-auth|setx|[([]\s*["']|(?:key|name)="|<\//i;

/** A secret that a command, a statement or a tag of a line takes. */
export function commandHit(line: string): Hit | undefined {
  for (const { says, expression, takes, needs } of rareWords.test(line) ? all : common) {
    if (!line.includes(needs)) continue;
    expression.lastIndex = 0;
    for (let m = expression.exec(line); m !== null; m = expression.exec(line)) {
      const text = secretOf(m, takes);
      if (text !== undefined) return { says, text };
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
  const isOne = takes === "token" ? looksRandom(value) || /^[A-Za-z0-9+/=_.-]{24,}$/.test(value) : isSecretLiteral(value, "sure");
  return isOne ? value : undefined;
}
