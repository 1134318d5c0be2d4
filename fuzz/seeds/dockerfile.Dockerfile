# syntax=docker/dockerfile:1
# escape=\
ARG VERSION=22
FROM --platform=$BUILDPLATFORM node:${VERSION}-slim@sha256:aaaa AS build
WORKDIR /app
COPY --chown=node:node ["package.json", "package-lock.json", "./"]
RUN --mount=type=cache,target=/root/.npm npm ci \
    # a comment
    && npm run build; \
    rm -rf /tmp/*
RUN <<EOT bash
set -e
make test
EOT
FROM build AS final
ENV A=b "C"=d E\ F=g
HEALTHCHECK --interval=5s CMD ["node", "health.js"]
USER node
ENTRYPOINT ["node", "server.js"]
