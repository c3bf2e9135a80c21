import { lookupTable } from "../../data/lookup.js";
import { partitionOf, suffixOf } from "../../iam/document/partitions.js";

type Raw = Readonly<Record<string, unknown>>;

/** Services whose principal has the domain of the partition; those of all others end with `amazonaws.com`. */
const principals = lookupTable<readonly string[]>({
  "aws-cn": ["codedeploy", "elasticmapreduce", "logs"],
  "aws-iso": ["cloudhsm", "config", "logs", "workspaces"],
  "aws-iso-b": ["dms", "logs"],
});

/** The domain of a service's principal in a region. */
export const principalSuffix = (service: string, region: string): string =>
  principals[partitionOf(region)]?.includes(service) === true ? suffixOf(partitionOf(region)) : "amazonaws.com";

/** The regions that an account has without asking for more, by partition. */
const enabled = lookupTable<readonly string[]>({
  aws: [
    ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1"],
    ...[
      "eu-central-1",
      "eu-north-1",
      "eu-west-1",
      "eu-west-2",
      "eu-west-3",
      "sa-east-1",
      "us-east-1",
      "us-east-2",
      "us-west-1",
      "us-west-2",
    ],
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
});

/** The regions of an account in the partition of a region. */
export const regionsBeside = (region: string): readonly string[] => enabled[partitionOf(region)] ?? [region];

/**
 * Accounts of AWS that write the access logs of load balancers.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const loadBalancers = accounts(`
  af-south-1 098369216593 ap-east-1 754344448648 ap-northeast-1 582318560864 ap-northeast-2 600734575887 ap-northeast-3 383597477331
  ap-south-1 718504428378 ap-southeast-1 114774131450 ap-southeast-2 783225319266 ap-southeast-3 589379963580 ca-central-1 985666609251
  cn-north-1 638102146993 cn-northwest-1 037604701340 eu-central-1 054676820928 eu-north-1 897822967062 eu-south-1 635631232127
  eu-west-1 156460612806 eu-west-2 652711504416 eu-west-3 009996457667 me-south-1 076674570225 sa-east-1 507241528517
  us-east-1 127311923021 us-east-2 033677994240 us-gov-east-1 190560391635 us-gov-west-1 048591011584 us-west-1 027434742980
  us-west-2 797873946194`);

/** Accounts of CloudTrail. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-supported-regions.html */
const trails = accounts(`
  af-south-1 525921808201 ap-east-1 119688915426 ap-northeast-1 216624486486 ap-northeast-2 492519147666 ap-northeast-3 765225791966
  ap-south-1 977081816279 ap-southeast-1 903692715234 ap-southeast-2 284668455005 ca-central-1 819402241893 cn-north-1 193415116832
  cn-northwest-1 681348832753 eu-central-1 035351147821 eu-north-1 829690693026 eu-south-1 669305197877 eu-west-1 859597730677
  eu-west-2 282025262664 eu-west-3 262312530599 me-south-1 034638983726 sa-east-1 814480443879 us-east-1 086441151436
  us-east-2 475085895292 us-gov-east-1 608710470296 us-gov-west-1 608710470296 us-west-1 388731089494 us-west-2 113285607260`);

/** Accounts that write the audit logs of Redshift. @see https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html */
const warehouses = accounts(`
  af-south-1 365689465814 ap-east-1 313564881002 ap-northeast-1 404641285394 ap-northeast-2 760740231472 ap-northeast-3 090321488786
  ap-south-1 865932855811 ap-southeast-1 361669875840 ap-southeast-2 762762565011 ca-central-1 907379612154 cn-north-1 111890595117
  cn-northwest-1 660998842044 eu-central-1 053454850223 eu-north-1 729911121831 eu-south-1 945612479654 eu-west-1 210876761215
  eu-west-2 307160386991 eu-west-3 915173422425 me-south-1 013126148197 sa-east-1 075028567923 us-east-1 193672423079
  us-east-2 391106570357 us-gov-east-1 665727464434 us-gov-west-1 665727464434 us-west-1 262260360010 us-west-2 902366379725`);

function accounts(table: string): Readonly<Record<string, string>> {
  const words = table.trim().split(/\s+/);
  return lookupTable(Object.fromEntries(words.flatMap((region, i) => (i % 2 === 0 ? [[region, words[i + 1] ?? ""]] : []))));
}

/** The account in which AWS writes reports of cost and usage. */
const billing = "386209384616";

/** Functions that answer with an account of AWS in a region, by token; `undefined` for a region that has none. */
export const serviceAccounts: ReadonlyMap<string, (region: string) => Raw | undefined> = new Map([
  ["aws:index/getBillingServiceAccount:getBillingServiceAccount", (region) => accountOf(billing, region)],
  ["aws:elb/getServiceAccount:getServiceAccount", (region) => accountOf(loadBalancers[region], region)],
  ["aws:cloudtrail/getServiceAccount:getServiceAccount", (region) => accountOf(trails[region], region)],
  ["aws:redshift/getServiceAccount:getServiceAccount", (region) => accountOf(warehouses[region], region, "user/logs")],
]);

const accountOf = (id: string | undefined, region: string, principal = "root"): Raw | undefined =>
  id === undefined ? undefined : { id, region, arn: `arn:${partitionOf(region)}:iam::${id}:${principal}` };
