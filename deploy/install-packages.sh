#!/bin/sh
# Installs the system packages that are missing, on Debian 12 or Ubuntu 24.04, as root or with sudo.
#
#   install-packages.sh build   what building needs: gcc and libc headers, for cgo
#   install-packages.sh run     the same, and what the service needs: PostgreSQL with PostGIS, GDAL
#   install-packages.sh test    the same, and what the tests need: Chromium, and a font with Chinese characters
#
# It says what it installs before it does, and does nothing when all is there.
set -eu

case "$(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}")" in
noble) postgres="postgresql-16 postgresql-16-postgis-3" ;;
*) postgres="postgresql-15 postgresql-15-postgis-3" ;;
esac
# Ubuntu's chromium package is a snap, which no container has: there a browser of one's own is taken.
chromium=chromium
for c in chromium chromium-browser google-chrome "${WANGGE_CHROMIUM:-}"; do
	if [ -n "$c" ] && command -v "$c" >/dev/null 2>&1; then chromium=""; fi
done
case "${1:-}" in
build) packages="gcc libc6-dev" ;;
run) packages="gcc libc6-dev gdal-bin $postgres" ;;
test) packages="gcc libc6-dev gdal-bin $postgres $chromium fonts-droid-fallback" ;;
*)
	echo "usage: $0 build|run|test" >&2
	exit 2
	;;
esac

fail() {
	echo "$0: $*" >&2
	exit 1
}

command -v go >/dev/null 2>&1 || fail "Go is missing: install the version that go.mod names (https://go.dev/dl)"
command -v node >/dev/null 2>&1 || fail "Node is missing: install ^20.19 or >=22.12 (Debian 12's own is too old)"
node -e 'const [a,b]=process.versions.node.split(".").map(Number); process.exit(a===20&&b>=19||a===22&&b>=12||a>22?0:1)' ||
	fail "Node $(node --version) is too old: ^20.19 or >=22.12 is wanted"

command -v dpkg-query >/dev/null 2>&1 || fail "this is no Debian or Ubuntu: install by hand what matches $packages"

missing=""
for p in $packages; do
	dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null | grep -q '^ii' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

sudo=""
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || fail "run as root or install sudo; these packages are missing:$missing"
	sudo="sudo"
fi
echo "installing$missing"
# Debian would start a cluster "main" on port 5432 by itself; one that is there already is left alone.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
	$sudo mkdir -p /etc/postgresql-common
	echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# The names are split on purpose.
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
