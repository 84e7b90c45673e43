// How the buoyant flow's cells and faces lie in memory: rows along x, padded so that vectors of eight and neighbours
// two cells off stay within the array.
//
// Cells count from 1; number 0 and those beyond the last are solid. Face i of a cell is the one at its low side, so
// that the high side of the last cell is face n + 1. Single precision throughout.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace hallwright::buoyant {

using Index = std::ptrdiff_t;

inline constexpr int lanes = 8;

struct Lattice {
    std::array<int, 3> n{};        // cells along x, y, z
    int count = 0;                 // of a row that is worked on: n[0] + 1 and up to a whole vector
    std::array<Index, 3> stride{}; // to the next along x, y, z
    Index total = 0;               // cells with their padding

    Lattice() = default;
    explicit Lattice(const std::array<int, 3>& cells) : n(cells)
    {
        count = (n[0] + 1 + lanes - 1) / lanes * lanes;
        stride = {1, count + 1, static_cast<Index>(count + 1) * (n[1] + 2)};
        total = stride[2] * (n[2] + 2);
    }
    Index margin() const { return stride[2] + 2 * stride[1] + Index{2} * lanes; }
    Index at(int i, int j, int k) const { return i + stride[1] * j + stride[2] * k; }
    Index row(int j, int k) const { return at(1, j, k); } // of its first cell

    template <class Visit>
    void forCells(const Visit& visit) const // visit(i, j, k, index)
    {
        for (int k = 1; k <= n[2]; ++k)
            for (int j = 1; j <= n[1]; ++j)
                for (int i = 1; i <= n[0]; ++i)
                    visit(i, j, k, at(i, j, k));
    }
};

// One value per cell or face of a lattice.
class Values
{
public:
    void assign(const Lattice& lattice, float value = 0.0F)
    {
        margin_ = lattice.margin();
        all_.assign(static_cast<std::size_t>(lattice.total + 2 * margin_), value);
    }
    float* data() { return all_.data() + margin_; }
    const float* data() const { return all_.data() + margin_; }
    float& operator[](Index c) { return data()[c]; }
    float operator[](Index c) const { return data()[c]; }
    void swap(Values& other) { all_.swap(other.all_); }
    bool empty() const { return all_.empty(); }
    std::size_t bytes() const { return all_.size() * sizeof(float); }

private:
    std::vector<float> all_;
    Index margin_ = 0;
};

} // namespace hallwright::buoyant
