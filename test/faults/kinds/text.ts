import { bucket, resource, state } from "../../cli/fixture.js";
import { type Case, files, type Kind } from "./kind.js";

const esc = String.fromCharCode(27);
const formats = ["text", "unix", "json", "markdown", "junit", "sarif", "github", "html", "gitlab"];
const command = /##\[|(?:^|[\r\n\u2028\u2029\u0085])[ \t]*::(?!(?:error|warning|notice|group|endgroup)(?: file=| title=|::))/;
const named = (name: string, inputs: unknown = { acl: "public-read" }): Case["files"] => ({
  "state.json": JSON.stringify(state([bucket(name, inputs)])),
});
const over = (title: string, given: Case["files"], never: RegExp, only: readonly string[] = formats): readonly Case[] =>
  only.map((format) =>
    files(`${title}, as ${format}`, "found", given, {
      arguments: ["--format", format],
      says: /public-read|no-public-read-acl|[rR]ead a bucket|lets everyone/,
      never,
    }),
  );

export const textKinds: readonly Kind[] = [
  {
    kind: "hostile text",
    cases: [
      ...over("a name with a command of the old form", named("x ##[command]echo"), command),
      ...over("a name with a line of its own", named("x\n::add-mask::y"), command),
      ...over("a name with a line that only some readers end", named("x\u2028::stop-commands::y"), command),
      ...over("a name with a carriage return and spaces", named("x\r   ::set-output name=a::b"), command),
      ...over("a name with codes of a terminal", named("x\u001b[2K\u001b[1A\u009b31m"), new RegExp(`${esc}\\[(?:2K|1A)|\u009b`)),
      ...over("a name that turns the direction of reading", named("x\u202Etxt\u2066"), /\u202E|\u2066/, ["text", "markdown", "github"]),
      ...over("a name with markup", named("<img src=x onerror=alert(1)><script>alert(1)</script>"), /<img src=x|<script>alert/, [
        "junit",
        "html",
      ]),
      ...over("a name that ends a comment and a section", named("]]>--><b>"), /\]\]>--><b>/, ["junit", "html"]),
      ...over("a name that ends a span of code before markup", named("x` <b>y</b> ``` z"), /(?<![`\w])`[^`\n]*x` <b>/, ["markdown"]),
      ...over("a name with a zero byte", named("x\u0000y"), new RegExp(String.fromCharCode(0))),
      ...over("a name with half a pair of surrogates", named("x\uD800y"), /RangeError|URIError/),
      ...over(
        "a command in a type that nobody knows",
        { "state.json": JSON.stringify(state([bucket("b", { acl: "public-read" }), resource("aws:x/y:##[warning]z", "n")])) },
        command,
      ),
      ...over(
        "a command in a key of inputs",
        { "state.json": JSON.stringify(state([bucket("b", { acl: "public-read", tags: { "a\n::error::b": "##[x]" } })])) },
        command,
      ),
      files("an ordinary name keeps its letters", "silent", named("größe-日本-a_b.c"), {
        arguments: ["--format", "text"],
        says: /größe-日本-a_b\.c/,
        never: /\\u/,
      }),
      files("an ordinary name with colons", "silent", named("a::b"), { arguments: ["--format", "text"], says: /a::b/ }),
    ],
  },
];
