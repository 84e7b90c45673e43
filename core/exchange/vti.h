// An air field as VTK ImageData (.vti): the file ParaView opens.
//
// XML with appended raw data, little-endian, no compression; one value per cell, x fastest:
//     temperature_c  Float32  [°C], NaN where there is no air
//     velocity_m_s   Float32, three components [m/s]
//     speed_m_s      Float32 [m/s]
//     recirculated   Float32, share of the air that has been through a rack before, 0..1
//     solid          UInt8, 1 in racks, bodies and columns
// in the hall's frame, metres. Source of the format: VTK File Formats, kitware. Throws InputError where the field has no
// values (AirFieldReport::usable).
#pragma once

#include "core/physics/air_field.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hallwright {

// Values of the cells of a uniform grid whose first corner lies at the origin.
struct CellImage {
    struct Floats {
        std::string name;
        int components = 1;
        std::vector<float> values; // of one cell together
    };
    struct Bytes {
        std::string name;
        std::vector<std::uint8_t> values;
    };
    std::array<int, 3> cells{};
    std::array<double, 3> spacingM{};
    std::vector<Floats> floats; // the first scalar is what a viewer shows at once
    std::vector<Bytes> bytes;
};

CellImage imageOf(const AirField& field);

std::string vtiOf(const CellImage& image); // the file's content

} // namespace hallwright
