// Counting the pixels of a picture by their colour.
#pragma once

#include <QImage>

#include <cstdlib>

namespace hallwright::fields {

// How many pixels have a colour, near enough for a picture that was filtered on its way.
inline int pixelsLike(const QImage& image, QRgb colour)
{
    constexpr int near = 6; // of 255, in each channel
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            count += std::abs(qRed(pixel) - qRed(colour)) <= near &&
                     std::abs(qGreen(pixel) - qGreen(colour)) <= near &&
                     std::abs(qBlue(pixel) - qBlue(colour)) <= near;
        }
    return count;
}

} // namespace hallwright::fields
