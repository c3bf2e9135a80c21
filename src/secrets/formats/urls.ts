import { inOrder, oneOf } from "../../model/expression.js";
import { isHarmless } from "../names/harmless.js";
import { isUuid, looksRandom } from "../names/random.js";
import type { Hit } from "./formats.js";

/** `scheme://user:password@host` */
export const withCredentials = inOrder(
  [
    [/(?<![A-Za-z0-9+.-])([a-z][a-z0-9+.-]{1,30}):\/\//, "https://", "1https:/"],
    [/([^\s/:@"'`<>?#\\]{0,200}):/, "app:", "app"],
    [/([^\s"'`<>/\\]{1,300}?)@/, "Berlin2006@", "Berlin/2006@"],
    [/([^\s/:@"'`<>?#]{1,255})/, "db", ""],
  ],
  "gi",
);
/** Passwords that are not secret: a placeholder word, a default user of servers. */
export const weak = oneOf(
  [
    [/pass\d{0,3}/, "pass1", "compass"],
    [/passw(or)?d/, "passwd", "passw"],
    [/password\d{0,3}/, "password123", "password1234"],
    [/pw/, "pw", "pw1"],
    [/pwd/, "pwd", "pwd1"],
    [/secret/, "secret", "secrets"],
    [/user/, "user", "users"],
    [/username/, "username", "usernames"],
    [/admin/, "admin", "admin1"],
    [/root/, "root", "root1"],
    [/postgres/, "postgres", "postgresql"],
    [/mysql/, "mysql", "mysql8"],
    [/redis/, "redis", "redis7"],
    [/guest/, "guest", "guests"],
    [/test/, "test", "test1"],
    [/token/, "token", "tokens"],
    [/key/, "key", "keys"],
    [/foo/, "foo", "food"],
    [/bar/, "bar", "bard"],
    [/me/, "me", "men"],
    [/x+/, "xxx", "xxy"],
    [/x-oauth-basic/, "x-oauth-basic", "x-oauth"],
  ],
  { before: "^", after: "$", flags: "i" },
);

/** A URL of any scheme with a password in it, which is neither a reference nor a placeholder. */
export function urlIn(text: string): Hit | undefined {
  if (text.includes("://") && text.includes("@")) {
    withCredentials.expression.lastIndex = 0;
    for (let m = withCredentials.expression.exec(text); m !== null; m = withCredentials.expression.exec(text)) {
      const [, , user = "", password = ""] = m;
      if (
        !isHarmless(password) &&
        !weak.expression.test(password) &&
        !/[{}]|^\$|^%(?![0-9a-f]{2})/i.test(password) &&
        !/^[0-9]{1,5}$/.test(password) &&
        !(password === user && !looksRandom(password))
      )
        return { description: "URL with a password", text: password };
    }
    const token = tokenAsUser(text);
    if (token !== undefined) return token;
  }
  return databaseUser(text) ?? parameterIn(text);
}

/** `scheme://token@host`, with or without a number as path. */
export const userOnly = inOrder(
  [
    [/(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\//, "https://", "1https:/"],
    [/([A-Za-z0-9_.~=-]{20,300})/, "0123456789abcdefghij", "0123456789"],
    [/(?::|:x-oauth-basic)?@/, "@", ":y@"],
    [/([a-z0-9.-]{1,255})(\/\d+)?/, "git.example/1", "_"],
  ],
  "gi",
);

/** A token instead of a user: `https://TOKEN@git.example/app`. The public key of a Sentry DSN is in the same place. */
function tokenAsUser(text: string): Hit | undefined {
  userOnly.expression.lastIndex = 0;
  for (let m = userOnly.expression.exec(text); m !== null; m = userOnly.expression.exec(text)) {
    const [, token = "", , project] = m;
    const isPublicKey = project !== undefined && /^[0-9a-f]{32}$/.test(token);
    if (!isPublicKey && !/-at-\d{12}$/.test(token) && !isHarmless(token) && looksRandom(token) && !isUuid(token))
      return { description: "URL with a token", text: token };
  }
  return undefined;
}

/** `app:secret@tcp(db:3306)/shop` of Go. */
const ofGo = /(?<![\w/])[\w.$#-]{1,64}:([^\s:@/"'`]{4,200})@(?:tcp6?|udp|unix|cloudsql-mysql)\(/g;
/** `app/secret@//db:1521/ORCL` of Oracle. */
const ofOracle = /(?<![\w/])[\w.$#-]{1,64}\/([^\s/@"'`]{4,128})@(?:\/\/)?[\w.-]{1,255}:\d{2,5}[/:]/g;

function databaseUser(text: string): Hit | undefined {
  if (!text.includes("@")) return undefined;
  for (const driver of [ofGo, ofOracle])
    for (const [, password = ""] of text.matchAll(driver))
      if (!isHarmless(password) && !weak.expression.test(password))
        return { description: "connection string with a password", text: password };
  return undefined;
}

/** Parameters of a query, or of a connection string, that hold a key. */
export const parameter = oneOf(
  [
    [/api[_-]?key/, "?api_key=01234567", "?api_keys=01234567"],
    [/apikey/, "?apikey=01234567", "?apikeys=01234567"],
    [/access[_-]?token/, "?access_token=01234567", "?access_token=0123456"],
    [/auth[_-]?token/, "?auth-token=01234567", "?auth.token=01234567"],
    [/token/, "?token=01234567", "?tokens=01234567"],
    [/secret/, ";secret=01234567", ";secrets=01234567"],
    [/client[_-]?secret/, "&client_secret=01234567", "&client_secret="],
    [/password/, "&password=01234567", "password=01234567"],
    [/passwd/, "&passwd=01234567", "passwd=01234567"],
    [/pwd/, "&pwd=01234567", "pwd=01234567"],
    [/subscription-key/, "&subscription-key=01234567", "&subscription=01234567"],
    [/code(?==[^\s&;"'`<>#]{32})/, `&code=${"01234567".repeat(4)}`, "&code=01234567"],
  ],
  { before: "[?&;]", after: "=([^\\s&;\"'`<>#]{8,300})", flags: "gi" },
);

/** A URL whose query holds the key: whoever has the address has access. */
function parameterIn(text: string): Hit | undefined {
  if (!text.includes("://")) return undefined;
  parameter.expression.lastIndex = 0;
  for (let m = parameter.expression.exec(text); m !== null; m = parameter.expression.exec(text)) {
    const value = m[1] ?? "";
    if (!isHarmless(value) && looksRandom(value)) return { description: "URL with a key in its query", text: value };
  }
  return undefined;
}

const connection = /(?:^|[;?&\s"'])(?:password|pwd)\s*=\s*("[^"]{1,200}"|'[^']{1,200}'|[^;"'\s&]{1,200})/gi;
/** The keys of connection strings, of which a line has one beside the password. */
export const connectionKeys = oneOf(
  [
    [/server/, ";server=", ";servers="],
    [/data source/, ";data source=", ";data sources="],
    [/host/, ";host=", ";hosts="],
    [/hostname/, ";hostname =", ";hostnames="],
    [/address/, ";address=", ";addresses="],
    [/user id/, ";user id=", ";user ids="],
    [/uid/, ";uid=", ";guid="],
    [/userid/, ";userid=", ";userids="],
    [/initial catalog/, ";initial catalog=", ";catalog="],
    [/database/, ";database=", ";databases="],
    [/databasename/, ";databasename=", ";databasenames="],
    [/dbname/, ";dbname=", ";mydbname="],
    [/user/, ";user=", ";users="],
    [/endpoint/, ";endpoint=", ";endpoints="],
    [/dsn/, ";dsn=", ";dsns="],
  ],
  { before: "(?:^|[;\\s\"'?])", after: "\\s*=", flags: "i" },
);
const isConnection = (line: string): boolean => connectionKeys.expression.test(line) || /jdbc:/i.test(line);

/** A connection string of ADO, ODBC, JDBC or libpq with a password in it, in one line. */
export function connectionIn(text: string): Hit | undefined {
  if (!/pwd|password/i.test(text)) return undefined;
  for (const line of text.split("\n")) {
    if (!/pwd|password/i.test(line) || !isConnection(line)) continue;
    connection.lastIndex = 0;
    for (let m = connection.exec(line); m !== null; m = connection.exec(line)) {
      const value = (m[1] ?? "").replace(/^["']|["'),]*$/g, "");
      // keyword arguments of code
      const isVariable = /^[A-Za-z_.]{1,80}(?:password|passwd|pwd)$/i.test(value);
      if (!isVariable && !isHarmless(value) && !weak.expression.test(value))
        return { description: "connection string with a password", text: value };
    }
  }
  return undefined;
}
