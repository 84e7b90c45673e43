// VTK ImageData (.vti), the file of cell values that ParaView opens.
//
// XML with appended raw data, little-endian, not compressed, one value per cell, x fastest. Source of the format: VTK
// File Formats, Kitware.
#pragma once

#include <array>
#include <cstdint>
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

std::string vtiOf(const CellImage& image); // the file's content

} // namespace hallwright
