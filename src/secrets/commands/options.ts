import { inOrder } from "../../model/expression.js";

// The options and calls that take a secret, part by part. The first group holds it.

/** `--password x`, `-srcstorepass x`, `/pwd:x` */
export const passwordOption = inOrder(
  [
    [/(?:^|\s)[-/+]{1,2}/, "app --", "app x"],
    [/(?:[a-z_-]{1,20}[-_]|(?:src|dest)?(?:store|key)|require)?/, "admin-", "admin."],
    [/(?:pass(?:word|wd|phrase)?|pwd)[= :]\s*/, "password=", "passwords="],
    [/["']?([^\s"'`]{4,200})/, "'Berlin2006'", "'Ber'"],
  ],
  "gi",
);
/** `--api-key x`, `-token=x` */
export const tokenOption = inOrder(
  [
    [/(?:^|\s)--?/, "app --", "app x"],
    [/(?:[a-z]{1,20}-)?/, "app-", "app."],
    [/(?:api-?key|token|client-?secret|secret(?:-?key)?|license-?key)[= ]\s*/, "api-key ", "api-keys "],
    [/["']?([^\s"'`]{8,300})/, "0123456789abcdef", "0123"],
  ],
  "gi",
);
/** `curl -u user:password` */
export const curlUser = inOrder(
  [
    [/\b(?:curl|wget|http)\b[^\n]{0,200}?/, "curl -fsS", "fetch -fsS"],
    [/\s(?:-u|-[a-zA-Z]{1,6}u(?=\s)|--user)[= ]?\s*/, " --user ", " --uses "],
    [/["']?([^\s"']{1,80}["']?:["']?[^\s"']{4,200})/, "ci:Berlin2006", "ci"],
  ],
  "g",
);
/** `docker login -p password` */
export const registryLogin = inOrder(
  [
    [/\b(?:docker|podman|helm\s+registry|oras|buildah|az|crane\s+auth|nerdctl)\s+/, "docker ", "dock "],
    [/login\b[^\n|]{0,200}?/, "login -u ci", "logout -u ci"],
    [/\s-p[= ]?\s*["']?/, " -p ", " -q "],
    [/([^\s"']{4,200})/, "Berlin2006", "Ber"],
  ],
  "g",
);
/** `nmcli device wifi connect x password y` */
export const networkKey = inOrder(
  [
    [/\bnmcli\b[^\n|;]{0,200}?\s/, "nmcli device wifi connect office ", "nm connect office "],
    [/(?:password|(?:wifi-sec|802-11-wireless-security)\.psk)\s+/, "wifi-sec.psk ", "wifi-sec.key "],
    [/["']?([^\s"']{4,200})/, "Berlin2006", "Ber"],
  ],
  "g",
);
/** `HTTPBasicAuth("user", "password")` */
export const secondArgument = inOrder(
  [
    [/(?:SetBasicAuth|HTTP(?:Basic|Digest)Auth|NetworkCredential|UsernamePasswordCredentials|\.login)/, "HTTPBasicAuth", "BasicAuth"],
    [/\(\s*(?:"[^"]{0,200}"|'[^']{0,200}')\s*,\s*/, '("ci", ', "(ci, "],
    [/["']([^"']{4,200})["']/, '"Berlin2006"', '"Ber"'],
  ],
  "g",
);
/** `PlainAuth("", "user", "password", host)` */
export const thirdArgument = inOrder(
  [
    [/(?:PlainAuth|getConnection|mysqli(?:_connect)?|PDO|ftp_login|ssh2_auth_password)/, "PlainAuth", "Auth"],
    [/\((?:[^,()]{0,200},){2}\s*/, '("", "ci", ', '("ci", '],
    [/["']([^"']{4,200})["']/, '"Berlin2006"', '"Ber"'],
  ],
  "g",
);
/** `echo password | passwd --stdin` */
export const pipedIn = inOrder(
  [
    [/\becho\s+(?:-n\s+)?/, "echo -n ", "cat "],
    [/["']?([^\s"'|$]{4,200})["']?/, "'Berlin2006'", "$PASSWORD"],
    [/\s*\|\s*(?:sudo\s+)?/, " | sudo ", " > "],
    [/(?:[^\n|]{1,200}-stdin\b|-S\s|kinit\s|cryptsetup\s|realm\s+join\s)/, "passwd --stdin", "passwd"],
  ],
  "g",
);
/** A line of `.pgpass`: `host:port:database:user:password` */
export const passwordFile = inOrder(
  [
    [/^\s*[\w.*-]{1,255}:(?:\d{4,5}|\*):/, "db:5432:", "db:54:"],
    [/[\w*$-]{1,64}:[A-Za-z_*][\w.$*-]{0,63}:/, "shop:app:", "shop:"],
    [/([^\s:][^:\n]{3,200}?)\s*$/, "Berlin2006", "a:b"],
  ],
  "g",
);
/** `rabbitmqctl add_user user password` */
export const rabbitUser = inOrder(
  [
    [/\brabbitmqctl\s[^\n|;]{0,100}?\b/, "rabbitmqctl ", "rabbit "],
    [/(?:add_user|change_password)\s+/, "add_user ", "add_vhost "],
    [/["']?[^\s"']{1,64}["']?\s+["']?/, "app ", ""],
    [/([^\s"']{4,200})/, "Berlin2006", "Ber"],
  ],
  "g",
);
