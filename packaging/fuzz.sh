#!/bin/sh
# Feeds the readers of files with damaged ones, by libFuzzer under the address and undefined-behaviour sanitizers:
#   packaging/fuzz.sh [SECONDS] [TARGET ...]
# each target for so many seconds (60), all targets unless some are named. An input that makes one fail is kept in
# tests/fuzz/corpus/TARGET, and the script fails.
set -eu

cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- site recipe vti vtk inlets device_type changes \
    epw open_meteo hourly prices tables

packaging/install-dependencies.sh
packaging/install-dependencies.sh packaging/fuzz-dependencies.txt
cmake --preset fuzz >/dev/null
targets=
for target in "$@"; do
    targets="$targets fuzz_$target"
done
# shellcheck disable=SC2086
cmake --build --preset fuzz --target write_seeds $targets

seeds=build/fuzz/seeds
build/fuzz/bin/write_seeds $seeds
failed=0
for target in "$@"; do
    case $target in
        recipe) from='tests/core/exchange/*.yaml' ;;
        vti) from='tests/data/cfd-files/*.vti' ;;
        vtk) from='tests/data/cfd-files/*.vtk' ;;
        inlets) from='tests/data/hall-inlets/*.csv' ;;
        device_type) from='tests/data/device-types/*.y*ml' ;;
        *) from= ;;
    esac
    mkdir -p $seeds/$target build/fuzz/found/$target tests/fuzz/corpus/$target
    # shellcheck disable=SC2086
    [ -z "$from" ] || cp $from $seeds/$target/
    echo "fuzz_$target for $seconds s"
    build/fuzz/bin/fuzz_$target -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=1000000 \
        -print_final_stats=1 -artifact_prefix=tests/fuzz/corpus/$target/ \
        build/fuzz/found/$target $seeds/$target tests/fuzz/corpus/$target >build/fuzz/$target.log 2>&1 || {
        echo "fuzz_$target found a fault; see build/fuzz/$target.log"
        failed=1
    }
    grep -E 'stat::number_of_executed_units|stat::peak_rss_mb' build/fuzz/$target.log || true
    rmdir tests/fuzz/corpus/$target 2>/dev/null || true # nothing found
done
exit $failed
