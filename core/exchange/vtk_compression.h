// Blocks of arrays that VTK's XML writers have compressed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hallwright::vtk {

enum class Compressor { Zlib, Lz4, Lzma };

// By the attribute "compressor" of a file, as "vtkZLibDataCompressor".
std::optional<Compressor> compressorOf(std::string_view attribute);

// The content of one block, none unless it is exactly `size` bytes: no more memory is taken than these.
std::optional<std::string> inflated(Compressor compressor, std::string_view block, std::size_t size);

} // namespace hallwright::vtk
