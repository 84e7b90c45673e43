// A libFuzzer target: https://llvm.org/docs/LibFuzzer.html. HALLWRIGHT_READER is the function that it feeds.
#include "tests/fuzz/readers.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    hallwright::fuzz::HALLWRIGHT_READER({reinterpret_cast<const char*>(data), size});
    return 0;
}
