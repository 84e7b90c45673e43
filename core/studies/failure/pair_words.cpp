#include "core/studies/failure/pair_words.h"

#include "core/model/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

std::string answerOf(const PairSweep& sweep)
{
    const std::size_t losses = sweep.withLossBeyond();
    const auto others = static_cast<std::size_t>(std::ranges::count_if(
        sweep.entries, [](const PairEntry& e) { return e.racksBeyond() == 0 && e.found.follows(); }));
    return fmt::format("{} {} more racks down together than each alone; {} more {} consequences, but none "
                       "beyond those of each.",
                       counted(losses, "pair"), losses == 1 ? "takes" : "take",
                       grouped(static_cast<double>(others)), others == 1 ? "has" : "have");
}

std::string leftOutText(const SharedPaths& paths)
{
    const auto number = [](std::size_t count) { return grouped(static_cast<double>(count)); };
    return fmt::format(
        "Of {} pairs {} were failed together, which stand for {} more that are alike or in series with them; "
        "left out were {} that no rack has both of in its paths, {} of which one hangs on the other, and {} "
        "of which one takes down by itself all that has it in its paths.",
        number(paths.all), number(paths.pairs.size()), number(paths.alike), number(paths.nothingShared),
        number(paths.onTheOther), number(paths.takesAll));
}

} // namespace hallwright
