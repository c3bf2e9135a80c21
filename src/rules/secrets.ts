import { rule } from "../language/rule.js";
import { plaintextCopies } from "../views/copies.js";
import { plaintextArguments, plaintextConfiguration, plaintextCredentials, plaintextInputs, plaintextOutputs } from "../views/plaintext.js";
import { plaintextReturned } from "../views/returned.js";
import { readableParameters } from "../views/wrapped.js";

const secretsPage = "https://www.pulumi.com/docs/iac/concepts/secrets/";
const asSecret = 'Give it as a Pulumi secret: `config.requireSecret("…")`, `pulumi.secret(…)`, or an output of the service that keeps it.';

export const secrets = {
  "secrets-input-wrapped": rule(plaintextInputs, {
    title: "Inputs that are secret by nature are given as Pulumi secrets",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"], pci: ["8.3.2", "8.6.2"] },
    equivalents: ["checkov:CKV_SECRET_6", "CKV_AWS_41"],
    fix: asSecret,
    why: "A plaintext value can be read in the state, in every preview and in the history of the stack.",
    docs: secretsPage,
    check: () => "must be wrapped as a secret, is a plain value",
    remediate: "wrap",
  }),
  "secrets-no-credential-in-input": rule(plaintextCredentials("form"), {
    title: "No input holds a credential in plaintext",
    severity: "critical",
    controls: { fsbp: ["ECS.8", "CodeBuild.1", "CodeBuild.2"], nist: ["SC-28", "IA-5(7)"], pci: ["8.3.2", "8.6.2"] },
    equivalents: [
      "CKV_AWS_45",
      "CKV_AWS_46",
      "AVD-AWS-0029",
      "AVD-AWS-0036",
      "AVD-AWS-0129",
      "checkov:CKV_SECRET_2",
      "checkov:CKV_SECRET_13",
    ],
    fix: `${asSecret} Better, let the workload read it at run time from Secrets Manager, and replace the one that leaked.`,
    why: "Tokens, private keys, passwords in URLs, scripts and files: known by their form, wherever they stand.",
    docs: secretsPage,
    check: ({ description }) => `holds a credential in plaintext: ${description}`,
    remediate: "wrap",
  }),
  "secrets-no-secret-named-literal": rule(plaintextCredentials("name"), {
    title: "No input that is named as a secret holds it in plaintext",
    severity: "critical",
    controls: { fsbp: ["ECS.8", "CodeBuild.2"], nist: ["SC-28", "IA-5(7)"], pci: ["8.3.2", "8.6.2"] },
    equivalents: ["CKV_AWS_45", "AVD-AWS-0036", "checkov:CKV_SECRET_6"],
    fix: `${asSecret} Better, give the ARN of the secret, and let the workload read it.`,
    why: "A password in an environment variable is read by everyone who may describe the function or task.",
    docs: secretsPage,
    check: ({ description }) => `is ${description}`,
    remediate: "wrap",
  }),
  "secrets-no-plaintext-copy": rule(plaintextCopies, {
    title: "What is secret in one place stands in plaintext nowhere else",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: "Pass the secret on as an output, without `unsecret` and without a copy of the value; or give the workload the ARN of the secret.",
    why: "User data, tags, descriptions and outputs that repeat a secret value give it away, whatever they are called. Values are compared, where they are known; what a generated password flows into stays open until it is.",
    docs: secretsPage,
    check: ({ origin }) => `holds in plaintext what is secret elsewhere: ${origin}`,
  }),
  "secrets-parameter-secure-string": rule(readableParameters, {
    title: "Parameters with a secret are of type SecureString",
    severity: "high",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: 'Set `type: "SecureString"`.',
    why: "Pulumi encrypts a wrapped value in its state, but SSM keeps and shows a String as it is.",
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
    check: () => "must be of type SecureString to hold a secret",
  }),
  "secrets-returned-credential-encrypted": rule(plaintextReturned, {
    title: "Credentials that AWS hands out stand in no state in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: "Give a `pgpKey` where the resource takes one, or `additionalSecretOutputs` for the output; then make the credential anew.",
    why: "AWS returns the secret of an access key once, and the state keeps it. A PGP key has AWS seal it first.",
    docs: secretsPage,
    check: () => "must be a secret in the state, is plain text",
  }),
  "secrets-stack-output-plaintext": rule(plaintextOutputs, {
    title: "Outputs of the stack hold no secret in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28"] },
    fix: "Export it with `pulumi.secret(…)`, or export the ARN of the secret.",
    why: "Whoever may read the stack, and every stack that refers to it, reads its outputs.",
    docs: secretsPage,
    check: ({ description }) => `shows a secret in plaintext: ${description}`,
  }),
  "secrets-provider-argument-plaintext": rule(plaintextArguments, {
    title: "Arguments of providers hold no secret in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    equivalents: ["CKV_AWS_41"],
    fix: "Let the provider take its credentials from the environment or from a role, or give them as Pulumi secrets.",
    docs: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
    check: ({ description }) => `is a credential in plaintext${description === "" ? "" : `: ${description}`}`,
    remediate: "wrap",
  }),
  "secrets-config-plaintext": rule(plaintextConfiguration, {
    title: "The stack's configuration holds no secret in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: "Set it again with `pulumi config set --secret`, and replace the secret: the file's history keeps it.",
    docs: "https://www.pulumi.com/docs/iac/concepts/config/",
    check: ({ description }) => `is a secret in plaintext: ${description}`,
  }),
};
