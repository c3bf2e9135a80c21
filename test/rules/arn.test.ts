import { arn } from "../../src/rules/arn.js";
import { anyRes, res, suite } from "../suite.js";

const owner = anyRes("pulumi:providers:aws", "main", { region: "eu-west-1", allowedAccountIds: JSON.stringify(["111122223333"]) });
const provider = "urn:pulumi:dev::test::pulumi:providers:aws::main";
const queue = (topicArn: string) => [
  owner,
  res(
    "lambda.Permission",
    "invoke",
    { action: "lambda:InvokeFunction", function: "f", principal: "sns.amazonaws.com", sourceArn: topicArn },
    { provider },
  ),
];

suite(arn, {
  "arn-no-foreign-account-or-region": {
    pass: [
      queue("arn:aws:sns:eu-west-1:111122223333:orders"),
      queue("arn:aws:sns:us-east-1:111122223333:orders"),
      queue("arn:aws:iam::aws:policy/ReadOnlyAccess"),
      { of: queue("arn:aws:sns:eu-west-1:444455556666:orders"), options: { accounts: ["444455556666"] } },
      [
        owner,
        res(
          "backup.Plan",
          "daily",
          {
            rules: [
              {
                ruleName: "daily",
                targetVaultName: "v",
                copyActions: [{ destinationVaultArn: "arn:aws:backup:eu-central-1:444455556666:backup-vault:copies" }],
              },
            ],
          },
          { provider },
        ),
      ],
      // Whose account the stack is in is not known.
      [
        res("lambda.Permission", "invoke", {
          action: "lambda:InvokeFunction",
          function: "f",
          principal: "sns.amazonaws.com",
          sourceArn: "arn:aws:sns:eu-west-1:444455556666:orders",
        }),
      ],
    ],
    fail: [
      {
        of: queue("arn:aws:sns:eu-west-1:444455556666:orders"),
        message: "names account 444455556666: arn:aws:sns:eu-west-1:444455556666:orders",
      },
      queue("arn:aws:sns:ap-south-1:111122223333:orders"),
      [
        owner,
        res(
          "iam.RolePolicy",
          "read",
          { role: "r", policy: '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:sqs:eu-west-1:444455556666:x"}]}' },
          { provider },
        ),
      ],
    ],
  },
});
