// How far two pictures of the same thing are apart.
#pragma once

#include <QImage>

#include <algorithm>
#include <cstdlib>

namespace hallwright::test {

// Of 255, in any channel of any pixel; 255 for pictures of different sizes. A line that is painted within a part of the
// picture is rounded at its edges otherwise than the same line painted whole, by what nobody sees.
inline int largestDifference(const QImage& a, const QImage& b)
{
    if (a.size() != b.size())
        return 255;
    int largest = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            largest = std::max({largest, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)),
                                std::abs(qBlue(p) - qBlue(q))});
        }
    }
    return largest;
}

constexpr int unseenDifference = 6;

} // namespace hallwright::test
