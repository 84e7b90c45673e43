#include "tests/core/physics/epanet_inp.h"

#include "core/physics/pump_curve.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fstream>
#include <numbers>
#include <set>
#include <sstream>
#include <stdexcept>

namespace hallwright::test {

namespace {

constexpr double footM = 0.3048;
constexpr double inchM = 0.0254;
constexpr double epanetViscosityM2s = 1.1e-5 * footM * footM; // 1.1e-5 ft²/s, at relative viscosity 1

using Words = std::vector<std::string>;

std::string upper(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

[[noreturn]] void refuse(const std::string& section, const Words& line)
{
    std::string text;
    for (const std::string& word : line)
        text.append(" ").append(word);
    throw std::runtime_error("[" + section + "] has a line the tests do not know:" + text);
}

// Lines of each section without comments, as words.
std::map<std::string, std::vector<Words>> sectionsOf(const std::string& path)
{
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("cannot read " + path);
    std::map<std::string, std::vector<Words>> sections;
    std::string section, text;
    while (std::getline(file, text)) {
        std::istringstream line(text.substr(0, text.find(';')));
        Words words;
        for (std::string word; line >> word;)
            words.push_back(word);
        if (words.empty())
            continue;
        if (words[0].front() == '[')
            section = upper(words[0].substr(1, words[0].find(']') - 1));
        else
            sections[section].push_back(words);
    }
    return sections;
}

double secondsOf(const std::string& hours)
{
    const std::size_t colon = hours.find(':');
    const double whole = std::stod(hours.substr(0, colon));
    return 3600.0 * whole + (colon == std::string::npos ? 0.0 : 60.0 * std::stod(hours.substr(colon + 1)));
}

class Reader
{
public:
    explicit Reader(const std::string& path) : sections_(sectionsOf(path))
    {
        static const std::set<std::string> unread{"RULES", "EMITTERS", "DEMANDS"};
        for (const std::string& section : unread)
            if (!sections_[section].empty())
                refuse(section, sections_[section].front());
    }

    EpanetInp read()
    {
        readOptions();
        readTimes();
        readNodes();
        readPipes();
        readPumps();
        readValves();
        readStatus();
        readControls();
        for (const Words& line : sections_["PATTERNS"])
            for (std::size_t i = 1; i < line.size(); ++i)
                inp_.patterns[line[0]].push_back(std::stod(line[i]));
        return std::move(inp_);
    }

private:
    void readOptions()
    {
        struct Units {
            double lengthM, boreM, flowM3s;
        };
        static const std::map<std::string, Units> units{{"GPM", {footM, inchM, 3.785411784e-3 / 60.0}},
                                                        {"CMH", {1.0, 1e-3, 1.0 / 3600.0}},
                                                        {"LPS", {1.0, 1e-3, 1e-3}}};
        double viscosity = 1.0;
        for (const Words& line : sections_["OPTIONS"]) {
            const std::string key = upper(line[0]);
            if (key == "UNITS") {
                const Units& of = units.at(upper(line[1]));
                inp_.metresPerLength = of.lengthM;
                inp_.m3sPerFlow = of.flowM3s;
                boreM_ = of.boreM;
            } else if (key == "HEADLOSS") {
                const std::string law = upper(line[1]);
                if (law != "H-W" && law != "D-W")
                    refuse("OPTIONS", line);
                law_ = law == "D-W" ? PipeLaw::DarcyWeisbach : PipeLaw::HazenWilliams;
            } else if (key == "VISCOSITY") {
                viscosity = std::stod(line[1]);
            } else if (key == "PATTERN") {
                defaultPattern_ = line[1];
            } else if (key == "DEMAND" && std::stod(line[2]) != 1.0) {
                refuse("OPTIONS", line);
            }
        }
        inp_.viscosityM2s = viscosity * epanetViscosityM2s;
    }

    void readTimes()
    {
        for (const Words& line : sections_["TIMES"]) {
            std::string key = upper(line[0]);
            if (line.size() > 2)
                key.append(" ").append(upper(line[1]));
            if (key == "DURATION")
                inp_.durationS = secondsOf(line[1]);
            else if (key == "HYDRAULIC TIMESTEP")
                inp_.hydraulicStepS = secondsOf(line[2]);
            else if (key == "PATTERN TIMESTEP")
                inp_.patternStepS = secondsOf(line[2]);
            else if (key == "PATTERN START" && secondsOf(line[2]) != 0.0)
                refuse("TIMES", line);
        }
    }

    void addNode(const std::string& name, bool fixed, double headM, double demandM3s, std::string pattern)
    {
        HydraulicNode node;
        node.fixedHead = fixed;
        node.headM = headM;
        node.demandM3s = demandM3s;
        inp_.nodeNames.push_back(name);
        inp_.nodes.push_back(node);
        inp_.demandPattern.push_back(std::move(pattern));
    }

    void readNodes()
    {
        const double lengthM = inp_.metresPerLength;
        for (const Words& line : sections_["JUNCTIONS"])
            addNode(line[0], false, std::stod(line[1]) * lengthM,
                    line.size() > 2 ? std::stod(line[2]) * inp_.m3sPerFlow : 0.0,
                    line.size() > 3 ? line[3] : defaultPattern_);
        for (const Words& line : sections_["RESERVOIRS"])
            addNode(line[0], true, std::stod(line[1]) * lengthM, 0.0, {});
        for (const Words& line : sections_["TANKS"]) {
            const double bottomM = std::stod(line[1]) * lengthM, levelM = std::stod(line[2]) * lengthM;
            const double diameterM = std::stod(line[5]) * lengthM;
            inp_.tanks.push_back(
                {inp_.nodes.size(), bottomM, levelM, std::numbers::pi / 4.0 * diameterM * diameterM});
            addNode(line[0], true, bottomM + levelM, 0.0, {});
        }
    }

    HydraulicLink& addLink(const Words& line)
    {
        HydraulicLink link;
        link.from = inp_.node(line[1]);
        link.to = inp_.node(line[2]);
        inp_.linkNames.push_back(line[0]);
        inp_.links.push_back(link);
        return inp_.links.back();
    }

    void readPipes()
    {
        for (const Words& line : sections_["PIPES"]) {
            HydraulicLink& pipe = addLink(line);
            pipe.law = law_;
            pipe.lengthM = std::stod(line[3]) * inp_.metresPerLength;
            pipe.boreM = std::stod(line[4]) * boreM_;
            pipe.roughness = std::stod(line[5]);
            if (law_ == PipeLaw::DarcyWeisbach) // thousandths of a foot or millimetres
                pipe.roughness *= 1e-3 * inp_.metresPerLength;
            pipe.minorLoss = line.size() > 6 ? std::stod(line[6]) : 0.0;
            const std::string status = line.size() > 7 ? upper(line[7]) : "OPEN";
            pipe.closed = status == "CLOSED";
            pipe.checkValve = status == "CV";
        }
    }

    // One point or three make a smooth curve, more are joined by straight lines.
    void giveCurve(HydraulicLink& pump, const std::string& name)
    {
        std::vector<PumpPoint> points;
        for (const Words& line : sections_["CURVES"])
            if (line[0] == name)
                points.push_back(
                    {std::stod(line[1]) * inp_.m3sPerFlow, std::stod(line[2]) * inp_.metresPerLength});
        PumpCurve of;
        if (points.size() == 1)
            of = curveThrough(points[0]);
        else if (points.size() == 3)
            of = curveThrough(std::array{points[0], points[1], points[2]}).value();
        else
            pump.points = points;
        pump.shutOffHeadM = of.shutOffHeadM;
        pump.curveC = of.c;
        pump.curveN = of.n;
    }

    void readPumps()
    {
        for (const Words& line : sections_["PUMPS"]) {
            if (line.size() != 5 || upper(line[3]) != "HEAD")
                refuse("PUMPS", line);
            HydraulicLink& pump = addLink(line);
            pump.kind = HydraulicLinkKind::Pump;
            pump.checkValve = true; // EPANET's pumps let nothing flow backward
            giveCurve(pump, line[4]);
        }
    }

    // Settings are pressures over the elevation of the node that is held, in psi or metres, or flows.
    void readValves()
    {
        static const std::map<std::string, HydraulicLinkKind> kinds{
            {"PRV", HydraulicLinkKind::PressureReducingValve},
            {"PSV", HydraulicLinkKind::PressureSustainingValve},
            {"FCV", HydraulicLinkKind::FlowControlValve},
            {"TCV", HydraulicLinkKind::Pipe}};
        constexpr double psiPerFoot = 0.4333; // EPANET's
        const double metresPerPressure = inp_.metresPerLength == 1.0 ? 1.0 : footM / psiPerFoot;
        for (const Words& line : sections_["VALVES"]) {
            HydraulicLink& valve = addLink(line);
            valve.kind = kinds.at(upper(line[4]));
            valve.law = PipeLaw::Power; // of a throttle, which has no length
            valve.boreM = std::stod(line[3]) * boreM_;
            const double setting = std::stod(line[5]);
            valve.minorLoss = upper(line[4]) == "TCV" ? setting : std::stod(line[6]);
            if (valve.kind == HydraulicLinkKind::FlowControlValve)
                valve.setting = setting * inp_.m3sPerFlow;
            else if (valve.kind != HydraulicLinkKind::Pipe)
                valve.setting =
                    setting * metresPerPressure +
                    inp_.nodes[valve.kind == HydraulicLinkKind::PressureReducingValve ? valve.to : valve.from]
                        .headM; // the elevation, where a junction starts
        }
    }

    void readStatus()
    {
        for (const Words& line : sections_["STATUS"])
            inp_.links[inp_.link(line[0])].closed = upper(line[1]) == "CLOSED";
    }

    void readControls()
    {
        for (const Words& line : sections_["CONTROLS"]) {
            EpanetControl control;
            control.link = inp_.link(line.at(1));
            control.close = upper(line.at(2)) == "CLOSED";
            if (upper(line.at(3)) == "AT" && upper(line.at(4)) == "TIME") {
                control.atTime = true;
                control.timeS = secondsOf(line.at(5));
            } else if (upper(line.at(3)) == "IF" && upper(line.at(4)) == "NODE") {
                control.node = inp_.node(line.at(5));
                control.below = upper(line.at(6)) == "BELOW";
                control.levelM = std::stod(line.at(7)) * inp_.metresPerLength;
            } else {
                refuse("CONTROLS", line);
            }
            inp_.controls.push_back(control);
        }
    }

    std::map<std::string, std::vector<Words>> sections_;
    EpanetInp inp_;
    PipeLaw law_ = PipeLaw::HazenWilliams;
    double boreM_ = inchM;
    std::string defaultPattern_ = "1";
};

std::size_t indexOf(const std::vector<std::string>& names, const std::string& name)
{
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end())
        throw std::runtime_error("the network has no " + name);
    return static_cast<std::size_t>(at - names.begin());
}

} // namespace

std::size_t EpanetInp::node(const std::string& name) const
{
    return indexOf(nodeNames, name);
}

std::size_t EpanetInp::link(const std::string& name) const
{
    return indexOf(linkNames, name);
}

double EpanetInp::demandM3s(std::size_t node, double timeS) const
{
    const auto pattern = patterns.find(demandPattern[node]);
    if (pattern == patterns.end())
        return nodes[node].demandM3s;
    const auto period = static_cast<std::size_t>(timeS / patternStepS);
    return nodes[node].demandM3s * pattern->second[period % pattern->second.size()];
}

EpanetInp readEpanet(const std::string& path)
{
    return Reader(path).read();
}

} // namespace hallwright::test
