#include "app/gui/cfd_result.h"

#include "core/model/errors.h"
#include "core/simulation/hall_air_room.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace hallwright::app {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

QString words(const char* text)
{
    return QCoreApplication::translate("CfdResult", text);
}

// The reader says what and where, this adds what to do.
template <class Read>
auto withRemedy(const QString& remedy, Read read)
{
    try {
        return read();
    } catch (const InputError& error) {
        QString sentence = QString::fromUtf8(error.what());
        if (sentence.endsWith(QLatin1Char('.')))
            sentence.chop(1);
        throw InputError(QStringLiteral("%1; %2.").arg(sentence, remedy).toStdString());
    }
}

void readInlets(CfdResult& result, const std::filesystem::path& file, const Site& site)
{
    std::vector<std::string> names;
    for (const Rack& rack : result.hall->racks)
        names.push_back(rack.name);
    result.inletC = withRemedy(words("correct it and open the file again"), [&] {
        return readInletsCsv(file, site.buildingOf(result.hall->id).name, result.hall->name, names);
    });
}

void readAir(CfdResult& result, const std::filesystem::path& file, const AirRoom& room)
{
    result.air = withRemedy(words("export it as .vti or legacy .vtk, and open it again"), [&] {
        return std::make_shared<const SampledTemperature>(readSampledTemperature(file));
    });
    for (const AirRack& rack : room.racks)
        result.inletC.push_back(inletFrom(*result.air, rack));
}

} // namespace

CfdResultPtr readCfdResult(const std::filesystem::path& file, const Snapshot& snapshot, HallId id)
{
    const HallResult& hall = *snapshot.hallResult(id);
    const Site& site = *snapshot.site;
    auto result = std::make_shared<CfdResult>();
    const QString path = QString::fromStdString(file.string());
    result->name = QString::fromStdString(file.filename().string());
    result->hall = hall.hall;
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    if (ending == QStringLiteral(".csv"))
        readInlets(*result, file, site);
    else if (ending == QStringLiteral(".vti") || ending == QStringLiteral(".vtk"))
        readAir(*result, file, airRoomOf(*hall.hall, *site.catalogue, hall, site.info.elevationM));
    else
        throw InputError(words("%1 is neither .csv, .vti nor .vtk; choose a file of rack inlets or of air.")
                             .arg(path)
                             .toStdString());
    const auto known = [](const std::optional<double>& inletC) { return inletC.has_value(); };
    if (std::none_of(result->inletC.begin(), result->inletC.end(), known))
        throw InputError(words("%1 has no inlet of any rack of %2; it needs metres in the frame of that "
                               "hall, or its rack names.")
                             .arg(path, QString::fromStdString(hall.hall->name))
                             .toStdString());
    return result;
}

std::shared_ptr<const std::vector<float>> resampled(const SampledTemperature& air, const AirGrid& grid)
{
    auto cells = std::make_shared<std::vector<float>>(grid.count(), std::numeric_limits<float>::quiet_NaN());
    for (int k = 0; k < grid.cells[2]; ++k)
        for (int j = 0; j < grid.cells[1]; ++j)
            for (int i = 0; i < grid.cells[0]; ++i)
                if (const auto valueC =
                        air.at({(i + 0.5) * grid.cellM, (j + 0.5) * grid.cellM, (k + 0.5) * grid.cellM}))
                    (*cells)[grid.index(i, j, k)] = static_cast<float>(*valueC);
    return cells;
}

std::vector<double> inletsOf(const CfdResult& result, const std::vector<AirRack>& racks)
{
    std::unordered_map<std::int64_t, double> known;
    for (std::size_t i = 0; i < result.inletC.size(); ++i)
        if (result.inletC[i])
            known[result.hall->racks[i].id.value] = *result.inletC[i];
    std::vector<double> inlets;
    for (const AirRack& rack : racks) {
        const auto found = known.find(rack.id.value);
        inlets.push_back(found == known.end() ? missing : found->second);
    }
    return inlets;
}

int racksMoved(const Hall& before, const Hall& now)
{
    std::unordered_map<std::int64_t, Pose> stood;
    for (const Rack& rack : before.racks)
        stood[rack.id.value] = rack.pose;
    int moved = 0;
    for (const Rack& rack : now.racks) {
        const auto found = stood.find(rack.id.value);
        moved += found == stood.end() || !(found->second == rack.pose);
        if (found != stood.end())
            stood.erase(found);
    }
    return moved + static_cast<int>(stood.size()); // and those that are gone
}

} // namespace hallwright::app
