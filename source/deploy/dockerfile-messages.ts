/**
 * An image from the packed program beside it, for a folder that needs nothing else. What it ends with is what the
 * project's own Dockerfile ends with, which builds from a clone.
 */
export const packedDockerfile = (stateFolder: string) => `FROM node:24-slim
# Works on amd64 and arm64: nothing in it is compiled for one of them.
ADD litmos-connector.tgz /opt/
RUN mkdir -p ${stateFolder} \\
	&& chown 65532:65532 ${stateFolder} \\
	&& mv /opt/package /opt/litmos-connector \\
	&& ln -s /opt/litmos-connector/bin/litmos-connector.cjs /usr/local/bin/litmos-connector
ENV NODE_ENV=production \\
	BATON_STATE_FOLDER=${stateFolder} \\
	BATON_C1Z_TEMP_DIR=${stateFolder} \\
	BATON_FILE=${stateFolder}/sync.c1z \\
	BATON_SECRET_STORE=none \\
	BATON_HEALTH_CHECK=true
USER 65532:65532
WORKDIR ${stateFolder}
VOLUME ${stateFolder}
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s CMD ["/usr/local/bin/litmos-connector", "health-check", "--endpoint=live"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/litmos-connector"]
`;
