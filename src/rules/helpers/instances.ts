/** Instance types of SageMaker with local NVMe storage, which they encrypt themselves: AWS refuses a key for it. */
export const localStorage = /^ml\.[a-z]+\d+[a-z]*d[a-z]*\.|^ml\.(g4dn|g5|g6|g6e|p3dn|p4d|p4de|p5|p5e|inf2|trn1)\./;
