#include "core/storage/sha256.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>

namespace hallwright {

namespace {

using ShaWords = std::array<std::uint32_t, 8>;
constexpr std::size_t shaBlockBytes = 64;

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2).
constexpr std::array<std::uint32_t, 64> shaConstants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t wordAt(std::string_view block, std::size_t at)
{
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < sizeof word; ++i)
        word = word << 8 | static_cast<unsigned char>(block[at + i]);
    return word;
}

// Section 6.2.2 with its names: the message schedule W, the working variables a to h.
void addBlock(ShaWords& state, std::string_view block)
{
    std::array<std::uint32_t, 64> w{};
    for (std::size_t t = 0; t < w.size(); ++t) {
        if (t < 16) {
            w[t] = wordAt(block, 4 * t);
            continue;
        }
        const std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
        const std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < w.size(); ++t) {
        const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + shaConstants[t] + w[t];
        const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const ShaWords more{a, b, c, d, e, f, g, h};
    std::transform(state.begin(), state.end(), more.begin(), state.begin(), std::plus<>());
}

} // namespace

std::string sha256(std::string_view bytes)
{
    ShaWords state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const std::uint64_t bits = 8 * static_cast<std::uint64_t>(bytes.size());
    while (bytes.size() >= shaBlockBytes) {
        addBlock(state, bytes.substr(0, shaBlockBytes));
        bytes.remove_prefix(shaBlockBytes);
    }
    // What is left, a bit 1, zeros, and the length in 64 bits (section 5.1.1): one block or two.
    std::string rest(bytes);
    rest += '\x80';
    while (rest.size() % shaBlockBytes != shaBlockBytes - sizeof bits)
        rest += '\0';
    for (int shift = 56; shift >= 0; shift -= 8)
        rest += static_cast<char>(bits >> shift & 0xFF);
    for (std::size_t at = 0; at < rest.size(); at += shaBlockBytes)
        addBlock(state, std::string_view(rest).substr(at, shaBlockBytes));
    std::string digits;
    for (const std::uint32_t word : state)
        digits += fmt::format("{:08x}", word);
    return digits;
}

} // namespace hallwright
