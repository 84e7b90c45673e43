#include "views/fields/slice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>

namespace hallwright::fields {

namespace {

// Where the axes of a cut lie among x, y, z.
struct SliceAxes {
    std::size_t across, up, normal;
};

SliceAxes axesOf(Axis normal)
{
    switch (normal) {
    case Axis::X:
        return {1, 2, 0};
    case Axis::Y:
        return {0, 2, 1};
    case Axis::Z:
        break;
    }
    return {0, 1, 2};
}

std::array<double, 3> coordinates(Point3 p)
{
    return {p.x, p.y, p.z};
}

// Neighbours in one row of racks become one rectangle.
std::vector<Rect> joined(std::vector<Rect> rects)
{
    constexpr double touchingM = 0.02;
    std::sort(rects.begin(), rects.end(), [](const Rect& a, const Rect& b) {
        return std::tie(a.y, a.depth, a.x) < std::tie(b.y, b.depth, b.x);
    });
    std::vector<Rect> result;
    for (const Rect& rect : rects) {
        if (!result.empty()) {
            Rect& last = result.back();
            if (std::abs(last.y - rect.y) < 1e-6 && std::abs(last.depth - rect.depth) < 1e-6 &&
                rect.x - last.right() < touchingM) {
                last.width = std::max(last.right(), rect.right()) - last.x;
                continue;
            }
        }
        result.push_back(rect);
    }
    return result;
}

// Every cell without a value takes the mean of its neighbours that have one, from the air inwards, at most so many deep.
void fillIn(HeatmapGrid& grid, std::optional<int> deepest)
{
    std::vector<std::size_t> empty;
    for (std::size_t cell = 0; cell < grid.values.size(); ++cell)
        if (std::isnan(grid.values[cell]))
            empty.push_back(cell);
    if (empty.size() == grid.values.size() && !deepest) {
        std::fill(grid.values.begin(), grid.values.end(), 0.0F);
        return;
    }
    const auto nx = static_cast<std::size_t>(grid.nx);
    std::vector<std::pair<std::size_t, float>> found;
    for (int deep = 0; !empty.empty() && (!deepest || deep < *deepest); ++deep) {
        found.clear();
        for (const std::size_t cell : empty) {
            float sum = 0.0F;
            int count = 0;
            const auto add = [&](bool exists, std::size_t other) {
                if (exists && !std::isnan(grid.values[other])) {
                    sum += grid.values[other];
                    ++count;
                }
            };
            add(cell % nx > 0, cell - 1);
            add(cell % nx + 1 < nx, cell + 1);
            add(cell >= nx, cell - nx);
            add(cell + nx < grid.values.size(), cell + nx);
            if (count > 0)
                found.emplace_back(cell, sum / static_cast<float>(count));
        }
        for (const auto& [cell, value] : found)
            grid.values[cell] = value;
        std::erase_if(empty, [&](std::size_t cell) { return !std::isnan(grid.values[cell]); });
    }
}

// The part of a line between two of its parameters.
struct Piece {
    double from = 0.0, to = 1.0;
};

// The parameters at which a -> b is inside the rectangle; empty if from >= to.
Piece inside(Point2 a, Point2 b, const Rect& rect)
{
    Piece piece;
    const auto clip = [&](double start, double step, double low, double high) {
        if (step == 0.0) {
            if (start < low || start > high)
                piece.to = piece.from - 1.0;
            return;
        }
        const double first = (low - start) / step;
        const double second = (high - start) / step;
        piece.from = std::max(piece.from, std::min(first, second));
        piece.to = std::min(piece.to, std::max(first, second));
    };
    clip(a.x, b.x - a.x, rect.x, rect.right());
    clip(a.y, b.y - a.y, rect.y, rect.top());
    return piece;
}

std::vector<Piece> outsideAll(Point2 a, Point2 b, const std::vector<Rect>& solids)
{
    const auto [left, right] = std::minmax(a.x, b.x);
    const auto [bottom, top] = std::minmax(a.y, b.y);
    std::vector<Piece> free{{0.0, 1.0}};
    for (const Rect& rect : solids) {
        if (right < rect.x || left > rect.right() || top < rect.y || bottom > rect.top())
            continue;
        const Piece hidden = inside(a, b, rect);
        if (!(hidden.from < hidden.to))
            continue;
        std::vector<Piece> left_;
        for (const Piece& piece : free) {
            if (hidden.from > piece.from)
                left_.push_back({piece.from, std::min(piece.to, hidden.from)});
            if (hidden.to < piece.to)
                left_.push_back({std::max(piece.from, hidden.to), piece.to});
        }
        std::erase_if(left_, [](const Piece& piece) { return !(piece.from < piece.to); });
        free = std::move(left_);
    }
    return free;
}

double lengthOf(const std::vector<Point2>& points)
{
    double length = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i)
        length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    return length;
}

// The parts of a line that run through air.
void addVisible(std::vector<Isoline>& to, const Isoline& line, const std::vector<Rect>& solids)
{
    constexpr double shortestM = 0.7;
    Isoline part{line.level, {}};
    const auto close = [&] {
        if (part.points.size() > 1 && lengthOf(part.points) >= shortestM)
            to.push_back(part);
        part.points.clear();
    };
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const Point2 a = line.points[i - 1];
        const Point2 b = line.points[i];
        const auto at = [&](double t) { return a + (b - a) * t; };
        for (const Piece& piece : outsideAll(a, b, solids)) {
            if (piece.from > 0.0)
                close();
            if (part.points.empty())
                part.points.push_back(at(piece.from));
            part.points.push_back(at(piece.to));
            if (piece.to < 1.0)
                close();
        }
        if (!part.points.empty() && part.points.back() != b)
            close();
    }
    close();
}

} // namespace

std::vector<Rect> outlinesAcross(const AirRoom& room, Axis normal, double atM)
{
    const SliceAxes axes = axesOf(normal);
    std::vector<Rect> rects;
    const auto add = [&](const AirBox& box) {
        const auto least = coordinates(box.least);
        const auto most = coordinates(box.most);
        if (atM > least[axes.normal] && atM < most[axes.normal])
            rects.push_back({least[axes.across], least[axes.up], most[axes.across] - least[axes.across],
                             most[axes.up] - least[axes.up]});
    };
    for (const AirBox& box : room.solids)
        add(box);
    for (const AirRack& rack : room.racks)
        add(rack.body);
    return rects;
}

Slice sliceOf(const QuantityValues& values, Axis normal, double atM)
{
    const FieldData& data = values.data();
    const AirRoom& room = *data.room;
    const SliceAxes axes = axesOf(normal);
    const std::array<double, 3> size{room.widthM, room.depthM, room.heightM};
    const std::array<int, 3>& cells = data.grid.cells;
    Slice slice;
    slice.normal = normal;
    slice.atM = std::clamp(atM, 0.0, size[axes.normal]);
    slice.acrossM = size[axes.across];
    slice.upM = size[axes.up];
    slice.outlines = outlinesAcross(room, normal, slice.atM);
    slice.solids = joined(slice.outlines);
    HeatmapGrid& grid = slice.grid;
    grid.nx = cells[axes.across];
    grid.ny = cells[axes.up];
    grid.dxM = grid.dyM = data.grid.cellM;
    grid.values.resize(static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny));

    const double position = std::clamp(slice.atM / data.grid.cellM - 0.5, 0.0, cells[axes.normal] - 1.0);
    const int low = static_cast<int>(position);
    const int high = std::min(low + 1, cells[axes.normal] - 1);
    const auto part = static_cast<float>(position - low);
    std::array<int, 3> cell{};
    std::size_t at = 0;
    for (int v = 0; v < grid.ny; ++v) {
        cell[axes.up] = v;
        for (int u = 0; u < grid.nx; ++u) {
            cell[axes.across] = u;
            cell[axes.normal] = low;
            const float first = values.at(data.grid.index(cell[0], cell[1], cell[2]));
            cell[axes.normal] = high;
            const float second = values.at(data.grid.index(cell[0], cell[1], cell[2]));
            grid.values[at++] = std::isnan(first)    ? second
                                : std::isnan(second) ? first
                                                     : std::lerp(first, second, part);
        }
    }
    // Where the reference has nothing there is no difference either: only racks and the like are filled.
    constexpr int thinCells = 2;
    fillIn(grid, values.quantity() == FieldQuantity::Difference ? std::optional(thinCells) : std::nullopt);
    return slice;
}

Point3 inRoom(const Slice& slice, Point2 p)
{
    switch (slice.normal) {
    case Axis::X:
        return {slice.atM, p.x, p.y};
    case Axis::Y:
        return {p.x, slice.atM, p.y};
    case Axis::Z:
        break;
    }
    return {p.x, p.y, slice.atM};
}

bool inSolid(const Slice& slice, Point2 p)
{
    return std::any_of(slice.solids.begin(), slice.solids.end(), [p](const Rect& rect) {
        return p.x >= rect.x && p.x <= rect.right() && p.y >= rect.y && p.y <= rect.top();
    });
}

QImage imageOf(const Slice& slice, const ColourTable& colours, QRgb solid)
{
    constexpr int pixelsPerCell = 4; // values are interpolated, then coloured: bands stay sharp
    const HeatmapGrid& grid = slice.grid;
    const int width = grid.nx * pixelsPerCell;
    const int height = grid.ny * pixelsPerCell;
    QImage image(width, height, qAlpha(solid) < 255 ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    struct Column {
        std::size_t low, high;
        float part;
    };
    const auto between = [](double at, double cellM, int cells) {
        const double position = std::clamp(at / cellM - 0.5, 0.0, cells - 1.0);
        const int low = static_cast<int>(position);
        return Column{static_cast<std::size_t>(low), static_cast<std::size_t>(std::min(low + 1, cells - 1)),
                      static_cast<float>(position - low)};
    };
    std::vector<Column> columns;
    for (int x = 0; x < width; ++x)
        columns.push_back(between((x + 0.5) / width * slice.acrossM, grid.dxM, grid.nx));
    std::vector<float> line(static_cast<std::size_t>(grid.nx));
    for (int y = 0; y < height; ++y) {
        const Column row = between((y + 0.5) / height * slice.upM, grid.dyM, grid.ny);
        const float* lower = grid.values.data() + row.low * line.size();
        const float* upper = grid.values.data() + row.high * line.size();
        for (std::size_t i = 0; i < line.size(); ++i)
            line[i] = lower[i] + (upper[i] - lower[i]) * row.part;
        auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(height - 1 - y));
        for (const Column& column : columns)
            *pixel++ = colours.at(line[column.low] + (line[column.high] - line[column.low]) * column.part);
    }
    for (const Rect& rect : slice.solids) {
        const auto pixelOf = [](double at, double size, int pixels) {
            return std::clamp(static_cast<int>(std::lround(at / size * pixels)), 0, pixels);
        };
        const int left = pixelOf(rect.x, slice.acrossM, width);
        const int right = pixelOf(rect.right(), slice.acrossM, width);
        const int bottom = pixelOf(rect.y, slice.upM, height);
        const int top = pixelOf(rect.top(), slice.upM, height);
        for (int y = bottom; y < top; ++y) {
            auto* row = reinterpret_cast<QRgb*>(image.scanLine(height - 1 - y));
            std::fill(row + left, row + std::max(left, right), solid);
        }
    }
    return image;
}

std::vector<Isoline> isolinesOf(const Slice& slice, const std::vector<double>& levels)
{
    std::vector<Isoline> visible;
    for (Isoline& line : isolinesOf(slice.grid, levels)) {
        for (Point2& p : line.points)
            p = {std::min(p.x, slice.acrossM), std::min(p.y, slice.upM)};
        addVisible(visible, line, slice.solids);
    }
    return visible;
}

QImage sliceImage(const FieldData& data, FieldQuantity quantity, double heightM, const ValueScale& scale,
                  std::span<const float> shares)
{
    const bool lacksShares = isShare(quantity) && shares.size() != data.temperatureC.size();
    const bool lacksReference = quantity == FieldQuantity::Difference && !data.hasReferenceCells();
    if (!data.usable() || quantity == FieldQuantity::PowerDensity || lacksShares || lacksReference)
        return {};
    return imageOf(sliceOf(QuantityValues(data, quantity, shares), Axis::Z, heightM), scale.colours(),
                   qRgba(0, 0, 0, 0));
}

} // namespace hallwright::fields
