import type { Hit } from "./formats.js";
import { isHarmless, looksRandom } from "./literal.js";

const withCredentials =
  /(?<![A-Za-z0-9+.-])([a-z][a-z0-9+.-]{1,30}):\/\/([^\s/:@"'`<>?#\\]{0,200}):([^\s"'`<>/\\]{1,300}?)@([^\s/:@"'`<>?#]{1,255})/gi;
const weak =
  /^(pass|passw(or)?d|pw|pwd|secret|user|username|admin|root|postgres|mysql|redis|guest|test|token|key|password\d{0,3}|pass\d{0,3}|foo|bar|me|x+)$/i;

/** A URL of any scheme with a password in it, which is neither a reference nor a placeholder. */
export function urlIn(text: string): Hit | undefined {
  if (text.includes("://") && text.includes("@")) {
    withCredentials.lastIndex = 0;
    for (let m = withCredentials.exec(text); m !== null; m = withCredentials.exec(text)) {
      const [, , user = "", password = ""] = m;
      if (
        !isHarmless(password) &&
        !weak.test(password) &&
        !/[{}]|^\$|^%/.test(password) &&
        !/^[0-9]{1,5}$/.test(password) &&
        !(password === user && !looksRandom(password))
      )
        return { says: "URL with a password", text: password };
    }
  }
  return parameterIn(text);
}

const parameter =
  /[?&;](?:api[_-]?key|apikey|access[_-]?token|auth[_-]?token|token|secret|client[_-]?secret|password|passwd|pwd|code|subscription-key)=([^\s&;"'`<>#]{8,300})/gi;

/** A URL whose query holds the key: whoever has the address has access. */
function parameterIn(text: string): Hit | undefined {
  if (!text.includes("=") || !text.includes("://")) return undefined;
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

/** A connection string of ADO, ODBC, JDBC or libpq with a password in it. */
export function connectionIn(text: string): Hit | undefined {
  if (!/pwd|password/i.test(text) || !isConnection.test(text)) return undefined;
  connection.lastIndex = 0;
  for (let m = connection.exec(text); m !== null; m = connection.exec(text)) {
    const value = (m[1] ?? "").replace(/^["']|["']$/g, "");
    if (!isHarmless(value) && !weak.test(value)) return { says: "connection string with a password", text: value };
  }
  return undefined;
}
