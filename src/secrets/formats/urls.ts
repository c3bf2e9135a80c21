import { isHarmless, isUuid, looksRandom } from "../names/literal.js";
import type { Hit } from "./formats.js";

const withCredentials =
  /(?<![A-Za-z0-9+.-])([a-z][a-z0-9+.-]{1,30}):\/\/([^\s/:@"'`<>?#\\]{0,200}):([^\s"'`<>/\\]{1,300}?)@([^\s/:@"'`<>?#]{1,255})/gi;
const weak =
  /^(pass|passw(or)?d|pw|pwd|secret|user|username|admin|root|postgres|mysql|redis|guest|test|token|key|password\d{0,3}|pass\d{0,3}|foo|bar|me|x+|x-oauth-basic)$/i;

/** A URL of any scheme with a password in it, which is neither a reference nor a placeholder. */
export function urlIn(text: string): Hit | undefined {
  if (text.includes("://") && text.includes("@")) {
    withCredentials.lastIndex = 0;
    for (let m = withCredentials.exec(text); m !== null; m = withCredentials.exec(text)) {
      const [, , user = "", password = ""] = m;
      if (
        !isHarmless(password) &&
        !weak.test(password) &&
        !/[{}]|^\$|^%(?![0-9a-f]{2})/i.test(password) &&
        !/^[0-9]{1,5}$/.test(password) &&
        !(password === user && !looksRandom(password))
      )
        return { says: "URL with a password", text: password };
    }
    const token = tokenAsUser(text);
    if (token !== undefined) return token;
  }
  return databaseUser(text) ?? parameterIn(text);
}

const userOnly =
  /(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/([A-Za-z0-9_.~=-]{20,300})(?::|:x-oauth-basic)?@([a-z0-9.-]{1,255})(\/\d+)?/gi;

/** A token in the place of the user: `https://TOKEN@git.example/app`. The public key of a Sentry DSN stands there too. */
function tokenAsUser(text: string): Hit | undefined {
  userOnly.lastIndex = 0;
  for (let m = userOnly.exec(text); m !== null; m = userOnly.exec(text)) {
    const [, token = "", , project] = m;
    const isPublicKey = project !== undefined && /^[0-9a-f]{32}$/.test(token);
    if (!isPublicKey && !/-at-\d{12}$/.test(token) && !isHarmless(token) && looksRandom(token) && !isUuid(token))
      return { says: "URL with a token", text: token };
  }
  return undefined;
}

// `app:secret@tcp(db:3306)/shop` of Go, `app/secret@//db:1521/ORCL` of Oracle
const driver =
  /(?<![\w/])[\w.$#-]{1,64}(?::([^\s:@/"'`]{4,200})@(?:tcp6?|udp|unix|cloudsql-mysql)\(|\/([^\s/@"'`]{4,128})@(?:\/\/)?[\w.-]{1,255}:\d{2,5}[/:])/g;

function databaseUser(text: string): Hit | undefined {
  if (!text.includes("@")) return undefined;
  driver.lastIndex = 0;
  for (let m = driver.exec(text); m !== null; m = driver.exec(text)) {
    const password = m[1] ?? m[2] ?? "";
    if (!isHarmless(password) && !weak.test(password)) return { says: "connection string with a password", text: password };
  }
  return undefined;
}

const parameter =
  /[?&;](?:api[_-]?key|apikey|access[_-]?token|auth[_-]?token|token|secret|client[_-]?secret|password|passwd|pwd|subscription-key|code(?==[^\s&;"'`<>#]{32}))=([^\s&;"'`<>#]{8,300})/gi;

/** A URL whose query holds the key: whoever has the address has access. */
function parameterIn(text: string): Hit | undefined {
  if (!text.includes("://")) return undefined;
  parameter.lastIndex = 0;
  for (let m = parameter.exec(text); m !== null; m = parameter.exec(text)) {
    const value = m[1] ?? "";
    if (!isHarmless(value) && looksRandom(value)) return { says: "URL with a key in its query", text: value };
  }
  return undefined;
}

const connection = /(?:^|[;?&\s"'])(?:password|pwd)\s*=\s*("[^"]{1,200}"|'[^']{1,200}'|[^;"'\s&]{1,200})/gi;
const isConnection =
  /(?:^|[;\s"'?])(?:server|data source|host|hostname|address|user id|uid|userid|initial catalog|database|databasename|dbname|user|endpoint|dsn)\s*=|jdbc:/i;

/** A connection string of ADO, ODBC, JDBC or libpq with a password in it, in one line. */
export function connectionIn(text: string): Hit | undefined {
  if (!/pwd|password/i.test(text)) return undefined;
  for (const line of text.split("\n")) {
    if (!/pwd|password/i.test(line) || !isConnection.test(line)) continue;
    connection.lastIndex = 0;
    for (let m = connection.exec(line); m !== null; m = connection.exec(line)) {
      const value = (m[1] ?? "").replace(/^["']|["'),]*$/g, "");
      // keyword arguments of code
      const isVariable = /^[A-Za-z_.]{1,80}(?:password|passwd|pwd)$/i.test(value);
      if (!isVariable && !isHarmless(value) && !weak.test(value)) return { says: "connection string with a password", text: value };
    }
  }
  return undefined;
}
