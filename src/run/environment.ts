/** Families of variables that give access to something, or write what a later step of a pipeline reads. */
const families = [
  ...["AWS_", "ARM_", "AZURE_", "GOOGLE_", "GCP_", "CLOUDSDK_", "CLOUDFLARE_", "CF_", "DIGITALOCEAN_", "PULUMI_"],
  ...["GITHUB_", "GITLAB_", "ACTIONS_", "CI_", "CIRCLE_", "JENKINS_", "BUILDKITE_", "SYSTEM_", "VAULT_", "OP_"],
  ...["SSH_", "KUBE", "DOCKER_", "NPM_CONFIG_", "DATADOG_", "DD_", "SLACK_", "STRIPE_", "TWILIO_", "SENTRY_"],
];
const words = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "WEBHOOK", "DSN", "CONNECTION_STRING", "DATABASE_URL"];
const endings = /(?:^|_)(?:KEY|KEYS|APIKEY|PASS|PWD|PAT|SK|AUTH|COOKIE|SESSION)$/;

const givesAccess = (name: string): boolean => {
  const upper = name.toUpperCase();
  return families.some((family) => upper.startsWith(family)) || words.some((word) => upper.includes(word)) || endings.test(upper);
};
/** An address with a user and a password in it. */
const holdsCredential = (value: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]*@/i.test(value);

/** The environment of a program: without credentials and tokens, unless `keep` is set, and with the endpoints of AWS closed. */
export function programEnvironment(env: Readonly<Record<string, string | undefined>>, keep: boolean): NodeJS.ProcessEnv {
  if (keep) return { ...env };
  const kept = Object.entries(env).filter(([name, value = ""]) => !givesAccess(name) && !holdsCredential(value));
  return {
    ...Object.fromEntries(kept),
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_MAX_ATTEMPTS: "1",
  };
}
