// The air of a hall as pictures, lines and triangles, in the hall's frame with z from its floor: plain data, made by one
// view and drawn by another.
#pragma once

#include <QImage>
#include <QRgb>
#include <QVector3D>

#include <cstdint>
#include <memory>
#include <vector>

namespace hallwright::style {

// A picture in a plane through the whole room. Its alpha is 0 or 1; row 0 is the north edge of a level picture, the top
// of an upright one, column 0 its western or southern edge.
struct AirSlice {
    enum class Plane { AcrossX, AcrossY, Level }; // of one x, one y, one height

    Plane plane = Plane::Level;
    double atM = 0.0;
    double acrossM = 0.0, upM = 0.0; // from the hall's origin: what the picture covers
    QImage image;
};

// What the air follows.
struct AirLine {
    std::vector<QVector3D> points;
    std::vector<QRgb> colours; // of each point
};

// Translucent triangles.
struct AirSurface {
    std::vector<QVector3D> points;
    std::vector<QVector3D> normals;
    std::vector<std::uint32_t> corners; // three to a triangle
    QRgb colour = 0;
};

// Parts that stay from one to the next, by pointer or as the same image, are not uploaded again.
struct AirLayers {
    std::vector<AirSlice> slices; // at most one of each plane
    std::shared_ptr<const std::vector<AirLine>> lines;
    std::shared_ptr<const AirSurface> surface;

    bool empty() const { return slices.empty() && !lines && !surface; }
};

} // namespace hallwright::style
