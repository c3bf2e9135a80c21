// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of shells and tools
import { describe, expect, test } from "vitest";
import { lineHit } from "../../src/secrets/texts/script.js";
import { expectNone, expectSecret, password } from "./lines.js";

describe("an assignment at the start of a line", () => {
  test("of a shell, a program or a file", () =>
    expectSecret(
      [
        ...[
          "",
          "  ",
          "# ",
          "export ",
          "set ",
          "setx ",
          "env ",
          "arg ",
          "- ",
          "local ",
          "declare ",
          "const ",
          "let ",
          "var ",
          "echo ",
          'echo "',
          "$",
          "$env:",
          "-e ",
          '"',
          "'",
          "EXPORT  ",
          "#  export ",
        ].map((start) => `${start}DB_PASSWORD=${password}`),
        ...[
          "DB_PASSWORD: ",
          "DB_PASSWORD := ",
          "DB_PASSWORD => ",
          "DB_PASSWORD = ",
          '"DB_PASSWORD": ',
          "'DB_PASSWORD' = ",
          "DB_PASSWORD:",
        ].flatMap((start) => [`${start}"${password}"`, `${start}'${password}',`]),
        `DB_PASSWORD: ${password}`,
        `DB_PASSWORD=${password};`,
        `DB_PASSWORD=${password}, a`,
      ],
      "value of DB_PASSWORD",
    ));
  test("of a weak password too, in quotes or bare", () => {
    expectSecret(["password: hunter", "password = 'hunter'", 'password="hunter"', "password=hunter"], "value of password", "hunter");
    expectSecret(['password = "wi\\"th9"'], "value of password", 'wi\\"th9');
  });
  test("goes on behind a backslash", () => {
    expect(lineHit(`export DB_PASSWORD=\\\n  ${password}`)?.text).toBe(password);
    expect(lineHit(`docker run \\\r\n   -e DB_PASSWORD=${password}`)?.text).toBe(password);
    expect(lineHit(`one\\nDB_PASSWORD=${password}\\ntwo`)).toEqual({ description: "value of DB_PASSWORD", text: password });
  });
  test("of an expression is none", () =>
    expectNone([
      ...[
        "password = get(9xQ)",
        "password = a[9x]",
        "password=x{9}",
        "password=<9xQk>",
        "password=a|9xQk",
        "password: &anchor9x",
        "password: *anchor9x",
        "{password: *anchor9x}",
        "password = input()",
        "password = prompt [x]",
      ],
      ...[
        "password = `9xQk7`",
        "password: string,",
        "password: bytes)",
        "password = left < right",
        "self.password = user.password",
        "password = new Secret",
        "password = await read;",
      ],
      ...[
        "password = async read",
        "password = function read",
        "password = typeof read",
        "password = lambda x",
        "password = this.read",
        "password = self.read",
        "password = dbPassword",
      ],
      ...[
        "password = a && b",
        "password = first ? second",
        "password = a + b",
        "f(password=value, x)",
        "password = a * b",
        "password = a | b",
        "password = a != b",
      ],
    ]));
  test("of a word that only looks like an expression is one", () => {
    expectSecret(
      ["password = newton", "password=dbPassword", "password=hunter", "password = hunter ", "password = hunter # x"].slice(0, 1),
      "value of password",
      "newton",
    );
    expectSecret(["password=dbPassword"], "value of password", "dbPassword");
    expectSecret(["password=hunter < /dev/null", "password=hunter && x", "password = hunter # weak"], "value of password", "hunter");
    expectSecret(["password = q1w2r3t4, a"], "value of password", "q1w2r3t4");
  });
});
