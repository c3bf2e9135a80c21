import { describe, expect, test } from "vitest";
import { toResource } from "../../src/model/resource.js";
import { leaksIn } from "../../src/secrets/texts/leaks.js";

/** Pieces that lie on the way of an expression without letting it end. */
const pieces = [
  ...[
    "a",
    "aA1",
    " ",
    "=",
    "-",
    ".",
    "/",
    ":",
    "@",
    '"',
    "'",
    "`",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\\n",
    "\\\n",
    "{",
    "[",
    "<",
    "(",
    "%",
    "$",
    "0.",
    "#",
  ],
  ...[
    "a=",
    "a:",
    "a.",
    "a-",
    "a/",
    "a@",
    "a ",
    ' "',
    "='",
    ':"',
    "://",
    "http://a:",
    "http://a:a",
    "://a:a@",
    "?a=",
    ";password=",
    "?token=",
    "x@tcp",
  ],
  ...[
    "password",
    "password=",
    "password is ",
    "the token for a ",
    "login a",
    "login a/",
    "name: a\n",
    "value: aA1bB2\n",
    "- ",
    "-p ",
    " -pa",
    "curl -u ",
    "curl a ",
  ],
  ...[
    "echo ",
    'echo "a',
    "a | ",
    "docker login ",
    "mysql ",
    "redis-cli ",
    "USER ",
    "LOGIN PASSWORD ",
    "IDENTIFIED BY ",
    "net user ",
    "htpasswd -b ",
    "openssl passwd ",
  ],
  ...[
    "setx A ",
    '("a",',
    '["a"]',
    'key="a" ',
    "<a>",
    "<a>b",
    "export ",
    "a=b;",
    "authorization: ",
    "authorization: bearer ",
    "machine a login ",
  ],
  ...[
    "eyJ",
    "eyJa.",
    "eyJaaaaaaaa.eyJ",
    "-----BEGIN PRIVATE KEY-----",
    "LS0tLS1CRUdJTi",
    "AKIA",
    "AKIAAAAAAAAAAAAAAAAA",
    "gh",
    "ghp_",
    "sk-",
    "sk-ant-a-",
    "xoxb-1",
    "SG.",
    "SG.a.",
    "t1.",
    "st.",
  ],
  ...[
    "PuTTY-User-Key-File-3:",
    "Private-Lines: ",
    "hooks.slack.com/services/",
    "chat.googleapis.com/v1/spaces/a/messages?",
    "maker.ifttt.com/trigger/",
    "sumologic.com/receiver/v1/http/",
  ],
  ...["QUFB", "QUFB\n", "QUFBQUFBQUFBQUFBQUFBQUFB\n ", "a:5432:", "{name: a, value: ", "x:y:z:", "AccountKey=", "sl.", "MaA1.", "1:AA"],
];
const look = (text: string) =>
  leaksIn(toResource({ urn: "urn:pulumi:dev::test::a:b:C::it", type: "a:b:C", inputs: { userData: text, password: { text } } }).inputs, []);

/** Processor time of this process alone, in microseconds, the least of so many runs: whatever else the machine does is no part of it. */
function cost(text: string, runs: number): number {
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const before = process.cpuUsage();
      look(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    }),
  );
}
/** How many times the cost of the small text the large one has. Below a few milliseconds there is nothing to compare. */
const ratio = (small: string, large: string, runs: number): number => cost(large, runs) / Math.max(cost(small, runs), 2000);

describe("no text sends an expression back and forth", { timeout: 300_000 }, () => {
  const around: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => `password token curl ${text}`,
    (text) => `#!/bin/bash\nlogin=${text}\nend`,
  ];
  test.each(pieces)("made of %j", (piece) => {
    for (const frame of around) {
      const [small = "", large = ""] = [8_000, 64_000].map((length) => frame(piece.repeat(length / piece.length)));
      // Eight times the text: linear is eight, quadratic sixty-four. One run is enough where it is below; else the least of three decides.
      if (ratio(small, large, 1) >= 24) expect(ratio(small, large, 3)).toBeLessThan(24);
    }
  });
});
