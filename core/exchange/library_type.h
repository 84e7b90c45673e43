// One file of the device-type library while it is read.
#pragma once

#include "core/exchange/device_library.h"
#include "core/exchange/yaml_map.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace hallwright::library {

class LibraryType
{
public:
    // Fails if it has no manufacturer or no model.
    LibraryType(recipe::YamlMap map, DeviceLibrary& library);

    recipe::YamlMap& map() { return map_; }
    const std::string& manufacturer() const { return manufacturer_; }
    const std::string& model() const { return model_; }
    std::string name() const { return manufacturer_ + " " + model_; }

    // `field` is the catalogue's; `key` where in the file it stands, or would stand.
    template <class... Args>
    void remark(RemarkKind kind, const std::string& field, const std::string& key,
                fmt::format_string<Args...> sentence, Args&&... args)
    {
        add(kind, field, key, fmt::format(sentence, std::forward<Args>(args)...));
    }

    // In kg from kg, g, lb or oz; 0 with a remark where it, or its unit, is missing or makes no sense.
    double massKg(const std::string& key, const std::string& field);
    // In m from mm or in, likewise.
    double lengthM(const std::string& key, const std::string& field, double otherwiseM);

private:
    void add(RemarkKind kind, const std::string& field, const std::string& key, std::string sentence);

    recipe::YamlMap map_;
    DeviceLibrary& library_;
    std::string manufacturer_;
    std::string model_;
};

DeviceType readDeviceType(LibraryType& type);
RackType readRackType(LibraryType& type);

} // namespace hallwright::library
