#include "views/diagrams/diagram_view.h"

#include "views/diagrams/loop_diagram.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

namespace hallwright::diagrams {

namespace {

constexpr double margin = 14.0;
constexpr double titleHeight = 30.0;
constexpr double legendHeight = 40.0;
constexpr double leastScale = 0.01;
constexpr double mostScale = 4.0;

} // namespace

DiagramView::DiagramView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 150);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

QSize DiagramView::sizeHint() const
{
    return {1000, 700};
}

void DiagramView::setSite(const SitePtr& site)
{
    site_ = site;
    layOutIfNeeded();
    changed();
}

void DiagramView::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    if (snapshot_)
        site_ = snapshot_->site;
    layOutIfNeeded();
    changed();
}

void DiagramView::showPower(const PowerScope& scope)
{
    subject_ = DiagramSubject::Power;
    scope_ = scope;
    begin();
    layOut();
    changed();
}

void DiagramView::showLoop(CoolantLoopId loop)
{
    subject_ = DiagramSubject::Loop;
    loop_ = loop;
    begin();
    layOut();
    changed();
}

void DiagramView::setTheme(style::Theme theme)
{
    paint_.theme = theme;
    changed();
}

void DiagramView::setFilter(const QString& text)
{
    paint_.filter = text.trimmed();
    changed();
}

void DiagramView::setSelection(const SelectionSet& selection)
{
    const ObjectRef primary = selection.primary();
    const DiagramElement element = elementOf(primary.valid() ? primary : refTo(selection.hall));
    if (primary.valid() && primary.kind != ObjectKind::Rack)
        reveal(element);
    else
        mark(element);
}

void DiagramView::mark(const DiagramElement& element)
{
    if (selected_ == element)
        return;
    selected_ = element;
    paint_.selected = diagram_ ? diagram_->find(selected_) : std::nullopt;
    if (paint_.selected)
        scrollIntoView(*paint_.selected);
    changed();
}

void DiagramView::reveal(const DiagramElement& element)
{
    if (!diagram_)
        return;
    const std::size_t before = open_.size();
    open_.merge(diagram_->openFor(element));
    selected_ = element;
    if (open_.size() != before)
        layOut();
    paint_.selected = diagram_->find(element);
    if (paint_.selected)
        scrollIntoView(*paint_.selected);
    changed();
}

void DiagramView::zoomToFit()
{
    begin();
    whole_ = true;
    changed();
}

void DiagramView::begin()
{
    hand_.fit();
    whole_ = false;
    placedIn_ = {};
}

void DiagramView::placeIfNeeded()
{
    const QSizeF in(size()), of = diagram_->drawing().size;
    if (!hand_.isFitted() || (placedIn_ == in && placedOf_ == of))
        return;
    placedIn_ = in;
    placedOf_ = of;
    const QRectF area = diagramArea(QRectF(rect()));
    transform_ = whole_ ? fittedTo(area, diagram_->drawing()) : legibleIn(area, diagram_->drawing());
    if (paint_.selected)
        scrollIntoView(*paint_.selected);
}

void DiagramView::layOutIfNeeded()
{
    if (!site_) {
        diagram_.reset();
        structure_ = 0;
        return;
    }
    if (!diagram_ || structureOf(*site_) != structure_)
        layOut();
}

void DiagramView::layOut()
{
    if (!site_)
        return;
    structure_ = structureOf(*site_);
    if (subject_ == DiagramSubject::Power)
        diagram_ = std::make_shared<PowerDiagram>(site_, scope_, open_);
    else
        diagram_ = std::make_shared<LoopDiagram>(site_, loop_, open_);
    paint_.hovered.reset();
    paint_.selected = diagram_->find(selected_);
}

void DiagramView::changed()
{
    if (diagram_)
        placeIfNeeded();
    cache_ = QPixmap();
    update();
    emit titleChanged(title());
}

QString DiagramView::title() const
{
    return diagram_ ? diagram_->title(snapshot_.get()) : QString();
}

const Drawing& DiagramView::drawing() const
{
    static const Drawing nothing;
    return diagram_ ? diagram_->drawing() : nothing;
}

std::optional<QPointF> DiagramView::viewPosition(const DiagramElement& element) const
{
    const auto item = diagram_ ? diagram_->find(element) : std::nullopt;
    if (!item)
        return std::nullopt;
    return transform_.map(diagram_->drawing().items[*item].rect.center());
}

QRectF DiagramView::diagramArea(const QRectF& whole) const
{
    return whole.adjusted(margin, titleHeight + margin / 2, -margin, -legendHeight - margin / 2);
}

void DiagramView::paintAll(QPainter& painter, const QRectF& whole, const DiagramTransform& transform) const
{
    const style::Colours& c = style::colours(paint_.theme);
    painter.fillRect(whole, c.background);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!diagram_ || diagram_->drawing().items.empty()) {
        painter.setPen(c.dimText);
        painter.drawText(whole, Qt::AlignCenter, diagram_ ? diagram_->emptyText() : QString());
        return;
    }
    const QRectF area = whole.adjusted(0, titleHeight, 0, -legendHeight);
    paintDiagram(painter, area, *diagram_, snapshot_.get(), transform, paint_);
    QFont bold = painter.font();
    bold.setBold(true);
    painter.save();
    painter.setFont(bold);
    painter.setPen(c.text);
    const QRectF head(whole.left() + margin, whole.top(), whole.width() - 2 * margin, titleHeight);
    painter.drawText(head, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(bold, painter.device()).elidedText(title(), Qt::ElideRight, head.width()));
    painter.restore();
    const QRectF legend(whole.left() + margin, whole.bottom() - legendHeight + 4, whole.width() - 2 * margin,
                        legendHeight - 8);
    paintDiagramLegend(painter, legend, *diagram_, paint_.theme);
}

void DiagramView::paintEvent(QPaintEvent*)
{
    if (cache_.isNull()) {
        cache_ = QPixmap(size() * devicePixelRatioF());
        cache_.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&cache_);
        painter.setFont(font());
        paintAll(painter, QRectF(rect()), transform_);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, cache_);
    if (diagram_ && paint_.hovered) {
        painter.setClipRect(QRectF(rect()).adjusted(0, titleHeight, 0, -legendHeight));
        paintRing(painter, transform_.map(diagram_->drawing().items[*paint_.hovered].rect),
                  style::colours(paint_.theme).accent, 1.5);
    }
}

QImage DiagramView::grabImage(const QSize& size) const
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setFont(font());
    const QRectF whole{QPointF(0, 0), QSizeF(size)};
    paintAll(painter, whole,
             diagram_ ? fittedTo(diagramArea(whole), diagram_->drawing()) : DiagramTransform{});
    return image;
}

void DiagramView::scrollIntoView(std::size_t item)
{
    const QRectF area = diagramArea(QRectF(rect()));
    const QRectF shown = transform_.map(diagram_->drawing().items[item].rect);
    if ((hand_.isFitted() && whole_) || area.contains(shown))
        return;
    transform_.origin += area.center() - shown.center();
}

std::optional<std::size_t> DiagramView::itemUnder(QPointF position) const
{
    const bool inside = position.y() >= titleHeight && position.y() < height() - legendHeight;
    return diagram_ && inside ? itemAt(diagram_->drawing(), transform_.unmap(position)) : std::nullopt;
}

QString DiagramView::tipAt(QPointF position) const
{
    const auto item = itemUnder(position);
    return item ? diagram_->tip(*item, snapshot_.get()) : QString();
}

DiagramElement DiagramView::elementAt(QPointF position) const
{
    const auto item = itemUnder(position);
    return item ? diagram_->drawing().items[*item].element : DiagramElement{};
}

bool DiagramView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto item = itemUnder(help->pos());
    if (item && diagram_->drawing().items[*item].symbol != Symbol::Frame)
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    else
        QToolTip::hideText();
    return true;
}

void DiagramView::resizeEvent(QResizeEvent*)
{
    changed();
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    hand_.press(event->position());
}

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    if (!hand_.isPressed()) {
        const auto hovered = itemUnder(event->position());
        if (hovered != paint_.hovered) {
            paint_.hovered = hovered;
            update();
        }
        return;
    }
    const auto by = hand_.move(event->position());
    if (!by)
        return;
    transform_.origin += *by;
    setCursor(Qt::ClosedHandCursor);
    changed();
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event)
{
    if (hand_.release() && event->button() == Qt::LeftButton) {
        selected_ = elementAt(event->position());
        paint_.selected = itemUnder(event->position());
        changed();
        emit clicked(objectOf(selected_));
    }
    unsetCursor();
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto item = itemUnder(event->position());
    if (item && !diagram_->drawing().items[*item].opens.empty())
        toggle(*item, event->position());
    else if (!item)
        zoomToFit();
}

// What was opened stays under the cursor, unless the whole diagram is in view anyway.
void DiagramView::toggle(std::size_t item, QPointF position)
{
    const DiagramItem& drawn = diagram_->drawing().items[item];
    const DiagramElement element = drawn.element;
    for (const DiagramElement& opened : drawn.opens) {
        if (drawn.isOpen)
            open_.erase(opened);
        else
            open_.insert(opened);
    }
    layOut();
    if (const auto now = diagram_->find(element); now && !hand_.isFitted()) {
        const QRectF rect = transform_.map(diagram_->drawing().items[*now].rect);
        transform_.origin += position - QPointF(rect.center().x(), rect.top() + 10.0);
    }
    changed();
}

void DiagramView::zoomBy(double factor, QPointF about)
{
    if (!diagram_)
        return;
    hand_.zoom(transform_, &DiagramTransform::scale, factor, about, leastScale, mostScale);
    changed();
}

void DiagramView::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() == 0)
        return;
    zoomBy(style::PanZoom::factorOf(*event), event->position());
    event->accept();
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    const QPointF middle = QRectF(rect()).center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(style::PanZoom::zoomPerNotch, middle);
    case Qt::Key_Minus:
        return zoomBy(1.0 / style::PanZoom::zoomPerNotch, middle);
    case Qt::Key_0:
        return zoomToFit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (paint_.selected && !diagram_->drawing().items[*paint_.selected].opens.empty())
            return toggle(*paint_.selected, middle);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void DiagramView::leaveEvent(QEvent*)
{
    paint_.hovered.reset();
    update();
}

} // namespace hallwright::diagrams
