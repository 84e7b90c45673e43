#!/bin/sh
# Installs what packaging/dependencies.txt, or the list given, names and this machine lacks. Asks nothing; quick when
# nothing is missing.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
list=${1:-$here/dependencies.txt}

say() { printf '%s\n' "$*" >&2; }

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This is not a Debian system, so nothing was installed. Hallwright needs what $list lists, under whatever names this system has for it."
    exit 0
fi

missing=
# shellcheck disable=SC2013
for package in $(sed 's/#.*//' "$list"); do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) in
        installed) ;;
        *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

# As root, or through sudo: where nobody can type a password, only if it needs none.
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        as_root=none
    elif [ -t 0 ]; then
        as_root=sudo
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        as_root=none
    fi
fi
if [ "$as_root" = none ]; then
    say "These packages are missing and can only be installed by root:$missing"
    say "As root, run: apt-get install --no-install-recommends$missing"
    exit 1
fi

say "Installing:$missing"
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"
$apt update >&2
# shellcheck disable=SC2086
$apt install -y --no-install-recommends $missing </dev/null >&2
