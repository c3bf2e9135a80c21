// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { describe, expect, test } from "vitest";
import { certaintyOf } from "../../src/secrets/names/name.js";
import { lineHit } from "../../src/secrets/texts/script.js";
import { leakingPaths } from "./leaking-paths.js";
import { hex, mixed } from "./tokens.js";

describe("the name of an object that holds a secret", () => {
  test("is none, by the words of its own name", () => {
    for (const name of [
      "existingSecret",
      "auth.existingSecret",
      "EXISTING_TLS_SECRET",
      "imagePullSecret",
      "imagePullSecrets",
      "pull_secret",
    ])
      expect(certaintyOf(name), name).toBeUndefined();
    expect(
      leakingPaths({ values: { auth: { existingSecret: "db-creds-x7k2p9qz" }, global: { imagePullSecrets: ["regcred-m4t9w2hv"] } } }),
    ).toEqual([]);
    expect(lineHit("auth:\n  existingSecret: db-creds-x7k2p9qz")).toBeUndefined();
  });
  test("is none, by the look of the value", () => {
    expect(leakingPaths({ values: { prometheusSpec: { secrets: ["istio-certs-9k2m4h7d"] }, tlsSecret: "id-tls-a8s7d6f5" } })).toEqual([]);
    expect(leakingPaths({ annotations: { "nginx.ingress.kubernetes.io/auth-secret": "basic-auth-q8w7e6r5" } })).toEqual([]);
    expect(leakingPaths({ annotations: { "cert-manager.io/private-key-secret": "prod/letsencrypt-prod-k3j4h5g6" } })).toEqual([]);
    expect(lineHit("  tlsSecret: grafana-admin-7d9f8b6c5d")).toBeUndefined();
  });
  test("is reported from a secret under the same name", () => {
    for (const text of [mixed(24), hex(32), `live-${hex(32)}`, "x7k2p9qz-m4t9w2hv", "Basic-auth-q8w7e6r5", "sk-x7k2p9qz", "id_x7k2p9qzw3"])
      expect(leakingPaths({ secrets: [text], tlsSecret: text }), text).toEqual(["secrets[0]", "tlsSecret"]);
    for (const name of ["clientSecret", "WEBHOOK_SECRET", "jwtSecret", "password"])
      expect(leakingPaths({ [name]: "shop-x7k2p9qz" }), name).toEqual([name]);
  });
});

describe("a command of PowerShell", () => {
  test("is not a value of the variable that it fills", () => {
    for (const line of [
      "$Password = Get-SECSecretValue -SecretId prod/ad | ConvertFrom-Json",
      "$password = ConvertTo-SecureString $secret.password -AsPlainText -Force",
      "$password = Read-Host -AsSecureString",
      "  $env:DB_PASSWORD = Get-Secret2 -Name db",
    ])
      for (const text of [line, `<powershell>\n${line}\n</powershell>`]) expect(lineHit(text), text).toBeUndefined();
  });
  test("is reported from a password", () => {
    for (const line of ['$Password = "Berlin-Hamburg7"', "Password = Berlin-Hamburg7", "$Password = berlin-hamburg7"])
      expect(lineHit(line)?.description, line).toMatch(/^value of Password/);
  });
});

describe("a checksum of a secret", () => {
  test("is none", () => {
    for (const name of [
      "checksum/secret",
      "checksum/secrets",
      "checksum/credentials",
      "secret.sha256/token",
      "md5_secret",
      "digest/secret",
    ])
      expect(leakingPaths({ annotations: { [name]: hex(64) } }), name).toEqual([]);
    expect(certaintyOf("tokenFingerprintSecret")).toBeUndefined();
  });
  test("is reported from the key of an HMAC and the password of Digest authentication", () => {
    expect(certaintyOf("HMAC_SHA256_SECRET")).toBe("likely");
    expect(certaintyOf("DIGEST_PASSWORD")).toBe("sure");
    expect(certaintyOf("SHARED_SECRET")).toBe("likely");
  });
});

describe("what is elsewhere", () => {
  test("is referred to by Grafana", () => {
    for (const value of ["$__file{/etc/secrets/oidc}", "$__env{SMTP_PASSWORD}", "$__vault{kv/data/smtp:password}"]) {
      expect(leakingPaths({ password: value, clientSecret: value }), value).toEqual([]);
      expect(lineHit(`[smtp]\npassword = ${value}`), value).toBeUndefined();
    }
  });
  test("is a key of KMS", () => {
    for (const value of [`mrk-${hex(32)}`, "alias/jwt-2024q1", "alias/k3j4h5g6x7"])
      expect(leakingPaths({ ENCRYPTION_KEY: value, SIGNING_KEY: value }), value).toEqual([]);
    for (const value of [`mrk-${hex(33)}`, `alias-${mixed(20)}`])
      expect(leakingPaths({ SIGNING_KEY: value }), value).toEqual(["SIGNING_KEY"]);
  });
});
