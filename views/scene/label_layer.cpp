#include "views/scene/label_layer.h"

#include "views/shared/severity_mark.h"

#include <QByteArray>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QGeometry>
#include <Qt3DRender/QGeometryRenderer>
#include <Qt3DRender/QMaterial>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::scene {

namespace {

constexpr int instanceFloats = 12;
constexpr double standPixels = 8.0; // between the anchor and the label's lower edge
constexpr int atlasWidth = 1024;
constexpr double markWidth = 10.0; // of a finding's severity before its count

QFont fontOf(LabelKind kind)
{
    QFont font;
    constexpr std::array<int, 6> pixels{12, 14, 12, 11, 10, 12};
    font.setPixelSize(pixels[static_cast<std::size_t>(kind)]);
    font.setWeight(kind == LabelKind::Row    ? QFont::DemiBold
                   : kind == LabelKind::Hall ? QFont::Medium
                                             : QFont::DemiBold);
    return font;
}

QSizeF paddingOf(LabelKind kind)
{
    const bool small = kind == LabelKind::Row || kind == LabelKind::Finding || kind == LabelKind::Dimension;
    return small ? QSizeF(5.0, 1.5) : QSizeF(8.0, 3.5);
}

void paintLabel(QPainter& painter, const Label& label, const QRectF& area, const SceneKit& kit)
{
    const style::Colours& c = kit.colours();
    QColor plate = label.kind == LabelKind::Rack ? c.selection
                   : kit.dark()                  ? QColor(0x10151a)
                                                 : QColor(Qt::white);
    plate.setAlphaF(label.kind == LabelKind::Rack ? 0.96f : 0.84f);
    const bool accented = label.kind == LabelKind::Building || label.kind == LabelKind::Dimension;
    QColor frame = accented ? c.accent : c.dimText;
    frame.setAlphaF(0.55f);
    painter.setPen(QPen(frame, 1.0));
    painter.setBrush(plate);
    const double radius = label.kind == LabelKind::Row ? area.height() / 2 : 4.0;
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setFont(fontOf(label.kind));
    const bool lightPlate = plate.lightnessF() > 0.5f;
    painter.setPen(label.kind == LabelKind::Rack ? (lightPlate ? QColor(0x10151a) : QColor(Qt::white))
                                                 : c.text);
    if (!label.mark) {
        painter.drawText(area, Qt::AlignCenter, label.text);
        return;
    }
    const double side = area.height() - 4.0;
    style::paintSeverityMark(painter, QRectF(area.left() + 3.0, area.top() + 2.0, side, side), *label.mark);
    painter.drawText(area.adjusted(markWidth, 0.0, 0.0, 0.0), Qt::AlignCenter, label.text);
}

bool sameTexts(const std::vector<Label>& a, const std::vector<Label>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Label& x, const Label& y) {
        return x.text == y.text && x.kind == y.kind && x.mark == y.mark;
    });
}

} // namespace

LabelLayer::LabelLayer(Qt3DCore::QEntity* parent)
    : entity_(new Qt3DCore::QEntity(parent)), instances_(new Qt3DCore::QBuffer(entity_)),
      renderer_(new Qt3DRender::QGeometryRenderer(entity_)), material_(makeLabelMaterial(entity_)),
      texture_(material_, "atlas", PictureTexture::Filter::Smooth)
{
    using Qt3DCore::QAttribute;
    auto* geometry = new Qt3DCore::QGeometry(renderer_);
    auto* corners = new Qt3DCore::QBuffer(geometry);
    constexpr std::array<float, 12> strip{0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0};
    corners->setData(QByteArray(reinterpret_cast<const char*>(strip.data()), sizeof strip));
    geometry->addAttribute(new QAttribute(corners, QStringLiteral("vertexPosition"), QAttribute::Float, 3, 4,
                                          0, 3 * sizeof(float), geometry));
    unsigned offset = 0;
    for (const char* name : {"instanceAnchor", "instanceRect", "instanceTexture"}) {
        auto* attribute = new QAttribute(instances_, QString::fromLatin1(name), QAttribute::Float, 4, 0,
                                         offset, instanceFloats * sizeof(float), geometry);
        attribute->setDivisor(1);
        geometry->addAttribute(attribute);
        attributes_.push_back(attribute);
        offset += 4 * sizeof(float);
    }
    renderer_->setGeometry(geometry);
    renderer_->setPrimitiveType(Qt3DRender::QGeometryRenderer::TriangleStrip);
    renderer_->setVertexCount(4);
    entity_->addComponent(renderer_);
    entity_->addComponent(material_);
    entity_->setEnabled(false);
}

void LabelLayer::set(const SceneKit& kit, std::vector<Label> labels, double devicePixelRatio)
{
    const bool repaint =
        !sameTexts(labels, labels_) || kit.theme != paintedTheme_ || devicePixelRatio != paintedRatio_;
    labels_ = std::move(labels);
    ratio_ = devicePixelRatio;
    if (repaint)
        paintAtlas(kit, devicePixelRatio);
}

void LabelLayer::paintAtlas(const SceneKit& kit, double devicePixelRatio)
{
    paintedTheme_ = kit.theme;
    paintedRatio_ = devicePixelRatio;
    placed_.clear();
    if (labels_.empty())
        return;
    // Shelves: labels side by side until the row is full.
    std::vector<QRectF> areas;
    double x = 1.0, y = 1.0, shelf = 0.0;
    const double width = atlasWidth / devicePixelRatio;
    for (const Label& label : labels_) {
        const QFontMetricsF metrics(fontOf(label.kind));
        const QSizeF padding = paddingOf(label.kind);
        const QSizeF size(std::ceil(std::min(metrics.horizontalAdvance(label.text) + 2 * padding.width() +
                                                 (label.mark ? markWidth : 0.0),
                                             width - 2.0)),
                          std::ceil(metrics.height() + 2 * padding.height()));
        if (x + size.width() + 1.0 > width) {
            x = 1.0;
            y += shelf + 1.0;
            shelf = 0.0;
        }
        areas.emplace_back(QPointF(x, y), size);
        x += size.width() + 1.0;
        shelf = std::max(shelf, size.height());
    }
    const QSize pixels(atlasWidth, static_cast<int>(std::ceil((y + shelf + 1.0) * devicePixelRatio)));
    QImage atlas(pixels, QImage::Format_ARGB32_Premultiplied);
    atlas.setDevicePixelRatio(devicePixelRatio);
    atlas.fill(Qt::transparent);
    QPainter painter(&atlas);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        paintLabel(painter, labels_[i], areas[i], kit);
        const QRectF& a = areas[i];
        placed_.push_back({a.size(), QRectF(a.x() * devicePixelRatio / pixels.width(),
                                            a.y() * devicePixelRatio / pixels.height(),
                                            a.width() * devicePixelRatio / pixels.width(),
                                            a.height() * devicePixelRatio / pixels.height())});
    }
    painter.end();
    texture_.set(atlas);
}

void LabelLayer::arrange(const CameraController& camera)
{
    // Within its reach, the more important and then the nearer label goes first.
    struct Candidate {
        std::size_t index;
        float distance;
    };
    std::vector<Candidate> order;
    const QVector3D eye = camera.pose().eye();
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        const float distance = labels_[i].anchor.distanceToPoint(eye);
        if (distance <= labels_[i].farthestM)
            order.push_back({i, distance});
    }
    std::sort(order.begin(), order.end(), [&](const Candidate& a, const Candidate& b) {
        const LabelKind kindA = labels_[a.index].kind, kindB = labels_[b.index].kind;
        return kindA != kindB ? kindA < kindB : a.distance < b.distance;
    });

    const QMatrix4x4 viewProjection = camera.projectionMatrix() * camera.viewMatrix();
    std::vector<QRectF> taken;
    std::vector<float> buffer;
    const QRectF view(QPointF(0, 0), QSizeF(camera.viewSize()));
    for (const auto& [i, distance] : order) {
        const Label& label = labels_[i];
        const auto at = camera.project(viewProjection, label.anchor);
        if (!at)
            continue;
        const QSizeF size = placed_[i].size;
        const QRectF rect(QPointF(at->x() - size.width() / 2, at->y() - size.height() - standPixels), size);
        const QRectF claimed = rect.adjusted(-3, -2, 3, 2);
        if (!view.intersects(rect) || std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) {
                return other.intersects(claimed);
            }))
            continue;
        taken.push_back(claimed);
        const QRectF& t = placed_[i].inAtlas;
        const auto f = [](double v) { return static_cast<float>(v); };
        buffer.insert(buffer.end(),
                      {label.anchor.x(), label.anchor.y(), label.anchor.z(), 1.0f,
                       f(-size.width() / 2 * ratio_), f((-size.height() - standPixels) * ratio_),
                       f(size.width() * ratio_), f(size.height() * ratio_), f(t.x()), f(t.y()), f(t.width()),
                       f(t.height())});
    }
    empty_ = buffer.empty();
    if (!empty_) {
        const auto count = static_cast<uint>(buffer.size() / instanceFloats);
        instances_->setData(QByteArray(reinterpret_cast<const char*>(buffer.data()),
                                       static_cast<qsizetype>(buffer.size() * sizeof(float))));
        for (Qt3DCore::QAttribute* attribute : attributes_)
            attribute->setCount(count);
        renderer_->setInstanceCount(static_cast<int>(count));
    }
    entity_->setEnabled(visible_ && !empty_);
}

void LabelLayer::setVisible(bool visible)
{
    visible_ = visible;
    entity_->setEnabled(visible_ && !empty_);
}

} // namespace hallwright::scene
