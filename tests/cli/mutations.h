// Files that nobody should have written, made from good ones by dice: the same seed, the same files.
#pragma once

#include <filesystem>
#include <random>
#include <string>

namespace hallwright::test {

using Dice = std::mt19937_64;

// Bits flipped, ranges overwritten, the end cut off or added to, pages swapped, zeroed or doubled.
std::string damaged(std::string bytes, Dice& dice);

// Numbers replaced by absurd ones, lines removed, doubled, swapped or turned, keys misspelt, brackets opened.
std::string rewritten(std::string text, Dice& dice);

// A sound database with values of the wrong type, absurd but valid values, coincident objects, thousands of objects more,
// power in circles, texts that are long or full of control characters. Returns what was done to it.
std::string meddleWith(const std::filesystem::path& site, Dice& dice);

} // namespace hallwright::test
