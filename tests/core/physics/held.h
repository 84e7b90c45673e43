// The references that physical models are held against, with how far they are from them.
//
// docs/physics.md is made of these statements (tools/physics-pages.sh), so they stand at namespace scope, with a name, and
// their texts and numbers written out:
//
//     Held cop("chiller", "COP of a 471 kW machine at part load", "the library's reference result", 1e-6, 2e-7, "relative");
//
// in this order: the model, by its header's name; what is compared; with what; the most that it may deviate; the most that
// it does, 0 for rounding alone; and the unit of both, where "relative" and what begins with "of " are shares. A test holds
// it with HOLDS(cop, deviation), as often as it has values, and in the end compares what was found with what is stated:
//
//     void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }
#pragma once

#include <QCoreApplication>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace hallwright::test {

class Held
{
public:
    Held(const char* model, const char* what, const char* reference, double bound, double measured,
         const char* unit)
        : what_(fmt::format("{}: {}", model, what)), reference_(reference), bound_(bound),
          measured_(measured), unit_(unit)
    {
        all().push_back(this);
    }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    bool by(double deviation)
    {
        last_ = std::abs(deviation);
        worst_ = std::max(worst_, last_);
        return last_ <= bound_;
    }

    std::string said() const
    {
        return fmt::format("{} is off by {:.3g} from {}, where {:.3g} is allowed ({})", what_, last_,
                           reference_, bound_, unit_);
    }

    // A line for each statement whose figure is not what was found. Nothing is said of a run of single functions.
    static std::string misstated()
    {
        std::string lines;
        if (QCoreApplication::arguments().size() > 1)
            return lines;
        for (const Held* held : all()) {
            if (held->measured_ > 0.0 &&
                std::abs(held->worst_ - held->measured_) > comparable * held->measured_)
                lines += fmt::format("\n{} deviates by {:.2g}, stated {:.2g}", held->what_, held->worst_,
                                     held->measured_);
        }
        if (!lines.empty())
            lines += "\nCorrect the statements, and make docs/physics.md anew with tools/physics-pages.sh.";
        return lines;
    }

private:
    static constexpr double comparable = 0.1; // of a figure of two digits, with what compilers differ by

    static std::vector<const Held*>& all()
    {
        static std::vector<const Held*> held;
        return held;
    }

    std::string what_;
    std::string reference_;
    double bound_ = 0.0;
    double measured_ = 0.0;
    std::string unit_;
    double last_ = 0.0;
    double worst_ = 0.0;
};

} // namespace hallwright::test

#define HOLDS(held, deviation) QVERIFY2((held).by(deviation), (held).said().c_str())
