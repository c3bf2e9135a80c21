/** How surely a name indicates a secret: `sure` for a password, `likely` for tokens and keys, whose values must also look like one. */
export type Certainty = "sure" | "likely" | undefined;

const set = (...lists: readonly string[]): ReadonlySet<string> => new Set(lists.flatMap((list) => list.split(" ")));

const sure = set(
  "password passwords passwd passwrd passphrase passcode pwd pswd psw pw pass psk requirepass masterauth",
  "passwort kennwort contraseña contrasena senha wachtwoord passe motdepasse mdp hasło haslo lösenord losenord",
  "passwrod pasword passowrd paswd parol lozinka geslo slaptazodis parool katasandi katalaluan matkhau",
  "passord adgangskode kodeord heslo jelszó jelszo şifre sifre salasana пароль パスワード 비밀번호 密码",
);
const sureEndings = [
  "password",
  "passwd",
  "passphrase",
  "passwort",
  "kennwort",
  "pwd",
  "pswd",
  "mnemonic",
  "seedphrase",
  "recoveryphrase",
  "secretphrase",
];
/** `dbpass`, `smtppass`: words of one piece, which `compass` and `bypass` are too. */
const passOwners =
  "db database sql pg postgres mongo redis rabbit mq ldap bind smtp imap mail ftp ssh vpn http proxy user usr admin root login key store auth wifi"
    .split(" ")
    .map((owner) => `${owner}pass`);
const ownedPws = new Set("db sql pg mongo redis ldap bind smtp ftp vpn user admin root login svc".split(" ").map((owner) => `${owner}pw`));
const isOwnedPass = (word: string): boolean => ownedPws.has(word) || passOwners.some((ending) => word.endsWith(ending));
/** What the password is for, after the word: `PASSWORD_DB`. */
const owners = set(
  "db database mysql mariadb postgres postgresql redis mongo smtp mail email ldap ftp sftp admin root banco bd bdd datenbank bazy",
  "painel panel",
);
/** Words for a password that no English word begins with: what follows them is what the password is for. */
const foreignPasswords = set("passwort kennwort contraseña contrasena senha wachtwoord hasło haslo lozinka parol geslo heslo");
/** Owners of secret PINs; other pins belong to chips. */
const pinOwners = set("admin user login access door safe unlock card sim security vault master");
const likely = set(
  "secret token credential credentials creds salt pepper bearer jwt pat auth",
  "apikey secretkey privatekey accesstoken authtoken clientsecret",
  "secrets tokens parola clave",
);
const likelyEndings = "apikey secretkey privatekey accesstoken authtoken secret apitoken authkey signingkey encryptionkey".split(" ");
/** Words for keys in other languages, before or after what they open. */
const foreignKeys = set("schluessel schlüssel clé cle clave llave chiave chave sleutel nyckel nøkkel nøgle klucz kulcs ключ");
const openedBy = set(
  "api intern interne geheim geheime geheimer lizenz licence licencia licenza licença licentie licens zugang zugangs zugriff zugriffs",
  "secrète secrete secreta segreta privée privee privada privata acceso accès acces accesso acesso geheime webhook signatur signature",
);
const compoundKeys = new Set([
  ..."api lizenz geheim zugangs zugriffs sicherheits signatur sitzungs privat master dienst"
    .split(" ")
    .flatMap((opened) => [`${opened}schluessel`, `${opened}schlüssel`]),
  ...["licentiesleutel", "toegangssleutel", "apisleutel"],
]);
/** Words that make the `key` after them a secret; any other key (partition, cache, sort …) is not. */
const keysOf = set(
  "api app application secret private encryption encrypt signing signature master auth authentication hmac jwt nonce in aes rsa fernet",
  "session license licence lic webhook integration routing deploy ssh service cipher crypto shared preshared admin cookie",
  "subscription function functions storage account host server access symmetric write unseal",
  "stripe openai anthropic sendgrid mailgun mailchimp twilio groq mistral cohere huggingface pagerduty deepl",
);
/** Words before any of them that mean something published, counted, or useless without the key. */
const publicWords = set("publishable pub site max min num total count encrypted sealed hashed");
/** Before `token`: tokens of pages and requests that give no access, or are published in the DNS. */
const passingTokens = set(
  "dkim next continuation creation source validation page pagination csrf xsrf idempotency request client id sync resume task start",
);
/** Before `access key`: stores whose access key is the identifier of a pair. */
const pairOwners = set("aws s3 iam my minio spaces wasabi oss cos aliyun alibaba ceph r2 b2");
/** Seeds of one-time passwords, wallets and NATS; other seeds are for random numbers and tables. */
const seeds = set("totp hotp otp mfa nkey wallet hd signing encryption master");
/** Before `secret`: words for the secret itself, not for an object of a cluster that contains some. */
const literalSecrets = set("client consumer webhook jwt cookie session hmac signing shared oauth api app application access");
/** Suffixes that describe how a secret is written, taken off before the name is read: `SECRET_KEY_BASE`, `DB_PASSWORD_OLD`. */
const neutralTails = set(
  "base value plaintext literal text string raw current primary secondary prod dev staging old new default ro rw readonly",
);

/** The owners of passwords that servers are created with. */
const serverOwners = set(
  "db database sql mysql mariadb postgres postgresql pg pgsql mongo mongodb redis rabbit rabbitmq minio elastic root admin master superuser",
);

/** Whether a name is that of a password that a server is created with: `POSTGRES_PASSWORD`, `adminPassword`. */
export const hasOwner = (name: string): boolean =>
  !verbs.has(wordsOf(name)[0] ?? "") && wordsOf(name).some((word) => serverOwners.has(word));

/** Names of variables that bundlers put into public pages. */
const bundled = /^(?:(?:next|nuxt|expo)_public|public|vite|react_app|vue_app|gatsby|storybook)_/i;

/** Whether the value of a name is published: in a page, or as the key of a Firebase application. */
export const isPublished = (name: string): boolean => bundled.test(name) || wordsOf(name).includes("firebase");

/** At the beginning: what is done with a secret, so that a plain word as value is a method. */
const verbs = set(
  "update reset change require requires enable disable show hide validate verify check rotate generate allow force " +
    "prompt use has is no skip send forgot ask expire store remember confirm",
);

/** Names that show whether a secret changed: `checksum/secret`. Digest authentication has passwords of its own. */
const summed = /checksum|fingerprint|sha-?(1|256|384|512)|md5|digest(?!.*pass)/i;

/** The form of a value if its name implies one: the words of a wallet, a gossip key. */
export type Form = "mnemonic" | "gossip key" | undefined;

const known = new Map<string, { readonly certainty: Certainty; readonly form: Form }>();

/** The certainty that a name indicates a secret. The end of a name decides: `DB_PASSWORD` is one, `DB_PASSWORD_ARN` and `PASSWORD_MIN_LENGTH` are not. */
export const certaintyOf = (name: string): Certainty => reading(name).certainty;

/** The form that a name implies for its value, if it does. */
export const formUnder = (name: string): Form => reading(name).form;

function reading(name: string): { readonly certainty: Certainty; readonly form: Form } {
  const before = known.get(name);
  if (before !== undefined) return before;
  const certainty = name.length > 120 ? undefined : read(name);
  const now = { certainty, form: certainty === undefined ? undefined : formOf(tellingWords(name)) };
  if (known.size > 20_000) known.clear();
  if (name.length <= 120) known.set(name, now);
  return now;
}

function formOf(words: readonly string[]): Form {
  if (/mnemonic$|(?:seed|recovery|secret)phrase$/.test(words.slice(-2).join(""))) return "mnemonic";
  return words.length === 1 && words[0] === "encrypt" ? "gossip key" : undefined;
}

/** The words of a name, whatever its style. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/\d+$/, ""))
    .filter((word) => word !== "");
}

/** The words of a name without the suffixes that describe how its value is written. */
function tellingWords(name: string): string[] {
  const words = wordsOf(name);
  while (words.length > 1 && neutralTails.has(words.at(-1) ?? "")) words.pop();
  return words;
}

function read(name: string): Certainty {
  // In a state machine the name of a path or an expression.
  if (name.endsWith(".$")) return undefined;
  // What GitHub and Secret Manager call the value of a secret.
  if (name === "plaintextValue" || name === "secretData") return "likely";
  const words = tellingWords(name);
  const last = words.at(-1);
  const before = words.at(-2);
  // Keys of pages: what is called a password or a secret there is one all the same.
  if (bundled.test(name) && /^(keys?|token|apikey)$/.test(last ?? "") && !words.includes("secret") && !words.includes("private"))
    return undefined;
  if (words.includes("algolia") && words.includes("search")) return undefined;
  if (last === undefined || words.includes("public") || (before !== undefined && publicWords.has(before))) return undefined;
  // Charts take the name of what holds the secret: `existingSecret`, `imagePullSecrets`.
  if (/^secrets?$/.test(last) && (words.includes("existing") || before === "pull")) return undefined;
  if (words.length > 1 && summed.test(name) && !words.includes("hmac")) return undefined;
  if (/^tokens?$/.test(last) && before !== undefined && passingTokens.has(before)) return undefined;
  if (last === "pin" && before !== undefined && pinOwners.has(before)) return "sure";
  if (last === "phrase" && before !== undefined && /^(seed|recovery|secret|pass)$/.test(before)) return "sure";
  if (last === "seed" && before !== undefined && seeds.has(before)) return "likely";
  // Consul and Nomad call the key of their gossip so.
  if (last === "encrypt" && before === undefined) return "likely";
  if (last === "cookie" && before === "erlang") return "sure";
  if (last === "verify" && before === "origin") return "likely";
  if (compoundKeys.has(last)) return "likely";
  if (before !== undefined && ((foreignKeys.has(last) && openedBy.has(before)) || (foreignKeys.has(before) && openedBy.has(last))))
    return "likely";
  if (sure.has(last) || sureEndings.some((ending) => last.endsWith(ending)) || isOwnedPass(last))
    return verbs.has(words[0] ?? "") ? "likely" : "sure";
  if (before !== undefined && sure.has(before) && owners.has(last))
    return /^e?mail$/.test(last) || verbs.has(words[0] ?? "") ? "likely" : "sure";
  if (words.length === 2 && foreignPasswords.has(before ?? "") && !/id|name|datei|file|arn|url/.test(last)) return "likely";
  if (last === "key" || last === "keys") return before !== undefined && keysOf.has(before) && !isPairId(words) ? "likely" : undefined;
  return likely.has(last) || likelyEndings.some((ending) => last.endsWith(ending)) ? "likely" : undefined;
}

/** Whether the value of a name may be the name of an object that contains the secret: `tlsSecret`, `secrets`. */
export function mayNameObject(name: string): boolean {
  const [last = "", before = ""] = wordsOf(name).reverse();
  return /^secrets?$/.test(last) && !literalSecrets.has(before);
}

/** `AWS_ACCESS_KEY` alone is the identifier of a pair; `STORAGE_ACCESS_KEY` and `SECRET_ACCESS_KEY` are keys. */
function isPairId(words: readonly string[]): boolean {
  return words.at(-2) === "access" && (words.length === 2 || pairOwners.has(words.at(-3) ?? ""));
}
