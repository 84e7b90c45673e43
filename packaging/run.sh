#!/bin/bash
# Builds Hallwright and the sample sites and opens the flagship campus, or the site given as an argument.
# Without a display it prints the campus's figures and writes its report instead.
set -eu

help() {
    cat <<'END'
Usage: packaging/run.sh [SITE]

Installs what is missing, builds Hallwright and its sample sites, and opens the flagship campus, five buildings with
129,000 GPUs, or SITE. Without a display it prints the campus's figures and writes its report as a PDF instead.

SITE     a site file (.hallwright), or a recipe (.yaml, .yml), of which the site file is made first

  -h, --help    this text

The sample sites are built into build/release/sample-sites. The second run is quick.
END
}

refuse() {
    printf 'packaging/run.sh: %s Try --help.\n' "$1" >&2
    exit 2
}

# Looked at before anything is installed or built.
wanted=
if [ "${1:-}" = -h ] || [ "${1:-}" = --help ]; then
    help
    exit 0
fi
if [ "${1:-}" = -- ]; then
    shift
elif [ "${1#-}" != "${1:-}" ]; then
    refuse "There is no option \"$1\"."
fi
[ $# -le 1 ] || refuse "It opens one site, and $# were given."
if [ $# -eq 1 ]; then
    [ -e "$1" ] || refuse "There is no file \"$1\"."
    [ -f "$1" ] || refuse "\"$1\" is no file: give a site file (.hallwright) or a recipe (.yaml)."
    wanted=$(realpath -- "$1")
fi

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

site=${wanted:-$flagship}
case $wanted in
*.yaml | *.yml)
    site=$samples/$(basename "$(dirname "$wanted")")-$(basename "${wanted%.*}").hallwright
    printf 'Building the site of %s\n' "$wanted"
    $bin/hallwright-cli build "$wanted" -o "$site"
    ;;
esac

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec $bin/hallwright "$site"
fi

echo "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window opens. The campus in figures:"
$bin/hallwright-cli solve "$site"
report=$samples/$(basename "$site" .hallwright).pdf
$bin/hallwright-cli report "$site" -o "$report"
echo "The report is $report"
