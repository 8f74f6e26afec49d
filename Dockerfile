# The connector as a service. Build: docker build --tag litmos-connector .
# Works on amd64 and arm64: nothing in it is compiled for one of them.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json LICENSE ./
COPY bin bin
COPY source source
RUN node bin/build.mjs

FROM node:24-slim
# One folder may be written to; the rest can be mounted read-only.
RUN mkdir -p /var/lib/litmos-connector \
	&& chown 65532:65532 /var/lib/litmos-connector \
	&& ln -s /opt/litmos-connector/bin/litmos-connector.cjs /usr/local/bin/litmos-connector
WORKDIR /opt/litmos-connector
COPY --from=build /build/package.json package.json
COPY --from=build /build/bin bin
COPY --from=build /build/dist dist
COPY --from=build /build/THIRD-PARTY-NOTICES THIRD-PARTY-NOTICES
COPY LICENSE README.md ./
ENV NODE_ENV=production \
	BATON_STATE_FOLDER=/var/lib/litmos-connector \
	BATON_C1Z_TEMP_DIR=/var/lib/litmos-connector \
	BATON_FILE=/var/lib/litmos-connector/sync.c1z \
	BATON_SECRET_STORE=none \
	BATON_HEALTH_CHECK=true
USER 65532:65532
WORKDIR /var/lib/litmos-connector
VOLUME /var/lib/litmos-connector
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s CMD ["/usr/local/bin/litmos-connector", "health-check", "--endpoint=live"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/litmos-connector"]
