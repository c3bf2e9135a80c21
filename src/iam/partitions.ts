/** The partitions of AWS, as the second part of an ARN names them. https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html */
export const partitions: readonly string[] = ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];

/** What the names of their services end with: of China, of the European sovereign cloud and of the secret regions in other words. */
const suffix = "amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov";
export const dnsSuffix = new RegExp(`\\.(?:${suffix})$`, "i");
