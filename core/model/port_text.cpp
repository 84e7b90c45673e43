// Ports in words: their list as one value of a field, and the speed that a connector's name says.
#include "core/model/field_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <string_view>
#include <utility>

namespace hallwright {

std::string listText(const std::vector<PortGroup>& ports)
{
    std::string text = "[";
    for (const PortGroup& group : ports)
        text += fmt::format("{}\"{} {} {}\"", text.size() > 1 ? "," : "", group.count, nameOf(group.kind),
                            group.connector);
    return text + "]";
}

namespace {

// "64 network 800gbase-x-osfp"; nothing that is not spelt so comes out spelt so.
PortGroup portGroupIn(std::string_view text)
{
    PortGroup group;
    const char* const end = text.data() + text.size();
    const char* const rest = std::from_chars(text.data(), end, group.count).ptr;
    text.remove_prefix(std::min(static_cast<std::size_t>(rest - text.data()) + 1, text.size()));
    const std::size_t space = std::min(text.find(' '), text.size());
    group.kind = fromName<PortKind>(text.substr(0, space)).value_or(PortKind::Network);
    group.connector = text.substr(std::min(space + 1, text.size()));
    return group;
}

} // namespace

std::vector<PortGroup> portsIn(const std::string& text)
{
    std::vector<PortGroup> ports;
    std::size_t at = 0;
    for (std::size_t begin = text.find('"'); begin != std::string::npos; begin = text.find('"', at)) {
        at = std::min(text.find('"', begin + 1), text.size());
        ports.push_back(portGroupIn(std::string_view(text).substr(begin + 1, at - begin - 1)));
        at = std::min(at + 1, text.size());
    }
    if (listText(ports) != text)
        field_text::refuseValue("ports such as [\"64 network 800gbase-x-osfp\"]");
    return ports;
}

double portSpeedGbS(const std::string& connector)
{
    // Four lanes each, IBTA.
    constexpr std::array<std::pair<std::string_view, double>, 8> infiniband{{{"infiniband-sdr", 10.0},
                                                                             {"infiniband-ddr", 20.0},
                                                                             {"infiniband-qdr", 40.0},
                                                                             {"infiniband-fdr", 56.0},
                                                                             {"infiniband-edr", 100.0},
                                                                             {"infiniband-hdr", 200.0},
                                                                             {"infiniband-ndr", 400.0},
                                                                             {"infiniband-xdr", 800.0}}};
    for (const auto& [name, speed] : infiniband) {
        if (connector == name)
            return speed;
    }
    double number = 0.0;
    const char* const end = connector.data() + connector.size();
    const auto [rest, error] = std::from_chars(connector.data(), end, number);
    const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
    if (error != std::errc())
        return 0.0;
    return unit.starts_with("tbase")   ? 1000.0 * number
           : unit.starts_with("gbase") ? number
           : unit.starts_with("base")  ? number / 1000.0
           : unit.starts_with("gfc")   ? number
                                       : 0.0;
}

} // namespace hallwright
