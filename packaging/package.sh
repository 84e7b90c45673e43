#!/bin/sh
# Builds the release and makes build/release/hallwright_*.deb of it.
set -eu

cd "$(dirname "$0")/.."
packaging/install-dependencies.sh
cmake --preset release >/dev/null
cmake --build --preset release --target hallwright hallwright-cli
(cd build/release && cpack)
