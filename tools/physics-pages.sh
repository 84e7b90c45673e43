#!/bin/sh
# Writes docs/physics.md: of each model its equations, symbols, units, range and source, and how far it is from what it is
# held against.
#
#     tools/physics-pages.sh            writes it anew
#     tools/physics-pages.sh --check    fails where it is not what would be written
#
# Made from the comments that open core/physics/*.h, in the order of the table in core/physics/README.md, and from the
# statements of tests/core/physics (held.h). A header that opens with an equation must state its range and its source,
# and what is thrown.
set -eu
cd "$(dirname "$0")/.."
made=$(mktemp)
trap 'rm -f "$made"' EXIT

LC_ALL=C awk '
function fail(sentence) { print "physics-pages: " sentence > "/dev/stderr"; failed = 1 }

# "cooling_tower" of "core/physics/cooling_tower.h"
function nameOf(path) { sub(/.*\//, "", path); sub(/\.[a-z]*$/, "", path); return path }

function columns(text, bytes) { bytes = length(text); return bytes - gsub(/[\200-\277]/, "", text) }

function escaped(text) { gsub(/[*<]/, "\\\\&", text); return text }

function printWrapped(text, count, words, line, i) {
    count = split(text, words, " ")
    line = ""
    for (i = 1; i <= count; ++i) {
        if (line != "" && columns(line) + 1 + columns(words[i]) > 120) {
            print line
            line = ""
        }
        line = line (line == "" ? "" : " ") words[i]
    }
    if (line != "")
        print line
    print ""
}

# Range, source and what is thrown begin paragraphs of their own.
function printParagraph(text, label) {
    text = escaped(text)
    while (match(text, /(^| )(Range( and sources?)?|Sources?( of [A-Za-z]+)?|Error( against RANS)?)[:.] |(^| )Nothing is thrown/)) {
        if (RSTART > 1)
            printWrapped(substr(text, 1, RSTART - 1))
        label = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        gsub(/^ | $/, "", label)
        sub(/[:.]$/, "", label)
        if (label == "Nothing is thrown")
            pending = label
        else
            pending = "**" label ":** "
        # up to the next label
        if (match(text, /(^| )(Range( and sources?)?|Sources?( of [A-Za-z]+)?|Error( against RANS)?)[:.] |(^| )Nothing is thrown/)) {
            printWrapped(pending substr(text, 1, RSTART - 1))
            text = substr(text, RSTART)
        } else {
            printWrapped(pending text)
            text = ""
        }
    }
    if (text != "")
        printWrapped(text)
}

function printBlock(block, count, lines, i, paragraph, inCode) {
    count = split(block, lines, "\n")
    paragraph = ""
    inCode = 0
    for (i = 1; i <= count; ++i) {
        if (lines[i] ~ /^    /) {
            if (paragraph != "") { printParagraph(paragraph); paragraph = "" }
            if (!inCode) { print "```text"; inCode = 1 }
            print substr(lines[i], 5)
            continue
        }
        if (inCode) { print "```"; print ""; inCode = 0 }
        if (lines[i] == "") {
            if (paragraph != "") { printParagraph(paragraph); paragraph = "" }
        } else
            paragraph = paragraph (paragraph == "" ? "" : " ") lines[i]
    }
    if (inCode) { print "```"; print "" }
    if (paragraph != "")
        printParagraph(paragraph)
}

function figure(value, unit, digits) {
    if (unit == "relative" || unit ~ /^of /) {
        text = value >= 1e-6 ? sprintf("%." digits "g %%", 100 * value) : sprintf("%." digits "g", value)
        return text (unit == "relative" ? "" : " " unit)
    }
    return sprintf("%." digits "g", value) (unit == "-" ? "" : " " unit)
}

# One statement, from behind its name and parenthesis, into field[1..6].
function parse(text, i, c, quoted) {
    split("", field)
    fields = 1
    quoted = 0
    for (i = 1; i <= length(text); ++i) {
        c = substr(text, i, 1)
        if (c == "\"")
            quoted = !quoted
        else if (quoted)
            field[fields] = field[fields] c
        else if (c == ",")
            ++fields
        else if (c == ")")
            return
        else if (c != " ")
            field[fields] = field[fields] c
    }
}

function keep(statement, row) {
    sub(/^Held [A-Za-z0-9]+\(/, "", statement)
    parse(statement)
    if (fields != 6 || !(field[1] in block)) {
        fail(FILENAME " holds \"" field[1] "\" against something: there is no such header, or not six values.")
        return
    }
    gsub(/\|/, "\\|", field[2])
    gsub(/\|/, "\\|", field[3])
    row = "| " escaped(field[2]) " | " escaped(field[3]) " | " figure(field[4] + 0, field[6], 3) " | " \
          (field[5] + 0 > 0 ? figure(field[5] + 0, field[6], 2) : "rounding") " |"
    held[field[1]] = held[field[1]] row "\n"
}

FNR == 1 { opening = 1; statement = "" }

FILENAME ~ /README\.md$/ {
    if ($0 ~ /^\| `/) {
        split($0, cells, "|")
        rest = cells[2]
        while (match(rest, /`[a-z_]+`/)) {
            order[++models] = substr(rest, RSTART + 1, RLENGTH - 2)
            listed[order[models]] = 1
            rest = substr(rest, RSTART + RLENGTH)
        }
    }
    next
}

FILENAME ~ /^core\/physics\/.*\.h$/ {
    if ($0 !~ /^\/\//)
        opening = 0
    if (!opening)
        next
    name = nameOf(FILENAME)
    line = $0
    sub(/^\/\/ ?/, "", line)
    block[name] = block[name] line "\n"
    if (line ~ /^    /)
        hasEquation[name] = 1
    next
}

/^#include "core\/physics\// {
    name = $2
    gsub(/"/, "", name)
    name = nameOf(name)
    test = FILENAME
    sub(/.*\//, "", test)
    tests[name] = tests[name] (tests[name] == "" ? "" : ", ") "`" test "`"
}
/^Held [A-Za-z0-9]+\(/ || statement != "" {
    line = $0
    sub(/^ +/, "", line)
    statement = statement (statement == "" ? "" : " ") line
    if (line ~ /\);/) {
        keep(statement)
        statement = ""
    }
}

END {
    for (name in hasEquation) {
        if (!(name in listed))
            fail("core/physics/" name ".h opens with an equation, but has no row in core/physics/README.md.")
        if (block[name] !~ /Range/ || block[name] !~ /[Ss]ource/ || block[name] !~ /thrown/)
            fail("core/physics/" name ".h opens with an equation, but does not state its range, its source and what is thrown.")
    }
    for (name in held)
        if (!(name in hasEquation))
            fail("\"" name "\" is held against a reference, but core/physics/" name ".h opens with no equation.")
    if (failed)
        exit 1
    print "# Physics"
    print ""
    printWrapped("What is computed and how far it can be trusted: of each model its equations, symbols, units, range and source " \
        "as its header states them, and how far it is from what it is held against, as its tests measure it. Made by " \
        "`tools/physics-pages.sh` from `core/physics` and `tests/core/physics`, and a test fails where it is not what these " \
        "say: change the header or the test, and make it anew. Relative deviations are in per cent where they are no less " \
        "than 0.0001 %. What a model does in words stands in `core/physics/README.md`, how far the air is to be trusted in `docs/air.md`.")
    for (m = 1; m <= models; ++m) {
        name = order[m]
        if (!(name in hasEquation))
            continue
        title = name
        gsub(/_/, " ", title)
        print "## " toupper(substr(title, 1, 1)) substr(title, 2)
        print ""
        printBlock(block[name])
        if (name in held) {
            print "| held | against | within | deviates |"
            print "|---|---|---|---|"
            printf "%s\n", held[name]
        } else {
            print "Held by laws and hand calculations, not against a reference of others."
            print ""
        }
        printWrapped("`core/physics/" name ".h`" (name in tests ? ", tested by " tests[name] : "") ".")
    }
}
' core/physics/README.md core/physics/*.h tests/core/physics/*.cpp > "$made"

if [ "${1:-}" != --check ]; then
    cp "$made" docs/physics.md
elif ! diff -u docs/physics.md "$made"; then
    echo "docs/physics.md is not what its headers and tests say: run tools/physics-pages.sh." >&2
    exit 1
fi
