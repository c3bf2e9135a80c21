import { lookupTable } from "../../data/lookup.js";
import { oneOf } from "../../model/expression.js";

/** Keys that every request of a known principal has. */
export const present: ReadonlySet<string> = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:userid",
  "aws:currenttime",
  "aws:epochtime",
  "aws:securetransport",
  "aws:requestedregion",
  "aws:principaltype",
  "aws:viaawsservice",
]);

/** Keys of flags, with the value that they have in the requests of a stranger: such a condition excludes only AWS services. */
export const ofStranger: Readonly<Record<string, RegExp>> = lookupTable({
  "aws:principalisawsservice": /^false$/i,
  "aws:viaawsservice": /^false$/i,
  "elasticfilesystem:accessedviamounttarget": /^false$/i,
});

/** Keys that nearly every request has. */
export const always: ReadonlySet<string> = new Set([...present, "aws:sourceip", "iam:permissionsboundary"]);
/** What is the same for whatever somebody does: it distinguishes principals, not uses. */
export const ofHolder = /^aws:principal(account|orgid|orgpaths)$/;
/** The owner of what is worked on: for whoever may do everything, its own account. */
export const ofOwner = /^aws:resource(account|orgid|orgpaths)$/;
/** Keys that only some ways to make a request bring, whatever it is about. */
export const rare = oneOf(
  [
    [/sourcearn/, "aws:sourcearn", "aws:sourcear"],
    [/sourceaccount/, "aws:sourceaccount", "aws:sourceaccoun"],
    [/sourceowner/, "aws:sourceowner", "aws:sourceowne"],
    [/sourcevpc/, "aws:sourcevpce", "aws:sourceip"],
    [/sourceidentity/, "aws:sourceidentity", "aws:sourceident"],
    [/sourceorgid/, "aws:sourceorgid", "aws:sourceorg"],
    [/sourceorgpaths/, "aws:sourceorgpaths", "aws:sourceorgpath"],
    [/vpc/, "aws:vpceaccount", "aws:viaawsservice"],
    [/multifactorauth/, "aws:multifactorauthage", "aws:multifactor"],
    [/calledvia/, "aws:calledvialast", "aws:called"],
    [/federatedprovider/, "aws:federatedprovider", "aws:federated"],
  ],
  { before: "^aws:" },
);
/** Keys that many requests do not have. */
export const optional = oneOf(
  [
    [/requesttag\//, "aws:requesttag/", "aws:requesttag"],
    [/resourcetag\//, "aws:resourcetag/", "aws:resourcetag"],
    [/principaltag\//, "aws:principaltag/", "aws:principaltag"],
    [/tagkeys$/, "aws:tagkeys", "aws:tagkey"],
    [/source(arn|account|vpc|vpce|identity|org)/, "aws:sourcearn", "aws:sourcear"],
    [/multifactorauth/, "aws:multifactorauth", "aws:multifactoraut"],
    [/calledvia/, "aws:calledvia", "aws:calledvi"],
    [/federatedprovider/, "aws:federatedprovider", "aws:federatedprovide"],
  ],
  { before: "^aws:" },
);
export const ofTags = /(^aws:(request|resource)tag\/|tagkeys$|resourcetag\/|objecttag\/)/;
/** Keys that every client sends, or can set as it likes. */
export const forged = new Set(["aws:securetransport", "aws:useragent", "aws:referer", "s3:tlsversion"]);
/** Keys that all sessions have, those without MFA too: their presence shows nothing. */
export const ofSessions = new Set(["aws:tokenissuetime", "aws:multifactorauthpresent"]);

/** Values of a key that every request has: a condition that all of them meet is met by nearly every request. The regions are those open to every account. */
export const examples: Readonly<Record<string, readonly string[]>> = lookupTable({
  "aws:requestedregion": [
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"],
    ...["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1"],
    ...["ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2"],
  ],
  // The signer of a request is one of these.
  "aws:principaltype": ["Account", "AssumedRole", "FederatedUser", "User"],
});
