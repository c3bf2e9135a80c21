import { isPlaceholder } from "../names/harmless.js";

/** A kind of credential with a known format. */
interface Format {
  /** Its name in a finding. */
  readonly description: string;
  readonly expression: RegExp;
  /** True if all start the same, so that showing the beginning reveals nothing. */
  readonly hasPrefix: boolean;
}

// Without a bound, a long run would be read to its end from each of its characters.
const bounded = (source: string): string =>
  source.replace(/\{(\d+),\}/g, (_, least: string) => `{${least},${Math.max(400, Number(least))}}`);
const format = (description: string, source: string): Format => ({
  description,
  expression: new RegExp(bounded(source), "g"),
  hasPrefix: true,
});
const bare = (description: string, source: string): Format => ({ ...format(description, source), hasPrefix: false });
const start = "(?<![A-Za-z0-9_])";
const end = "(?![A-Za-z0-9_-])";

/** Token formats by the providers' own prefixes; every quantifier is bounded by what must not follow, so that none backtracks far. */
const formats: readonly Format[] = [
  format("GitHub token", `${start}(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})`),
  format(
    "GitLab token",
    `${start}(?:GR1348941[A-Za-z0-9_-]{20}|gl(?:pat|ptt|dt|rt|rtr|soat|cbt|ft|imt|agent|oas|ffct)-[A-Za-z0-9_.-]{20,300})`,
  ),
  format(
    "Slack token",
    `${start}(?:xox[abeoprs](?:\\.xox[bp])?-[0-9]{6,}[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{20,}|xoxe[.-][A-Za-z0-9-]{20,})`,
  ),
  bare("Slack webhook", "hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9]{6,}/[A-Za-z0-9/]{16,}"),
  bare("Discord webhook", "discord(?:app)?\\.com/api/webhooks/[0-9]{10,}/[A-Za-z0-9_-]{30,}"),
  bare("Teams webhook", "(?:webhook|outlook)\\.office(?:365)?\\.com/webhook(?:b2)?/[0-9a-f-]{36}@[0-9a-f-]{36}/"),
  format("Stripe key", `${start}(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{16,250}|${start}whsec_[A-Za-z0-9+/=]{24,}`),
  format("SendGrid key", `${start}SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{30,}`),
  format("npm token", `${start}npm_[A-Za-z0-9]{36}${end}`),
  format("PyPI token", `${start}pypi-Ag[A-Za-z0-9_-]{40,}`),
  format("RubyGems key", `${start}rubygems_[a-f0-9]{48}`),
  format(
    "OpenAI key",
    `${start}sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{16,}T3BlbkFJ[A-Za-z0-9_-]{16,}|${start}sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,}`,
  ),
  format("Anthropic key", `${start}sk-ant-[a-z0-9]{3,10}-[A-Za-z0-9_-]{40,}`),
  format("API key of a model provider", `${start}gsk_[A-Za-z0-9]{40,}`),
  format("API key of a model provider", `${start}hf_[A-Za-z]{34}`),
  format("API key of a model provider", `${start}r8_[A-Za-z0-9]{37}`),
  format("API key of a model provider", `${start}pplx-[A-Za-z0-9]{40,}`),
  format("API key of a model provider", `${start}xai-[A-Za-z0-9]{60,}`),
  format("API key of a model provider", `${start}sk-or-v1-[a-f0-9]{64}`),
  format("API key of a model provider", `${start}sk-(?:[a-f0-9]{32}|[A-Za-z0-9]{48})${end}`),
  format("API key of a model provider", `${start}jina_[A-Za-z0-9]{50,}`),
  format("API key of a model provider", `${start}nvapi-[A-Za-z0-9_-]{60,}`),
  format("API key of a model provider", `${start}csk-[a-z0-9]{48}`),
  format("API key of a model provider", `${start}lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}`),
  format("API key of a model provider", `${start}sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`),
  format("API key of a model provider", `${start}tgp_v1_[A-Za-z0-9_-]{43}`),
  format("API key of a model provider", `${start}fc-[0-9a-f]{32}${end}`),
  format("Google API key", `${start}AIza[A-Za-z0-9_-]{35}${end}`),
  format("Google OAuth token", `${start}(?:ya29\\.[A-Za-z0-9_-]{30,}|1//0[A-Za-z0-9_-]{40,}|GOCSPX-[A-Za-z0-9_-]{28})`),
  format("Shopify token", `${start}shp(?:at|ca|pa|ss|ka)_[a-fA-F0-9]{32}`),
  format("Twilio key", `${start}SK[0-9a-f]{32}${end}`),
  format("Mailgun key", `${start}key-[0-9a-f]{32}${end}`),
  bare("Mailchimp key", `${start}[0-9a-f]{32}-us[0-9]{1,2}${end}`),
  format("AppSync API key", `${start}da2-[a-z0-9]{26}${end}`),
  format("DigitalOcean token", `${start}do[oprt]_v1_[a-f0-9]{64}`),
  format("Pulumi access token", `${start}pul-[a-f0-9]{40}${end}`),
  bare("HashiCorp token", `${start}(?:hv[sbr]\\.[A-Za-z0-9_-]{24,}|[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,70})`),
  format("Databricks token", `${start}dapi[0-9a-f]{32}(?:-[0-9])?${end}`),
  format("Docker token", `${start}dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}`),
  format("Grafana token", `${start}(?:glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|glc_[A-Za-z0-9+/=]{32,})`),
  format("Sentry token", `${start}sntry[su]_[A-Za-z0-9_+/=-]{40,}`),
  bare("New Relic key", `${start}(?:NRAK-[A-Z0-9]{27}|NRII-[A-Za-z0-9_-]{32}|[a-f0-9]{36}FFFFNRAL|[a-f0-9]{36}NRAL)${end}`),
  format("Figma token", `${start}figd_[A-Za-z0-9_-]{38,}`),
  format("Linear key", `${start}lin_(?:api|oauth)_[A-Za-z0-9]{32,}`),
  format("Notion token", `${start}(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})${end}`),
  format("Atlassian token", `${start}AT(?:ATT|CTT|BB)[A-Za-z0-9_=-]{20,}`),
  format("Postman key", `${start}PMAK-[a-f0-9]{24}-[a-f0-9]{34}`),
  format("Square token", `${start}(?:sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}|EAAA[lE][A-Za-z0-9_-]{56,62})`),
  bare("Facebook token", `${start}(?:EAA[MC][A-Za-z0-9]{100,}|[0-9]{15,16}\\|[A-Za-z0-9_-]{27,40}${end})`),
  bare("Telegram token", `(?:${start}|(?<=api\\.telegram\\.org/bot))[0-9]{8,10}:AA[A-Za-z0-9_-]{33}${end}`),
  bare("Discord token", `${start}[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}${end}`),
  format("PayPal token", "access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}"),
  format("Brevo key", `${start}x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}`),
  format("Resend key", `${start}re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}${end}`),
  format("Tailscale key", `${start}tskey-[a-z]{1,20}-[A-Za-z0-9]{1,40}-[A-Za-z0-9]{20,}`),
  format("1Password token", `${start}ops_eyJ[A-Za-z0-9+/_-]{200,}={0,2}`),
  format("age key", `${start}AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}`),
  format("Doppler token", `${start}dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{40,}`),
  format("PlanetScale token", `${start}pscale_(?:tkn|pw|oauth)_[A-Za-z0-9=._-]{32,}`),
  format("Fly token", `${start}(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/=]{60,})`),
  format("Supabase token", `${start}sb(?:p|_secret)_[A-Za-z0-9_-]{31,}`),
  format("Vercel token", `${start}vc[a-z]_[A-Za-z0-9]{40,}`),
  format("Airtable token", `${start}pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}`),
  format("LaunchDarkly key", `${start}(?:sdk|api|mob)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`),
  format("Contentful token", `${start}CFPAT-[A-Za-z0-9_-]{43}`),
  format("Dynatrace token", `${start}dt0[a-z][0-9]{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}`),
  format("Heroku key", `${start}HRKU-[A-Za-z0-9_-]{36,}`),
  format("JFrog key", `${start}(?:AKCp[A-Za-z0-9]{60,}|cmVmd[A-Za-z0-9]{59,})`),
  format("Infracost key", `${start}ico-[A-Za-z0-9]{32}${end}`),
  format("42 client secret", `${start}s-s4t2(?:ud|af)-[a-f0-9]{64}`),
  format("Octopus API key", `${start}API-[A-Z0-9]{26}${end}`),
  format("OpenShift token", `${start}sha256~[A-Za-z0-9_-]{43}`),
  bare("Azure AD client secret", "(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])"),
  bare("Azure storage key", "(?:[Aa]ccount[Kk]ey|[Aa]ccess[Kk]ey|azure\\.account\\.key\\.[a-z0-9.]{1,100})=[A-Za-z0-9+/]{40,88}={0,2}"),
  bare("pre-signed URL", "[?&](?:X-Amz|X-Goog)-Signature=[0-9a-f]{64,512}"),
  bare("signed URL", "[?&]Signature=[A-Za-z0-9_~-]{100,600}(?=&Key-Pair-Id=)"),
  bare("shared access signature", "[?&]sig=[A-Za-z0-9%+/=]{40,}"),
  format("ElevenLabs key", `${start}sk_[a-f0-9]{48}${end}`),
  format("EasyPost key", `${start}EZ[AT]K[A-Za-z0-9]{54}`),
  format("Prefect key", `${start}pnu_[A-Za-z0-9]{36}${end}`),
  format("Typeform token", `${start}tfp_[A-Za-z0-9_.-]{40,}`),
  format("Readme key", `${start}rdme_[a-z0-9]{70}`),
  format("Shippo token", `${start}shippo_(?:live|test)_[a-fA-F0-9]{40}`),
  format("Duffel token", `${start}duffel_(?:test|live)_[A-Za-z0-9_=-]{43}`),
  format("Flutterwave key", `${start}FLWSECK(?:_TEST|_LIVE)?-[a-h0-9]{12,32}`),
  format("Razorpay key", `${start}rzp_live_[A-Za-z0-9]{14}`),
  format("Honeycomb key", `${start}hc[abcx]i[kc]_[a-z0-9]{58}`),
  format("Buildkite token", `${start}bkua_[a-f0-9]{40}`),
  format("CircleCI token", `${start}CCIP(?:AT|RJ)_[A-Za-z0-9]{20,}_[a-f0-9]{40}`),
  format("SonarQube token", `${start}sq[uap]_[a-f0-9]{40}`),
  format("Sourcegraph token", `${start}sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}`),
  format("Plaid token", `${start}access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`),
  format("NuGet key", `${start}oy2[a-z0-9]{43}${end}`),
  format("crates.io token", `${start}cio[A-Za-z0-9]{32}${end}`),
  format("HubSpot token", `${start}pat-(?:na|eu)[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`),
  format("Frame.io token", `${start}fio-u-[A-Za-z0-9_=-]{64}`),
  format("Adobe secret", `${start}p8e-[A-Za-z0-9]{32}`),
  format("Alibaba key id", `${start}LTAI[A-Za-z0-9]{20}${end}`),
  format("Netlify token", `${start}nfp_[A-Za-z0-9]{36}`),
  format("Render key", `${start}rnd_[A-Za-z0-9]{26,}`),
  format("Neon key", `${start}napi_[a-z0-9]{40,}`),
  format("MailerSend key", `${start}mlsn\\.[a-f0-9]{64}`),
  format("Pinecone key", `${start}pcsk_[A-Za-z0-9_]{50,}`),
  format("Tavily key", `${start}tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}`),
  format("Axiom token", `${start}xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`),
  format("Harness key", `${start}[ps]at\\.[A-Za-z0-9_-]{22}\\.[a-f0-9]{24}\\.[A-Za-z0-9]{20}`),
  format("Scalingo token", `${start}tk-us-[A-Za-z0-9_-]{48}`),
  format("Trello token", `${start}ATTA[a-f0-9]{64}`),
  format("Bitwarden token", `${start}0\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.[A-Za-z0-9]{30}:`),
  format("Infisical token", `${start}st\\.[0-9a-f-]{24,36}\\.[a-f0-9]{32}\\.[a-f0-9]{32}`),
  format("Ory token", `${start}ory_(?:pat|apikey|st)_[A-Za-z0-9]{32,}`),
  format("Stytch secret", `${start}secret-(?:live|test)-[A-Za-z0-9_=-]{30,}`),
  format("Dropbox token", `${start}sl\\.(?:u\\.)?[A-Za-z0-9_-]{130,}`),
  format("GoCardless token", `${start}live_[A-Za-z0-9_-]{40}${end}`),
  format("Mapbox secret token", `${start}sk\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}`),
  format("Yandex token", `${start}(?:AQVN[A-Za-z0-9_-]{35,38}|t1\\.[A-Z0-9a-z_-]{30,}[=]{0,2}\\.[A-Z0-9a-z_-]{86}[=]{0,2})`),
  format("MaxMind key", `${start}[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk${end}`),
  format("ClickUp token", `${start}pk_[0-9]{6,9}_[A-Z0-9]{32}`),
  format("Weights & Biases key", `${start}wandb_v1_[A-Za-z0-9_-]{40,}`),
  format("Deno token", `${start}dd[pow]_[A-Za-z0-9]{36,40}${end}`),
  bare("Azure DevOps token", `${start}[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}${end}`),
  bare("Asana token", `${start}[0-9]/[0-9]{14,18}(?:/[0-9]{14,18})?:[a-f0-9]{32}${end}`),
  bare("webhook", "hooks\\.zapier\\.com/hooks/(?:catch|standard)/[0-9]{4,}/[A-Za-z0-9]{5,}"),
  bare("webhook", "hook\\.[a-z]{2}[0-9]\\.make\\.com/[a-z0-9]{24,}"),
  bare("webhook", "maker\\.ifttt\\.com/trigger/[^/\\s]{1,80}/(?:json/)?with/key/[A-Za-z0-9_-]{16,}"),
  bare("webhook", "events\\.pagerduty\\.com/integration/[A-Za-z0-9]{32}/"),
  bare("webhook", "chat\\.googleapis\\.com/v1/spaces/[^/\\s]{1,80}/messages\\?\\S{0,80}token=[A-Za-z0-9_%-]{20,}"),
  bare("webhook", "qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key=[0-9a-f-]{36}"),
  bare("webhook", "open\\.(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/v2/hook/[0-9a-f-]{36}"),
  bare("webhook", "alert\\.victorops\\.com/integrations/\\S{1,80}/alert/[0-9a-f-]{36}"),
  bare("log collector", "sumologic\\.com/receiver/v1/http/[A-Za-z0-9_=-]{40,}"),
  bare("log collector", "loggly\\.com/(?:inputs|bulk)/[0-9a-f-]{36}"),
  bare("PuTTY private key", "PuTTY-User-Key-File-[0-9]:[\\s\\S]{1,4000}?Private-Lines: [0-9]{1,3}\\s{1,2}[A-Za-z0-9+/=]{20,}"),
  format("Bedrock key", `${start}(?:ABSK[A-Za-z0-9+/]{109,269}={0,2}|bedrock-api-key-[A-Za-z0-9+/=_-]{40,})`),
  format("Cloudflare origin key", `${start}v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}${end}`),
  bare("Salesforce session", `${start}00D[A-Za-z0-9]{12,15}!AQ[A-Za-z0-9._]{60,}`),
  format("OneSignal key", `${start}os_v2_(?:app|org)_[a-z2-7]{103}${end}`),
  format("WooCommerce secret", `${start}cs_[a-f0-9]{40}${end}`),
  format("dbt token", `${start}dbt[uc]_[A-Za-z0-9_-]{32,}`),
  format("Kong token", `${start}[ks]pat_[A-Za-z0-9]{40,}`),
  format("SettleMint token", `${start}sm_(?:pat|aat|sat)_[A-Za-z0-9]{16,}`),
  format("Defined Networking key", `${start}dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}`),
  format("Inngest key", `${start}signkey-(?:prod|test)-[a-f0-9]{64}`),
  format("Grafana key", `${start}eyJrIjoi[A-Za-z0-9]{70,400}={0,3}`),
  bare("deploy hook", "api\\.render\\.com/deploy/srv-[a-z0-9]{10,40}\\?key=[A-Za-z0-9_-]{8,}"),
  bare("deploy hook", "api\\.netlify\\.com/build_hooks/[a-f0-9]{24}"),
  bare("deploy hook", "api\\.vercel\\.com/v1/integrations/deploy/prj_[A-Za-z0-9]{16,}/[A-Za-z0-9]{8,}"),
  format("Clojars token", `${start}CLOJARS_[a-z0-9]{60}`),
  format("Adafruit IO key", `${start}aio_[A-Za-z0-9]{28}${end}`),
  format("LinkedIn secret", `${start}WPL_AP[01]\\.[A-Za-z0-9]{14,20}\\.[A-Za-z0-9+/=]{6,12}`),
  format("CockroachDB key", `${start}CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}${end}`),
  format("Paddle key", `${start}pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}${end}`),
  format("PostHog key", `${start}phx_[A-Za-z0-9]{40,60}${end}`),
  format("Apify token", `${start}apify_api_[A-Za-z0-9]{36}${end}`),
  format("MongoDB Atlas secret", `${start}mdb_sa_sk_[A-Za-z0-9_-]{40}${end}`),
  format("Zuplo key", `${start}zpka_[a-z0-9]{32}_[a-z0-9]{8}${end}`),
  format("Elastic Cloud key", `${start}essu_[A-Za-z0-9=_-]{40,}`),
  format("Trigger.dev key", `${start}tr_(?:dev|stg|prod)_[A-Za-z0-9]{20,24}${end}`),
  format("Materialize password", `${start}mzp_[0-9a-f]{64}${end}`),
  format("Polar token", `${start}polar_oat_[A-Za-z0-9]{40,}`),
  format("Persona key", `${start}persona_(?:sandbox|production)_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`),
  format("Xata key", `${start}xau_[A-Za-z0-9]{30,}`),
  format("Depot token", `${start}depot_(?:org|project|user)_[0-9a-f]{64}${end}`),
  format("Rootly key", `${start}rootly_[0-9a-f]{64}${end}`),
  format("Onfido token", `${start}api_(?:live|sandbox)(?:_(?:us|ca))?\\.[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{32}${end}`),
  format("WakaTime key", `${start}waka_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`),
];

/** A credential found in a text. */
export interface Hit {
  /** What it is: "GitHub token". */
  readonly description: string;
  /** The credential itself: for masking only, never shown. */
  readonly text: string;
  /** Its first characters are the same for all of its kind. */
  readonly hasPrefix?: boolean;
}

/** The first token in a text whose format is known and that is not a placeholder. */
export function tokenIn(text: string): Hit | undefined {
  for (const { description, expression, hasPrefix } of formats) {
    expression.lastIndex = 0;
    for (let m = expression.exec(text); m !== null; m = expression.exec(text))
      if (!isMasked(m[0]) && !isCutOff(text, expression.lastIndex)) return { description, text: m[0], hasPrefix };
  }
  return jwtIn(text);
}

/** Tokens in documentation repeat a character, end in dots, or contain a word for it. */
export const isMasked = (token: string): boolean => isPlaceholder(token) || new Set(token.slice(-16)).size < 5;

/** Whether a token goes on in characters of documentation, which shows its beginning only. */
export const isCutOff = (text: string, end: number): boolean => /^[-_]?[#*<[…]|^\.\./.test(text.slice(end, end + 3));

const jwt = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{20,2000}/g;

function jwtIn(text: string): Hit | undefined {
  jwt.lastIndex = 0;
  for (let m = jwt.exec(text); m !== null; m = jwt.exec(text)) {
    const [header = "", payload = ""] = m[0].split(".");
    // An anonymous key of a front end is published on purpose.
    if (/"alg"/.test(decoded(header)) && !/"role"\s*:\s*"anon"/.test(decoded(payload)) && !isMasked(m[0]))
      return { description: "JSON Web Token", text: m[0], hasPrefix: true };
  }
  return undefined;
}

const decoded = (part: string): string => Buffer.from(part, "base64url").toString("latin1");

const privateKey = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----([\s\S]{0,400})/g;
const encodedKey = /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,4000}/g;

/** A private key in PEM, also with escaped line ends or encoded in base64. */
export function privateKeyIn(text: string): Hit | undefined {
  if (text.includes("PRIVATE KEY")) {
    privateKey.lastIndex = 0;
    for (let m = privateKey.exec(text); m !== null; m = privateKey.exec(text))
      if (
        /[A-Za-z0-9+/=]{40,}/.test((m[1] ?? "").replace(/\\n|\\r|\s/g, "")) &&
        !/example|redacted|\.\.\.|<|xxxx/i.test((m[1] ?? "").slice(0, 60))
      )
        return { description: "private key", text: m[0] };
  }
  if (!text.includes("LS0tLS1CRUdJTi")) return undefined;
  encodedKey.lastIndex = 0;
  for (let m = encodedKey.exec(text); m !== null; m = encodedKey.exec(text))
    if (/PRIVATE KEY-----/.test(Buffer.from(m[0].slice(0, 120), "base64").toString("latin1")))
      return { description: "private key", text: m[0] };
  return undefined;
}

const keyId = /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/;
const secretKey = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;

export const hasAccessKeyId = (text: string): boolean => keyId.test(text) && !/EXAMPLE/.test(text);

/** Forty characters of base64 beside the id of an access key: its secret. Commit hashes are of one case. */
export function secretKeyIn(text: string): Hit | undefined {
  secretKey.lastIndex = 0;
  for (let m = secretKey.exec(text); m !== null; m = secretKey.exec(text))
    if (/[a-z]/.test(m[0]) && /[A-Z]/.test(m[0]) && /[0-9/+]/.test(m[0]) && !/EXAMPLE/.test(m[0]))
      return { description: "AWS secret access key", text: m[0] };
  return undefined;
}
