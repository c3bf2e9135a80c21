import { resource } from "./engine.js";

/** File systems of which two break a mandatory rule, a bucket without its block, and a group that is open at two ports. */
export const faulty = async (): Promise<void> => {
  resource("aws:efs/fileSystem:FileSystem", "fine", { encrypted: true });
  resource("aws:efs/fileSystem:FileSystem", "open", { encrypted: false });
  resource("aws:efs/fileSystem:FileSystem", "opener", { encrypted: false });
  resource("aws:s3/bucket:Bucket", "bare", {});
  resource("aws:ec2/securityGroup:SecurityGroup", "group", {
    ingress: [22, 3389].map((port) => ({ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"] })),
  });
};
