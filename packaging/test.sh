#!/bin/sh
# Builds everything and runs every test on a screen in memory. The last line counts the test functions:
# "N passed, N failed", and skipped ones if any. Fails if one failed, a program crashed or hung, or nothing ran.
# --thorough, which the build server says, adds the release build, whose warnings and joined sources are others, and
# packaging/lint.sh; each counts as one test.
set -eu

cd "$(dirname "$0")/.."
build=build/dev
log=$build/Testing/Temporary/LastTest.log

not_built() {
    echo "$1 did not succeed, so no test ran."
    echo "0 passed, 1 failed"
    exit 1
}

packaging/install-dependencies.sh || not_built "Installing what the tests need"
launcher=
if command -v ccache >/dev/null; then
    launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache
    # Without these it compiles anew whatever uses precompiled headers, cmake/Precompiled.cmake.
    CCACHE_SLOPPINESS="$(ccache --get-config sloppiness),pch_defines,time_macros"
    # Clones share results wherever they lie.
    CCACHE_BASEDIR=$PWD
    CCACHE_NOHASHDIR=1
    export CCACHE_SLOPPINESS CCACHE_BASEDIR CCACHE_NOHASHDIR
fi
cmake --preset dev $launcher >/dev/null || not_built "Configuring"
cmake --build --preset dev || not_built "The build"

checks_passed=0
checks_failed=0
check() { # name, command
    name=$1
    shift
    if "$@"; then
        checks_passed=$((checks_passed + 1))
    else
        echo "$name did not succeed."
        checks_failed=$((checks_failed + 1))
    fi
}
release() {
    cmake --preset release $launcher >/dev/null &&
        cmake --build --preset release --target hallwright hallwright-cli \
            hallwright_bench hallwright_bench_fields hallwright_bench_scene hallwright_bench_window
}
if [ "${1-}" = --thorough ]; then
    check "The release build" release
    check "Reading what changed" packaging/lint.sh
fi

# The tests neither read nor change the settings of whoever runs them.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
trap 'exit 130' INT TERM
chmod 700 "$home"
export XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home"
export QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY

rm -f "$log"
ended=0
xvfb-run -a -s '-screen 0 1600x1000x24' \
    ctest --preset dev -j "$(nproc)" --no-tests=error \
    --test-output-size-passed 100000000 --test-output-size-failed 100000000 </dev/null || ended=$?
[ -e "$log" ] || not_built "Starting the tests"

# One Qt Test program may print several totals. A program that ends badly without a failure of its own in them
# (a crash, a time-out), or that never came to its totals, counts as one failure.
awk -v ended="$ended" -v passed="$checks_passed" -v failed="$checks_failed" '
    /^[0-9]+\/[0-9]+ Testing: / { programs++; bad = 0; totals = 0; qt = 0 }
    /^Command: "([^"]*\/tst_[^\/"]*)?"/ { qt = 1 } # one of ours, or one that was not built
    /^Totals: [0-9]+ passed/ { totals++; passed += $2; failed += $4; bad += $4; skipped += $6 }
    /^Test Passed\.$/ { if (qt && !totals) failed++; if (!qt && !totals) passed++ }
    /^Test Failed\.$/ || /^Test timed out/ { if (!bad) failed++ }
    BEGIN { checks = failed }
    END {
        if (ended && failed == checks) failed++
        if (!programs) failed++
        printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : ""
        exit failed > 0 || passed == 0
    }' "$log"
