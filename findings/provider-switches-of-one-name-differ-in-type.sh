#!/usr/bin/env bash
# Package: @pulumi/aws 7.48.0 (npm).
# Behaviour: an input of one name is a boolean on one resource and a text on its sibling: `encrypted` of redshift.Cluster is a string (ebs.Volume: boolean), `ebsOptimized` of
# ec2.LaunchTemplate is a string (ec2.Instance: boolean), `autoMinorVersionUpgrade` of elasticache.Cluster is a string (elasticache.ReplicationGroup: boolean).
# Output seen: ok: encrypted, ebsOptimized and autoMinorVersionUpgrade are string on one resource and boolean on its sibling
# Why it matters: a policy that compares with `true` reads "true" as off on the odd one out, and a policy that only asks whether it is truthy reads "false" as on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent @pulumi/aws@7.48.0 >/dev/null
tar xzf pulumi-aws-7.48.0.tgz package/redshift/cluster.d.ts package/ebs/volume.d.ts package/ec2/launchTemplate.d.ts package/ec2/instance.d.ts \
  package/elasticache/cluster.d.ts package/elasticache/replicationGroup.d.ts
is() { grep -Eq "^    $2\?: pulumi\.Input<$3( \| undefined)?>;" "package/$1.d.ts" || { echo "changed: $2 of $1 is no $3" >&2; exit 1; }; }
is redshift/cluster encrypted string
is ebs/volume encrypted boolean
is ec2/launchTemplate ebsOptimized string
is ec2/instance ebsOptimized boolean
is elasticache/cluster autoMinorVersionUpgrade string
is elasticache/replicationGroup autoMinorVersionUpgrade boolean
echo "ok: encrypted, ebsOptimized and autoMinorVersionUpgrade are string on one resource and boolean on its sibling"
