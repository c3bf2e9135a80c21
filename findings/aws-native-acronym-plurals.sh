#!/usr/bin/env bash
# Package: @pulumi/aws-native 1.79.0 (npm), the AWS provider that is made of CloudFormation's schema.
# Behaviour: a plural acronym is lowered as one word, with its "s": CloudFormation's `TargetGroupARNs` is the input `targetGroupArns` and
# `CallbackURLs` is `callbackUrls`, while the module of `AWS::Config` is `configuration` and not `config`.
# Output seen: the three names in the declarations of the package, and neither `targetGroupARNs` nor `callbackURLs`.
# Why it matters: a tool that maps CloudFormation's names by lowering the first letter, and modules by lowering the service, misses such inputs
# and takes them for unset, or finds no resource at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent @pulumi/aws-native@1.79.0 >/dev/null
tar -xzf pulumi-aws-native-1.79.0.tgz
cd package
seen() { grep -q "$1" "$2" || { echo "changed: $1 is not in $2" >&2; exit 1; }; }
unseen() { ! grep -q "$1" "$2" || { echo "changed: $1 is in $2" >&2; exit 1; }; }
seen "targetGroupArns?:" autoscaling/autoScalingGroup.d.ts
unseen "targetGroupARNs" autoscaling/autoScalingGroup.d.ts
seen "callbackUrls?:" cognito/userPoolClient.d.ts
unseen "callbackURLs" cognito/userPoolClient.d.ts
[ -d configuration ] && [ ! -f config/configRule.d.ts ] || { echo "changed: the module of AWS::Config" >&2; exit 1; }
echo "ok: TargetGroupARNs is targetGroupArns, CallbackURLs is callbackUrls, and AWS::Config is the module configuration"
