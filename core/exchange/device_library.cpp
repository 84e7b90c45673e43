#include "core/exchange/device_library.h"

#include "core/exchange/library_type.h"
#include "core/model/errors.h"
#include "core/model/fields.h"
#include "core/model/site_edit.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <type_traits>

namespace hallwright {

namespace library {

namespace {

constexpr std::size_t longestLibraryName = 200;

struct Unit {
    std::string_view name;
    double factor;
};

// Exact, by the international pound and inch of 1959.
constexpr std::array massUnits{Unit{"kg", 1.0}, Unit{"g", 1e-3}, Unit{"lb", 0.45359237},
                               Unit{"oz", 0.45359237 / 16.0}};
constexpr std::array lengthUnits{Unit{"mm", 1e-3}, Unit{"in", 0.0254}};

template <std::size_t N>
const Unit* unitNamed(const std::array<Unit, N>& units, const std::string& name)
{
    const auto found = std::ranges::find(units, name, &Unit::name);
    return found != units.end() ? &*found : nullptr;
}

std::string required(recipe::YamlMap& map, const std::string& key)
{
    return map.name(key, longestLibraryName);
}

} // namespace

LibraryType::LibraryType(recipe::YamlMap map, DeviceLibrary& library)
    : map_(std::move(map)), library_(library), manufacturer_(required(map_, "manufacturer")),
      model_(required(map_, "model"))
{
}

void LibraryType::add(RemarkKind kind, const std::string& field, const std::string& key, std::string sentence)
{
    const recipe::Place at = map_.placeOf(key);
    library_.remarks.push_back(
        {kind, name(), field, fmt::format("{}:{}: {}: {}", at.file, at.line, name(), sentence)});
}

double LibraryType::massKg(const std::string& key, const std::string& field)
{
    constexpr recipe::Range any{0.0, 1e9, ""};
    if (!map_.has(key)) {
        remark(RemarkKind::Missing, field, key, "no {} is stated.", key);
        return 0.0;
    }
    const double value = map_.number(key, any);
    const Unit* unit = unitNamed(massUnits, map_.text("weight_unit", "none"));
    if (!unit) {
        remark(RemarkKind::Implausible, field, key,
               "{} {:g} has the weight_unit {}, which is not kg, g, lb or oz; it is not taken.", key, value,
               map_.text("weight_unit", "none"));
        return 0.0;
    }
    if (value == 0.0)
        remark(RemarkKind::Implausible, field, key, "{} 0 {} is no mass; it is not taken.", key, unit->name);
    return value * unit->factor;
}

double LibraryType::lengthM(const std::string& key, const std::string& field, double otherwiseM)
{
    constexpr recipe::Range any{0.0, 1e6, ""};
    if (!map_.has(key)) {
        remark(RemarkKind::Missing, field, key, "no {} is stated; {:.3f} m is taken.", key, otherwiseM);
        return otherwiseM;
    }
    const double value = map_.number(key, any);
    const Unit* unit = unitNamed(lengthUnits, map_.text("outer_unit", "none"));
    constexpr double leastM = 0.1, mostM = 4.0;
    const double lengthM = unit ? value * unit->factor : 0.0;
    if (unit && lengthM >= leastM && lengthM <= mostM)
        return lengthM;
    remark(
        RemarkKind::Implausible, field, key,
        "{} {:g} with the outer_unit {} is no side of a rack, {:g} to {:g} m in mm or in; {:.3f} m is taken.",
        key, value, map_.text("outer_unit", "none"), leastM, mostM, otherwiseM);
    return otherwiseM;
}

namespace {

template <class Type, class Same>
void putLatest(std::vector<Type>& types, Type type, Same same)
{
    const auto there = std::ranges::find_if(types, [&](const Type& each) { return same(each, type); });
    if (there != types.end())
        *there = std::move(type);
    else
        types.push_back(std::move(type));
}

bool isSame(const DeviceType& a, const DeviceType& b)
{
    return a.manufacturer == b.manufacturer && a.name == b.name;
}

bool isSameRack(const RackType& a, const RackType& b)
{
    return a.name == b.name;
}

void readFile(const YAML::Node& root, const std::string& origin, DeviceLibrary& library)
{
    LibraryType type(recipe::YamlMap(root, {origin, root.Mark().line + 1, "device type"}), library);
    if (type.map().has("form_factor")) // which every rack type has and no device type
        putLatest(library.rackTypes, readRackType(type), isSameRack);
    else
        putLatest(library.deviceTypes, readDeviceType(type), isSame);
}

} // namespace

} // namespace library

std::string_view nameOf(RemarkKind kind)
{
    switch (kind) {
    case RemarkKind::Refused:
        return "refused";
    case RemarkKind::Implausible:
        return "implausible";
    case RemarkKind::Missing:
        return "missing";
    case RemarkKind::Assumed:
        break;
    }
    return "assumed";
}

std::size_t DeviceLibrary::count(RemarkKind kind) const
{
    return static_cast<std::size_t>(std::ranges::count(remarks, kind, &LibraryRemark::kind));
}

void readLibraryText(const std::string& yaml, const std::string& origin, DeviceLibrary& library)
{
    const std::size_t before = library.remarks.size();
    const auto refuse = [&](std::string sentence) {
        library.remarks.resize(before); // of a file that is not imported nothing else matters
        library.remarks.push_back({RemarkKind::Refused, "", "", std::move(sentence)});
    };
    try {
        library::readFile(YAML::Load(yaml), origin, library);
    } catch (const YAML::Exception& error) {
        refuse(fmt::format("{}:{}: this is not YAML: {}.", origin, error.mark.line + 1, error.msg));
    } catch (const InputError& error) {
        refuse(error.what());
    }
}

namespace {

std::string libraryText(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream || std::filesystem::is_directory(path))
        throw StorageError(
            fmt::format("{} cannot be read; check that it exists and is yours to read.", path.string()));
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto ending = entry.path().extension();
        if (entry.is_regular_file() && (ending == ".yaml" || ending == ".yml"))
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

DeviceLibrary readDeviceLibrary(const std::vector<std::filesystem::path>& paths)
{
    DeviceLibrary library;
    for (const std::filesystem::path& path : paths) {
        const bool isFolder = std::filesystem::is_directory(path);
        for (const auto& file : isFolder ? filesBelow(path) : std::vector{path})
            readLibraryText(libraryText(file), file.string(), library);
    }
    return library;
}

namespace {

// Zero, nothing and the first of a choice are what is not stated; truths always are.
template <class Value>
bool isStated(const Value& value)
{
    return std::is_same_v<Value, bool> || !(value == Value{});
}

// What the library states goes over what is there.
template <class Type>
Type merged(const Type& there, const Type& stated)
{
    Type type = there;
    forEachField<Type>([&](const auto& field) {
        if (field.name != "id" && isStated(field.of(stated)))
            field.of(type) = field.of(stated);
    });
    return type;
}

template <class Type, class Same>
void putInto(SiteEdit& edit, const std::vector<Type>& types, Same same, LibraryImport& result)
{
    for (const Type& type : types) {
        const auto& all = (*edit.site().catalogue).*ObjectType<Type>::list;
        const auto there = std::ranges::find_if(all, [&](const Type& each) { return same(each, type); });
        if (there == all.end()) {
            edit.add(type);
            ++result.added;
            continue;
        }
        const Type next = merged(*there, type);
        if (next == *there)
            continue;
        edit.change(there->id) = next;
        ++result.changed;
    }
}

} // namespace

LibraryImport withDeviceLibrary(const SitePtr& site, const DeviceLibrary& library)
{
    LibraryImport result;
    SiteEdit edit(site);
    putInto(edit, library.deviceTypes, library::isSame, result);
    putInto(edit, library.rackTypes, library::isSameRack, result);
    result.site = edit.done();
    return result;
}

} // namespace hallwright
