# syntax=docker/dockerfile:1
# The service alone; it wants a PostGIS server (see compose.yaml).

FROM node:22-bookworm-slim AS app
WORKDIR /src/web/app
COPY web/app/package.json web/app/package-lock.json web/app/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web/app ./
RUN npm run build

FROM golang:1.26-bookworm AS binary
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=app /src/web/app/dist web/app/dist
ARG VERSION=unknown
RUN go build -buildvcs=false -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /wangge ./cmd/wangge

FROM debian:bookworm-slim
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates gdal-bin \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/wangge wangge
COPY LICENSE /usr/share/doc/wangge/
COPY --from=binary /wangge /usr/local/bin/
USER wangge
WORKDIR /var/lib/wangge
ENV WANGGE_LISTEN=0.0.0.0:8080 WANGGE_LOG_FORMAT=json
EXPOSE 8080
ENTRYPOINT ["wangge"]
CMD ["serve"]
