#!/bin/bash
# Builds Hallwright and the sample sites and opens the flagship campus, or the site given as an argument.
# Without a display it prints the campus's figures and writes its report instead.
set -eu

cd "$(dirname "$0")/.."
bin=build/release/bin
samples=build/release/sample-sites
flagship=$samples/five-building-conversion.hallwright

packaging/install-dependencies.sh
cmake --preset release >/dev/null
cmake --build --preset release --target hallwright hallwright-cli

mkdir -p "$samples"
for recipe in sample-sites/*/site.yaml; do
    name=$(basename "$(dirname "$recipe")")
    site=$samples/$name.hallwright
    if [ ! -e "$site" ] || [ "$recipe" -nt "$site" ] || [ "$bin/hallwright-cli" -nt "$site" ]; then
        printf 'Building the sample site %s\n' "$name"
        $bin/hallwright-cli build "$recipe" -o "$site"
        touch "$site"
    fi
done

site=${1:-$flagship}
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec $bin/hallwright "$site"
fi

echo "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window opens. The campus in figures:"
$bin/hallwright-cli solve "$site"
report=$samples/$(basename "$site" .hallwright).pdf
$bin/hallwright-cli report "$site" -o "$report"
echo "The report is $report"
