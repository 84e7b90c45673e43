// How many things something befell, and the first of them, for a note.
#pragma once

#include "core/model/number_text.h"

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace hallwright {

struct Affected {
    std::size_t count = 0;
    double powerW = 0.0;
    std::string first;

    void add(const std::string& name, double watts = 0.0)
    {
        if (count++ == 0)
            first = name;
        powerW += watts;
    }

    // "CRAH 1", or "12 terminals, the first being CRAH 1,"
    std::string of(const char* several) const
    {
        return count == 1 ? first
                          : fmt::format("{} {}, the first being {},", grouped(static_cast<double>(count)),
                                        several, first);
    }
    // "rack A01", or "12 racks, the first being A01,"
    std::string named(const char* one, const char* several) const
    {
        return count == 1 ? fmt::format("{} {}", one, first) : of(several);
    }
    std::string racks() const { return named("rack", "racks"); }
    const char* are() const { return count == 1 ? "is" : "are"; }
    const char* have() const { return count == 1 ? "has" : "have"; }
};

} // namespace hallwright
