#!/bin/sh
# Holds what changed in the last day of work against .clang-format and .clang-tidy: changed lines only, and for
# clang-tidy, which takes ten seconds for each source and does not see through the macros of tests, the newest sources of
# the program only. With a commit as argument: since that.
# Needs build/dev built, for its compile commands and generated files.
set -eu

cd "$(dirname "$0")/.."
packaging/install-dependencies.sh packaging/lint-dependencies.txt
most=20 # sources for clang-tidy
if [ $# -gt 0 ]; then
    since=$1
else
    day_before=$(date -d "$(git log -1 --format=%cI) - 1 day" +%s)
    since=$(git rev-list -1 --before="$day_before" HEAD)
    [ -n "$since" ] || since=$(git rev-list --max-parents=0 HEAD | head -n 1) # all of it is newer
fi
out=build/lint
mkdir -p $out
failed=0

git clang-format --quiet --diff "$since" -- '*.h' '*.cpp' >$out/format.diff || true
if grep -q '^@@' $out/format.diff; then
    cat $out/format.diff
    echo "The lines above are not as .clang-format has them; git clang-format $since mends them."
    failed=1
fi

# g++'s precompiled headers mean nothing to clang.
sed -E 's# -Winvalid-pch| -fpch-preprocess| -include [^ "]*cmake_pch\.hxx##g' build/dev/compile_commands.json \
    >$out/compile_commands.json
git log --format= --name-only --diff-filter=d "$since..HEAD" -- 'core/*.cpp' 'views/*.cpp' 'app/*.cpp' | awk 'NF && !seen[$0]++' |
    while read -r source; do [ ! -e "$source" ] || printf '%s\n' "$source"; done >$out/changed.txt
head -n $most $out/changed.txt >$out/sources.txt
echo "clang-tidy: $(wc -l <$out/sources.txt) of $(wc -l <$out/changed.txt) sources that changed since $(git log -1 --format='%h of %cs' "$since")."
# shellcheck disable=SC2046
git diff -U0 --no-color "$since" -- $(cat $out/sources.txt) |
    clang-tidy-diff -p1 -path $out -j "$(nproc)" -timeout 300 -quiet >$out/clang-tidy.txt 2>$out/errors.txt || true
# What clang 14 cannot read of libraries' headers as C++20 (qpdf/JSON.hh) is not ours to mend.
if grep -E ': (warning|error): ' $out/clang-tidy.txt | grep -v '^/usr/' | sort -u | grep .; then
    echo "clang-tidy says the above of lines that changed."
    failed=1
fi
exit $failed
