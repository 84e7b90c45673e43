#include "views/panels/inspector_page.h"

#include "views/panels/refusal_note.h"

#include <QApplication>
#include <QEvent>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>

#include <utility>

namespace hallwright::panels {

namespace {

// A form gives a wrapped text the height that it would have at its best width.
void fitHeight(QLabel& label)
{
    if (label.width() > 0)
        label.setMinimumHeight(label.heightForWidth(label.width()));
}

} // namespace

InspectorPage::InspectorPage(QWidget* parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(this);
    content->setMinimumWidth(
        1); // as wide as the page: there is no scrolling sideways to what would be beside it
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(12, 10, 12, 10);
    column_->setSpacing(4);
    title_ = new QLabel(content);
    title_->setObjectName(QStringLiteral("inspectorTitle"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    title_->setWordWrap(true);
    subtitle_ = new QLabel(content);
    subtitle_->setForegroundRole(QPalette::PlaceholderText);
    subtitle_->setWordWrap(true);
    column_->addWidget(title_);
    column_->addWidget(subtitle_);
    column_->addStretch(1); // the rest of the page stays empty
    setWidget(content);
    note_ = new RefusalNote(content);
}

void InspectorPage::addUnderTitle(QWidget* part)
{
    column_->insertWidget(column_->indexOf(subtitle_) + 1, part);
}

void InspectorPage::showSheet(const Sheet& sheet)
{
    if (title_->text() != sheet.title) // it was of another
        note_->hide();
    title_->setText(sheet.title);
    subtitle_->setText(sheet.subtitle);
    std::vector<QString> captions;
    std::vector<QWidget*> fields;
    for (const SheetGroup& group : sheet.groups) {
        captions.push_back(group.caption);
        for (const SheetRow& row : group.rows) {
            captions.push_back(row.caption);
            if (row.field)
                fields.push_back(row.field);
        }
    }
    if (captions != captions_ || fields != fields_) {
        captions_ = std::move(captions);
        build(sheet);
    }
    auto figure = figures_.begin();
    for (const SheetGroup& group : sheet.groups) {
        for (const SheetRow& row : group.rows) {
            QLabel* label = *figure++;
            if (!label)
                continue;
            const QPalette::ColorRole ink = row.alarming ? QPalette::BrightText : QPalette::WindowText;
            label->setText(row.value);
            fitHeight(*label);
            label->setToolTip(row.explanation);
            if (label->foregroundRole() != ink) // else it would be painted again
                label->setForegroundRole(ink);
        }
    }
}

void InspectorPage::build(const Sheet& sheet)
{
    for (QWidget* field : fields_)
        field->setParent(this); // else they would go with the rows they stood in
    fields_.clear();
    figures_.clear();
    delete body_;
    body_ = new QWidget(widget());
    auto* groups = new QVBoxLayout(body_);
    groups->setContentsMargins(0, 0, 0, 0);
    groups->setSpacing(4);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (const SheetGroup& group : sheet.groups) {
        auto* caption = new QLabel(group.caption, body_);
        caption->setFont(bold);
        caption->setContentsMargins(0, 10, 0, 2);
        groups->addWidget(caption);
        auto* rows = new QFormLayout;
        rows->setLabelAlignment(Qt::AlignLeft);
        rows->setRowWrapPolicy(
            QFormLayout::WrapLongRows); // in a narrow dock the figure stands below its caption
        rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        rows->setHorizontalSpacing(12);
        rows->setVerticalSpacing(5);
        groups->addLayout(rows);
        for (const SheetRow& row : group.rows)
            addRow(rows, row);
    }
    column_->insertWidget(column_->count() - 1, body_);
}

void InspectorPage::addRow(QFormLayout* rows, const SheetRow& row)
{
    QLabel* figure = row.field ? nullptr : makeFigure();
    figures_.push_back(figure);
    if (row.field)
        fields_.push_back(row.field);
    QWidget* shown = row.field ? row.field : figure;
    shown->setToolTip(row.explanation);
    if (shown->focusPolicy() != Qt::NoFocus)
        shown->setFocusPolicy(Qt::StrongFocus);
    shown->installEventFilter(this);
    if (row.field)
        row.field->setAccessibleName(row.caption);
    rows->addRow(row.caption, shown);
}

QLabel* InspectorPage::makeFigure()
{
    auto* figure = new QLabel(body_);
    figure->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                                    Qt::LinksAccessibleByKeyboard);
    figure->setWordWrap(true);
    connect(figure, &QLabel::linkActivated, this, [this, figure](const QString& key) {
        emit explanationWanted(key, figure->mapToGlobal(QPoint(0, figure->height())));
    });
    return figure;
}

void InspectorPage::refuse(QWidget* field, const QString& sentence)
{
    noteRefusal(field, sentence);
    if (QWidget* next = QApplication::focusWidget(); next && isAncestorOf(next))
        field->setFocus(); // Tab went on; a click elsewhere is let go
    emit refused(sentence);
}

void InspectorPage::noteRefusal(QWidget* field, const QString& sentence)
{
    ensureWidgetVisible(field);
    note_->showAt(QRect(field->mapTo(widget(), QPoint(0, 0)), field->size()), sentence);
}

void InspectorPage::forgetRefusal()
{
    note_->hide();
}

QString InspectorPage::explained(const QString& text, const QString& key)
{
    if (key.isEmpty())
        return text;
    return QStringLiteral("<a href=\"%1\" style=\"text-decoration: none\">%2</a>")
        .arg(key.toHtmlEscaped(), text.toHtmlEscaped());
}

namespace {

// A spin box asks the line edit inside it without its filters being heard, so that the box itself is watched.
bool isHalfTyped(const QWidget& field)
{
    const auto* line = qobject_cast<const QLineEdit*>(&field);
    if (!line)
        line = field.findChild<const QLineEdit*>();
    return line && line->isModified();
}

} // namespace

bool InspectorPage::eventFilter(QObject* watched, QEvent* event)
{
    const auto* field = qobject_cast<QWidget*>(watched);
    if (auto* label = event->type() == QEvent::Resize ? qobject_cast<QLabel*>(watched) : nullptr)
        fitHeight(*label);
    if (event->type() == QEvent::KeyPress)
        note_->hide(); // something else is entered
    if (event->type() == QEvent::Wheel && field && !field->hasFocus()) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && field && !isHalfTyped(*field)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace hallwright::panels
