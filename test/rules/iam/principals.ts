import { anyRes, ref, res, type Spec, unknown } from "../../suite.js";
import { allow, holder, inline, json, type Part, worker } from "./helpers.js";

/** A user, and a function whose role reads a bucket. */
const dataOf = (users: Part, roles: Part): Spec[] => [
  holder("User", "ann"),
  inline("User", "ann-rights", "ann", users),
  worker("exporter", "lambda"),
  inline("Role", "exporter-rights", "exporter", roles),
  res("lambda.Function", "export", { name: "export", role: ref("exporter", "arn") }),
  res("s3.Bucket", "invoices", { bucket: "invoices" }),
];

/** Cases of what principals can make of themselves with all their policies. */
export const principalCases = {
  "iam-principal-no-escalation": {
    good: [
      worker("r", "ec2"),
      inline("Role", "pass", "r", allow("iam:PassRole", "arn:aws:iam::123456789012:role/worker")),
      inline("Role", "run", "r", allow("ecs:RunTask", "arn:aws:ecs:eu-west-1:123456789012:task-definition/worker:*")),
    ],
    pass: [
      [
        holder("Role", "r"),
        holder("Role", "s"),
        inline("Role", "a", "r", allow("iam:PassRole")),
        inline("Role", "b", "s", allow("ec2:RunInstances")),
      ],
      [holder("Role", "r"), inline("Role", "a", "r", allow("iam:PutRolePolicy"))],
      [
        holder("Role", "r", { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
        inline("Role", "a", "r", allow("iam:PassRole")),
        inline("Role", "b", "r", allow("ec2:RunInstances")),
      ],
    ],
    fail: [
      [holder("Role", "r"), inline("Role", "a", "r", allow("iam:PassRole")), inline("Role", "b", "r", allow("ec2:RunInstances"))],
      [
        holder("User", "ann"),
        holder("Group", "dev"),
        anyRes("aws:iam/groupMembership:GroupMembership", "in", { name: "in", group: ref("dev"), users: [ref("ann")] }),
        res("iam.Policy", "p", { policy: json(allow("iam:PassRole")) }),
        res("iam.GroupPolicyAttachment", "a", { group: ref("dev"), policyArn: ref("p", "arn") }),
        inline("User", "b", "ann", allow("lambda:*Function")),
      ],
    ],
    unknown: [
      [
        holder("Role", "r"),
        inline("Role", "a", "r", allow("iam:PassRole")),
        anyRes("aws:iam/rolePolicy:RolePolicy", "b", { role: ref("r"), policy: unknown }),
      ],
    ],
  },
  "iam-principal-no-escalation-to-data": {
    good: dataOf(
      allow("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:123456789012:function:thumbnails"),
      allow("s3:GetObject", "arn:aws:s3:::invoices/*"),
    ),
    pass: [
      dataOf(
        allow(
          ["lambda:UpdateFunctionCode", "s3:GetObject"],
          ["arn:aws:lambda:eu-west-1:123456789012:function:export", "arn:aws:s3:::invoices/*"],
        ),
        allow("s3:GetObject", "arn:aws:s3:::invoices/*"),
      ),
    ],
    fail: [
      dataOf(
        allow("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:123456789012:function:export"),
        allow("s3:GetObject", "arn:aws:s3:::invoices/*"),
      ),
    ],
  },
} as const;
