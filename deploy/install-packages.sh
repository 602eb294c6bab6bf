#!/bin/sh
# Installs the system packages that are missing, on Debian 12 or Ubuntu 24.04, as root or with sudo.
#
#   install-packages.sh build   what building needs: gcc and libc headers, for cgo
#   install-packages.sh run     the same, and what the service needs: PostgreSQL with PostGIS, GDAL
#   install-packages.sh test    the same, and what the tests need: Chromium, and a font with Chinese characters
#   install-packages.sh lint    what building and linting need: gcc and libc headers, shellcheck
#
# It says what it installs before it does, and does nothing when all is there.
set -eu
cd "$(dirname "$0")/.."

fail() {
	echo "$0: $*" >&2
	exit 1
}

case "$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null)" in
noble) postgres="postgresql-16 postgresql-16-postgis-3" ;;
*) postgres="postgresql-15 postgresql-15-postgis-3" ;;
esac
for control in /usr/share/postgresql/*/extension/postgis.control; do # any version from 15 on will do
	version=${control#/usr/share/postgresql/} version=${version%%/*}
	if [ -x "/usr/lib/postgresql/$version/bin/initdb" ] && [ "$version" -ge 15 ]; then postgres=""; fi
done
# Ubuntu's chromium package is a snap, which no container has: there a browser of one's own is taken.
chromium=chromium
for c in chromium chromium-browser google-chrome "${WANGGE_CHROMIUM:-}"; do
	if [ -n "$c" ] && command -v "$c" >/dev/null 2>&1; then chromium=""; fi
done
build="gcc libc6-dev"
run="$build gdal-bin $postgres"
case "${1:-}" in
build) packages=$build ;;
run) packages=$run ;;
test) packages="$run $chromium fonts-droid-fallback" ;;
lint) packages="$build shellcheck" ;;
*) fail "usage: $0 build|run|test|lint" ;;
esac

wanted="$(sed -n 's/^go //p' go.mod)"
command -v go >/dev/null 2>&1 || fail "Go is missing: install $wanted or newer (https://go.dev/dl)"
go list -m >/dev/null || fail "$(go env GOVERSION) will not do: install Go $wanted or newer (https://go.dev/dl)"
command -v node >/dev/null 2>&1 || fail "Node is missing: install ^20.19 or >=22.12 (Debian 12's own is too old)"
node -e 'const [a,b]=process.versions.node.split(".").map(Number); process.exit(a===20&&b>=19||a===22&&b>=12||a>22?0:1)' ||
	fail "Node $(node --version) is too old: ^20.19 or >=22.12 is wanted"

command -v dpkg-query >/dev/null 2>&1 || fail "this is no Debian or Ubuntu: install by hand what matches $packages"

missing=""
for p in $packages; do
	dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null | grep -q '^ii' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

# sudo clears the environment, so what apt has to know goes with the command.
as_root="env DEBIAN_FRONTEND=noninteractive"
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || fail "run as root or install sudo; these packages are missing:$missing"
	as_root="sudo $as_root"
fi
echo "installing$missing"
# Debian would start a cluster "main" on port 5432 by itself. This file, for as long as the installation lasts, says not to.
no_cluster=/etc/postgresql-common/createcluster.d/wangge.conf
trap '$as_root rm -f $no_cluster' EXIT
$as_root mkdir -p "$(dirname $no_cluster)"
echo "create_main_cluster = false" | $as_root tee $no_cluster >/dev/null
$as_root apt-get update -qq
# The names are split on purpose.
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
