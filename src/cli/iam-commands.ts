import { type Command, Option } from "commander";
import type { Context } from "./context.js";
import type { IamOptions } from "./iam.js";

const format = (): Option => new Option("-f, --format <format>", "output format").choices(["text", "json"]).default("text");
const stateArgument = ["[input]", "a state, a preview or a folder with one state, or -"] as const;

/** Adds the commands below `iam`. The code of each is loaded when it runs. */
export function addIam(cli: Command, contextOf: () => Promise<Context>, end: (status: number) => void): void {
  const iam = cli
    .command("iam")
    .description("show who can do what in a stack, and what access a change adds")
    .addHelpText(
      "after",
      [
        "",
        "It reads only states: policies that are not in the stack are not known. What a condition decides is listed as unknown, with its key.",
        "",
        "Examples:",
        "  stackwarden iam who-can s3:DeleteObject 'arn:aws:s3:::orders/*' state.json",
        "  stackwarden iam paths state.json --from deployer",
        "  stackwarden iam grants deployer state.json",
        "  stackwarden iam diff before.json after.json    exit status 1 if the second state grants more than the first",
        "",
      ].join("\n"),
    );
  iam
    .command("who-can")
    .description("list who can do an action on a resource")
    .argument("<action>", "an action, such as s3:DeleteObject")
    .argument("<arn>", "the ARN of a resource, or a pattern of ARNs")
    .argument(...stateArgument, "-")
    .addOption(format())
    .action(async (action: string, arn: string, input: string, options: IamOptions) => {
      const { printWhoCan } = await import("./iam.js");
      await printWhoCan(await contextOf(), action, arn, input, options);
    });
  iam
    .command("paths")
    .description("list the privilege-escalation paths of a principal, or of all")
    .argument(...stateArgument, "-")
    .option("--from <principal>", "the name or ARN of a role, user, group or permission set")
    .addOption(format())
    .action(async (input: string, options: IamOptions & { from?: string }) => {
      const { printPaths } = await import("./iam.js");
      await printPaths(await contextOf(), input, options);
    });
  iam
    .command("grants")
    .description("list what the policies of a principal allow and deny")
    .argument("<principal>", "the name or ARN of a role, user, group or permission set")
    .argument(...stateArgument, "-")
    .addOption(format())
    .action(async (principal: string, input: string, options: IamOptions) => {
      const { printGrants } = await import("./iam.js");
      await printGrants(await contextOf(), principal, input, options);
    });
  iam
    .command("diff")
    .description("list the access that a state grants and another one does not")
    .argument("<old>", "the state before")
    .argument("<new>", "the state after")
    .addOption(format())
    .addHelpText(
      "after",
      "\nExit status: 0 no new access, 1 new access, or a change that cannot be compared, 2 invalid input or command.\n",
    )
    .action(async (before: string, after: string, options: IamOptions) => {
      const { printDiff } = await import("./iam.js");
      end(await printDiff(await contextOf(), before, after, options));
    });
}
