#!/bin/sh
# Computes a hall's rack inlets with OpenFOAM and prints how far our field and our lumped model lie from them.
#
#     tools/compare-openfoam.sh SITE HALL FOLDER [CELL]
#
# SITE a .hallwright file, HALL as for `hallwright-cli field`, FOLDER new or empty, for the case; CELL of the CFD grid in
# metres, 0.15 without. CORES=4 uses four processes. Needs OpenFOAM v1912 (Debian 12: apt-get install
# --no-install-recommends openfoam, about 400 MB); twenty racks take minutes, a hall of hundreds hours.
set -eu

if [ $# -lt 3 ]; then
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
site=$1
hall=$2
folder=$3
cell=${4:-0.15}

if ! command -v buoyantSimpleFoam > /dev/null; then
    echo "compare-openfoam: there is no buoyantSimpleFoam; install OpenFOAM first." >&2
    exit 3
fi
cli=${HALLWRIGHT_CLI:-}
for built in "$(dirname "$0")"/../build/release/bin "$(dirname "$0")"/../build/dev/bin; do
    if [ -z "$cli" ] && [ -x "$built/hallwright-cli" ]; then
        cli=$built/hallwright-cli
    fi
done

"${cli:=hallwright-cli}" export openfoam "$site" --hall "$hall" --cell "$cell" -o "$folder"
"$folder/Allrun"
"$cli" import inlets "$site" --hall "$hall" "$folder/inlets.csv"
