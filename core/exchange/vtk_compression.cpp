#include "core/exchange/vtk_compression.h"

#include <lz4.h>
#include <lzma.h>
#include <zlib.h>

#include <cstdint>
#include <limits>

namespace hallwright::vtk {

namespace {

// What LZMA may take beside the block itself: its dictionary, 64 MiB at the highest of its usual settings.
constexpr std::uint64_t mostLzmaBytes = 128U << 20U;

bool inflateZlib(std::string_view block, std::string& content)
{
    uLongf size = content.size();
    return uncompress(reinterpret_cast<Bytef*>(content.data()), &size,
                      reinterpret_cast<const Bytef*>(block.data()), block.size()) == Z_OK &&
           size == content.size();
}

bool inflateLz4(std::string_view block, std::string& content)
{
    constexpr std::size_t most = std::numeric_limits<int>::max();
    if (block.size() > most || content.size() > most)
        return false;
    const int size = LZ4_decompress_safe(block.data(), content.data(), static_cast<int>(block.size()),
                                         static_cast<int>(content.size()));
    return size >= 0 && static_cast<std::size_t>(size) == content.size();
}

bool inflateLzma(std::string_view block, std::string& content)
{
    std::uint64_t memory = mostLzmaBytes;
    std::size_t in = 0;
    std::size_t out = 0;
    return lzma_stream_buffer_decode(&memory, 0, nullptr, reinterpret_cast<const std::uint8_t*>(block.data()),
                                     &in, block.size(), reinterpret_cast<std::uint8_t*>(content.data()), &out,
                                     content.size()) == LZMA_OK &&
           out == content.size();
}

} // namespace

std::optional<Compressor> compressorOf(std::string_view attribute)
{
    if (attribute == "vtkZLibDataCompressor")
        return Compressor::Zlib;
    if (attribute == "vtkLZ4DataCompressor")
        return Compressor::Lz4;
    return attribute == "vtkLZMADataCompressor" ? std::optional(Compressor::Lzma) : std::nullopt;
}

std::optional<std::string> inflated(Compressor compressor, std::string_view block, std::size_t size)
{
    std::string content(size, '\0');
    const auto inflate = compressor == Compressor::Zlib  ? inflateZlib
                         : compressor == Compressor::Lz4 ? inflateLz4
                                                         : inflateLzma;
    return inflate(block, content) ? std::optional(std::move(content)) : std::nullopt;
}

} // namespace hallwright::vtk
