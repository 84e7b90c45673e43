#include "views/panels/inspector_page.h"

#include <QEvent>

namespace hallwright::panels {

InspectorPage::InspectorPage(QWidget* parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(this);
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
    setWidget(content);
}

void InspectorPage::setTitle(const QString& title, const QString& subtitle)
{
    title_->setText(title);
    subtitle_->setText(subtitle);
}

void InspectorPage::beginGroup(const QString& caption)
{
    auto* label = new QLabel(caption, widget());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setContentsMargins(0, 10, 0, 2);
    column_->addWidget(label);
    rows_ = new QFormLayout;
    rows_->setLabelAlignment(Qt::AlignLeft);
    rows_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows_->setHorizontalSpacing(12);
    rows_->setVerticalSpacing(5);
    column_->addLayout(rows_);
}

void InspectorPage::addField(const QString& caption, QWidget* field, const QString& explanation)
{
    field->setToolTip(explanation);
    if (field->focusPolicy() != Qt::NoFocus)
        field->setFocusPolicy(Qt::StrongFocus);
    field->installEventFilter(this);
    rows_->addRow(caption, field);
}

QLabel* InspectorPage::addFigure(const QString& caption, const QString& explanation)
{
    auto* figure = new QLabel(widget());
    figure->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                                    Qt::LinksAccessibleByKeyboard);
    figure->setWordWrap(true);
    connect(figure, &QLabel::linkActivated, this, [this, figure](const QString& key) {
        emit explanationWanted(key, figure->mapToGlobal(QPoint(0, figure->height())));
    });
    addField(caption, figure, explanation);
    return figure;
}

QString InspectorPage::explained(const QString& text, const QString& key)
{
    if (key.isEmpty())
        return text;
    return QStringLiteral("<a href=\"%1\" style=\"text-decoration: none\">%2</a>")
        .arg(key.toHtmlEscaped(), text.toHtmlEscaped());
}

bool InspectorPage::eventFilter(QObject* watched, QEvent* event)
{
    const auto* field = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::Wheel && field && !field->hasFocus()) {
        event->ignore();
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

void InspectorPage::endPage()
{
    column_->addStretch(1);
}

} // namespace hallwright::panels
