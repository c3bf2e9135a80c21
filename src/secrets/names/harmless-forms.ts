// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { oneOf } from "../../model/expression.js";

const doers = "managed|overrid\\w{2,6}|provided|injected|stored|populated|loaded|generated|supplied|resolved|fetched|replaced|set";
const ways = "by|from|at|in|via|on|with|during|through|later|manually|externally";

/** Placeholders for a secret: `changeme`, `<your token>`. */
export const placeholders = oneOf(
  [
    [/^(?!\{\s*"|\[\s*["{])[<[{(].*[>\]})]$/, "<the password>", '{"password": 1}'],
    [/change[-_ ]?(me|it|this)/, "change-me", "change"],
    [/replace[-_ ]?(me|this|with)/, "REPLACE_ME", "replaced"],
    [/your[-_ ]/, "your-token", "yourself"],
    [/placeholder/, "PlaceholderValue", "place"],
    [/redacted/, "[REDACTED", "red"],
    [/example/, "wJalrEXAMPLEKEY", "sample"],
    [/dummy/, "dummy1", "dumb"],
    [/insert[-_ ]/, "insert-key", "inserted"],
    [/\btodo\b/, "TODO: set", "todos"],
    [/\btbd\b/, "tbd", "tbds"],
    [/fill[-_ ]?me/, "fill_me", "refill"],
    [/put[-_ ]?your/, "putyourkeyhere", "put"],
    [/not[-_ ]?(a[-_ ])?(real|secret|used|set)/, "not-a-real-key", "nothing"],
    [/\.\.\./, "abc...", "abc.."],
    [/…/, "abc…", "abc"],
    [/^x+$/, "XXXX", "xyz"],
    [/^__\w+__$/, "__DB_PASSWORD__", "__DB"],
    [/^set[-_ ]?me$/, "set-me", "setmeup"],
    [/^(from|see|via|use)[-_ ]/, "from-vault", "user"],
    [`^(${doers})[-_ ](${ways})([-_ ]|$)`, "managed by Terraform", "managed"],
  ],
  { flags: "i" },
);

/** Values that refer to the secret instead of being it. */
export const references = oneOf(
  [
    ["<[A-Za-z]", "<secret>", "<1"],
    ["`", "`cat file`", "'x"],
    ["arn:", "arn:aws:ssm:x", "warn:"],
    ["Fn::", "Fn::GetAtt", "Fn:"],
    ["Ref::", "Ref::password", "Ref:"],
    ["sops:", "sops:key", "sop:"],
    ["\\{\\{", "{{ password }}", "{ x }"],
    ["\\$\\{", "${PASSWORD}", "{PASSWORD}"],
    ["\\$\\(", "$(cat key)", "(x)"],
    ["\\$\\$\\.", "$$.Execution", "$$x"],
    ["\\$\\.", "$.token", "$1."],
    ["\\$[A-Za-z_]\\w*$", "$PASSWORD", "$PASS-WORD"],
    ["\\$__\\w+\\{", "$__env{X}", "$__env(X)"],
    ["mrk-[0-9a-f]{32}$", `mrk-${"0123456789abcdef".repeat(2)}`, "mrk-0123"],
    ["alias\\/", "alias/app", "aliases/app"],
    ["\\$(input|context|util|ctx|stageVariables|method|request)\\b", "$input.body", "$inputs.body"],
    ["#\\{", "#{Password}", "#x"],
    ["%\\w+%$", "%PASSWORD%", "%PASS WORD%"],
    ["@@\\w+@@$", "@@PASSWORD@@", "@@PASSWORD@"],
    ["@[a-z]\\w*(?:[.-]\\w+)+@$", "@db.password@", "@db@"],
    ["@\\{", "@{variables('x')}", "@x"],
    ["@[.~]{0,2}\\/", "@./key.pem", "@x/key.pem"],
    ["@file\\b", "@file:key", "@files"],
    ["<<", "<<EOF", "< <"],
    ["op:\\/\\/", "op://vault/item", "op:vault"],
    ["vault:", "vault:kv/app", "vaults:"],
    ["ssm:", "ssm:/app/key", "ssms:"],
    ["awssm:", "awssm:app", "awss:"],
    ["aws-?sm:", "aws-sm:app", "aws-s:"],
    ["sm:\\/\\/", "sm://app", "sm:app"],
    ["gcpsm", "gcpsm://app", "gcps"],
    ["secretsmanager:", "secretsmanager:app", "secretmanager:"],
    ["secretRef", "secretRef:app", "secretRex"],
    ["keyvault", "keyvault/app", "keyvalue"],
    ["@Microsoft\\.KeyVault", "@Microsoft.KeyVault(x)", "@Microsoft"],
    ["projects\\/[^/]+\\/secrets\\/", "projects/p/secrets/s", "projects/p/keys/s"],
    ["kv\\/", "kv/app", "kvs/app"],
    ["env:", "env:PASSWORD", "envs:"],
    ["file:", "file:key.pem", "files:"],
    ["s3:\\/\\/", "s3://bucket/key", "s3:bucket"],
    ["data:", "data:text/plain,x", "date:"],
    ["\\/[\\w.-]+(\\/|$)", "/etc/key", "/a b"],
    ["~\\/", "~/.ssh/id", "~x"],
    ["\\.{1,2}\\/", "../key", ".key"],
    ["[A-Za-z]:\\\\", "C:\\key", "CC:\\key"],
    ["doppler:", "doppler:x", "doppel:"],
    ["infisical:", "infisical:x", "infis:"],
    ["keychain:", "keychain:x", "keychains:"],
    ["bao:", "bao:kv/app", "baos:"],
    ["ref\\+", "ref+vault://x", "ref-x"],
    ["secret:\\/\\/", "secret://x", "secret:x"],
    ["resolve:", "resolve:ssm:x", "resolved:"],
    ["rds!", "rds!db-1", "rds-1"],
    ["rds-db-credentials\\/", "rds-db-credentials/app", "rds-db/app"],
    ["States\\.[A-Z][A-Za-z0-9]+\\(", "States.Format(x)", "States.Format"],
  ],
  { before: "^", flags: "i" },
);

/** Ciphertext and one-way hashes: of no use without their key. */
export const sealedForms = oneOf(
  [
    ["ENC\\[", "ENC[AES256_GCM,x]", "ENC(x)"],
    ["AQICAH", "AQICAHx", "AQICA"],
    ["vault:v\\d+:", "vault:v1:x", "vault:kv"],
    ["\\$2[abxy]?\\$", "$2b$12$x", "$2c$"],
    ["\\$argon2", "$argon2id$x", "argon2"],
    ["\\$[156]\\$", "$6$x", "$7$x"],
    ["\\$y\\$", "$y$x", "$z$x"],
    ["\\$pbkdf2", "$pbkdf2-sha256$x", "$pbkdf1"],
    ["pbkdf2[:_]", "pbkdf2:sha256", "pbkdf2-"],
    ["scrypt:", "scrypt:32768", "scrypt-"],
    ["\\{(SSHA|SHA|PBKDF2|CRYPT)", "{SSHA}x", "{MD5}x"],
    ["sha(1|256|384|512)[:-]", "sha256:x", "sha257:x"],
    ["md5[:-]", "md5:x", "md5x"],
    ["[\\w.-]+:\\$(2[aby]|apr1)\\$", "ops:$apr1$x", "ops:$x$"],
    ["-----BEGIN PGP MESSAGE", "-----BEGIN PGP MESSAGE-----", "-----BEGIN PGP KEY"],
    ["age-encryption", "age-encryption.org/v1", "age-x"],
    ["Ag[A-D][A-Za-z0-9+/]{100}", `AgB${"x".repeat(100)}`, `AgE${"x".repeat(100)}`],
    ["\\$ANSIBLE_VAULT", "$ANSIBLE_VAULT;1.1", "$ANSIBLE"],
  ],
  { before: "^", flags: "i" },
);

/** What is meant to be published: public keys, certificates, identifiers of analytics. */
export const publishedForms = oneOf(
  [
    ["ssh-(rsa|ed25519|dss)", "ssh-rsa AAAA", "ssh-key"],
    ["ecdsa-", "ecdsa-sha2-nistp256", "ecdsa"],
    ["sk-ssh", "sk-ssh-ed25519", "sk-x"],
    ["-----BEGIN (CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|SSH2 PUBLIC)", "-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE"],
    ["LS0tLS1CRUdJTiBDRVJUSUZ", "LS0tLS1CRUdJTiBDRVJUSUZJ", "LS0tLS1CRUdJTiBD"],
    ["LS0tLS1CRUdJTiBQVUJMSU", "LS0tLS1CRUdJTiBQVUJMSUMg", "LS0tLS1CRUdJTiBQ"],
    ["pk_(live|test)_", "pk_live_x", "pk_x"],
    ["pk\\.[\\w-]", "pk.eyJ", "pk."],
    ["phc_", "phc_x", "phx_x"],
    ["GTM-[A-Z0-9]{4,10}$", "GTM-AB12", "GTM-AB"],
    ["G-[A-Z0-9]{8,12}$", "G-AB12CD34", "G-AB12"],
    ["UA-\\d{4,10}-\\d{1,4}$", "UA-12345-1", "UA-12345"],
    ["AW-\\d{6,12}$", "AW-123456", "AW-123"],
    ["NRJS-[0-9a-f]{15,25}$", "NRJS-0123456789abcdef", "NRJS-0123"],
    ["pub[0-9a-f]{32}$", `pub${"0123456789abcdef".repeat(2)}`, "pub0123"],
    ["sb_publishable_", "sb_publishable_x", "sb_secret_x"],
    ["[\\da-f-]+\\.apps\\.googleusercontent", "12-ab.apps.googleusercontent.com", "12-ab.googleusercontent.com"],
  ],
  { before: "^" },
);

/** Schemes of references; a name or a path must follow. */
export const schemes = oneOf(
  [
    ["arn", "arn:x", "warn:x"],
    ["ssm", "ssm:/app", "ssms:/app"],
    ["awssm", "awssm://app", "awss://app"],
    ["aws-?sm", "aws-sm:app", "aws-s:app"],
    ["sm", "sm://app", "sms://app"],
    ["secretsmanager", "secretsmanager:app", "secretmanager:app"],
    ["vault", "vault:kv", "vaults:kv"],
    ["bao", "bao:kv", "baobab:kv"],
    ["op", "op://vault/item", "ops://vault/item"],
    ["env", "env:NAME", "environ:NAME"],
    ["file", "file:///etc/key", "files:key"],
    ["s3", "s3://bucket", "s4://bucket"],
    ["doppler", "doppler:x", "doppel:x"],
    ["infisical", "infisical:x", "infis:x"],
    ["keychain", "keychain:x", "keychains:x"],
    ["secret", "secret:x", "secrets:x"],
    ["sops", "sops:x", "sop:x"],
  ],
  { before: "^", after: ":\\/{0,3}(.*)$", flags: "is" },
);

/** Names of tags of YAML, as CloudFormation, Home Assistant, GitLab and Ansible have them, in lower case. */
export const tagNames: ReadonlySet<string> = new Set(
  [
    "ref sub getatt getazs importvalue join select split findinmap if and or not equals condition base64 cidr transform tojsonstring length",
    "secret vault vault-encrypted reference env env_var input sops kms ssm keyvault decrypt unsafe lambda binary str",
  ].flatMap((list) => list.split(" ")),
);
