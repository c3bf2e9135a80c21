# The command line in a small image: docker build --tag stackwarden . (docs/ci.md describes how to use it)
FROM node:22.20.0-alpine3.22 AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && node scripts/bundle.mjs
# The packages of the engine serve the folder pack, which no engine starts from an image.
RUN npm uninstall --no-save --omit=dev --ignore-scripts --no-audit --no-fund @pulumi/pulumi @grpc/grpc-js google-protobuf

FROM node:22.20.0-alpine3.22
ENV NODE_ENV=production
WORKDIR /opt/stackwarden
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
# Mount what is to be checked here.
WORKDIR /work
USER node
ENTRYPOINT ["node", "/opt/stackwarden/dist/cli.js"]
CMD ["check", "."]
