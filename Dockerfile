# Pillarlint as a container image: docker run --rm -v "$PWD:/repo:ro" <image>
# Node runs it, git tells files, base and history. Nothing is installed: dist holds all of it.
FROM node:24-bookworm@sha256:64af3819f9275802414d7cdc38c27e9d82bd564dec4d4da87d008255d36c63b4

LABEL org.opencontainers.image.title="pillarlint" \
      org.opencontainers.image.description="A repository linter for automation practices" \
      org.opencontainers.image.source="https://github.com/pillarlint/pillarlint" \
      org.opencontainers.image.licenses="Apache-2.0"

WORKDIR /opt/pillarlint
COPY package.json LICENSE ./
COPY docs ./docs
COPY dist ./dist

USER node
WORKDIR /repo
ENTRYPOINT ["node", "/opt/pillarlint/dist/cli.js"]
