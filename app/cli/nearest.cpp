#include "app/cli/nearest.h"

#include <algorithm>
#include <numeric>

namespace hallwright::cli {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

std::size_t distanceOf(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t exchanged = diagonal + (a[i] != b[j] ? 1 : 0);
            diagonal = row[j + 1];
            row[j + 1] = std::min({exchanged, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

} // namespace

std::vector<std::string> nearestTo(std::string_view word, std::span<const std::string> candidates)
{
    constexpr std::size_t shown = 3;
    struct Candidate {
        bool without = true; // the word in it
        std::size_t distance = 0;
        const std::string* name = nullptr;
    };
    const std::string wanted = lower(word);
    std::vector<Candidate> ranked;
    for (const std::string& candidate : candidates) {
        const std::string name = lower(candidate);
        const bool within = !wanted.empty() && name.find(wanted) != std::string::npos;
        ranked.push_back({!within, distanceOf(wanted, name), &candidate});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Candidate& a, const Candidate& b) {
        return a.without != b.without ? b.without : a.distance < b.distance;
    });
    std::vector<std::string> nearest;
    for (const Candidate& candidate : ranked) {
        if (nearest.size() < shown &&
            std::find(nearest.begin(), nearest.end(), *candidate.name) == nearest.end())
            nearest.push_back(*candidate.name);
    }
    return nearest;
}

std::string listed(std::span<const std::string> names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            text += i + 1 == names.size() ? " or " : ", ";
        text += '"' + names[i] + '"';
    }
    return text;
}

} // namespace hallwright::cli
