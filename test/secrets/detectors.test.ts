import { describe, expect, test } from "vitest";
import { detect } from "../../src/secrets/formats/detectors.js";
import { accessKeyId, glue, mixed, pem, secretAccessKey } from "./tokens.js";

const token = glue("gh", "p_", mixed(36));

describe("secretlint's detectors", () => {
  test("show the kind in words, and the token alone", () => {
    expect(detect(`first line\nexport T=${token} # b`)).toEqual({ description: "github token", text: token });
    expect(detect(`AWS_SECRET_ACCESS_KEY=${secretAccessKey}`)?.description).toBe("awssecret access key");
  });
  test("forget the text before", () => {
    expect(detect(token)?.text).toBe(token);
    expect(detect("a plain line")).toBeUndefined();
  });
  test("are not asked for identifiers, tokens of documentation, keys and URLs", () => {
    for (const text of [
      accessKeyId,
      `aws_account_id = 123456789012`,
      glue("gh", "p_", "x".repeat(36)),
      `${token}...`,
      pem("RSA PRIVATE KEY"),
      `https://u:${mixed(16)}@x.dev`,
      `mysql://u:${mixed(16)}@db/x`,
    ])
      expect(detect(text), text).toBeUndefined();
  });
});
