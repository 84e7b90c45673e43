#include "views/panels/explanation_card.h"

#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright::panels {

namespace {

constexpr int cardWidth = 420;

QLabel* paragraph(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString plainNumber(double value)
{
    const double size = std::abs(value);
    if (size != 0.0 && (size < 1e-3 || size >= 1e7))
        return QLocale().toString(value, 'g', 4);
    if (value == std::round(value) && size < 1e7)
        return QLocale().toString(value, 'f', 0);
    return QLocale().toString(value, 'f', size < 10.0 ? 4 : 2);
}

} // namespace

QString explainedValue(double value, const std::string& unit)
{
    if (std::isnan(value))
        return style::dash();
    if (unit == "W")
        return style::formatPower(value);
    if (unit == "°C")
        return style::formatTemperature(value);
    const QString number = plainNumber(value);
    return unit.empty() ? number : style::sentence(number + QChar(0x00a0) + QString::fromStdString(unit));
}

ExplanationCard::ExplanationCard(QWidget* parent) : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("explanation"));
    setFrameShape(QFrame::StyledPanel);
    setFixedWidth(cardWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 14);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    back_ = new QToolButton(this);
    back_->setText(QStringLiteral("←"));
    back_->setAutoRaise(true);
    back_->setToolTip(tr("Back to the figure before"));
    connect(back_, &QToolButton::clicked, this, &ExplanationCard::goBack);
    title_ = paragraph(this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title_->setFont(bold);
    head->addWidget(back_);
    head->addWidget(title_, 1);
    column->addLayout(head);
    value_ = paragraph(this);
    QFont large = bold;
    large.setPointSizeF(large.pointSizeF() * 1.7);
    value_->setFont(large);
    value_->setObjectName(QStringLiteral("explainedValue"));
    column->addWidget(value_);
    formula_ = paragraph(this);
    QFont italic = font();
    italic.setItalic(true);
    formula_->setFont(italic);
    column->addWidget(formula_);
    note_ = paragraph(this);
    column->addWidget(note_);
    source_ = paragraph(this);
    source_->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(source_);
}

void ExplanationCard::explainAt(const SnapshotPtr& snapshot, const QString& key, QPoint globalPos)
{
    if (!snapshot || !explain(*snapshot, key.toStdString()))
        return;
    snapshot_ = snapshot;
    path_.clear();
    show(key);
    const QScreen* screen = QGuiApplication::screenAt(globalPos);
    const QRect room = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    move(std::clamp(globalPos.x(), room.left(), std::max(room.left(), room.right() - width())),
         std::clamp(globalPos.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    QFrame::show();
}

void ExplanationCard::show(const QString& key)
{
    const auto explanation = explain(*snapshot_, key.toStdString());
    if (!explanation)
        return;
    path_.append(key);
    fill(*explanation);
}

void ExplanationCard::goBack()
{
    if (path_.size() < 2)
        return;
    path_.removeLast();
    show(path_.takeLast());
}

void ExplanationCard::fill(const Explanation& explanation)
{
    back_->setVisible(path_.size() > 1);
    title_->setText(QString::fromStdString(explanation.title));
    value_->setText(explainedValue(explanation.value, explanation.unit));
    formula_->setText(QString::fromStdString(explanation.formula));
    note_->setText(style::sentence(explanation.note));
    note_->setVisible(!explanation.note.empty());
    source_->setText(tr("Source: %1").arg(QString::fromStdString(explanation.source)));
    source_->setVisible(!explanation.source.empty());
    auto* inputs = new QWidget(this);
    auto* grid = new QGridLayout(inputs);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(0, 1);
    delete inputs_;
    inputs_ = inputs;
    for (std::size_t i = 0; i < explanation.inputs.size(); ++i)
        addInput(explanation.inputs[i], static_cast<int>(i));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->indexOf(note_), inputs_);
    inputs_->setVisible(!explanation.inputs.empty());
    column->activate();
    setFixedHeight(column->totalHeightForWidth(cardWidth)); // adjustSize() reckons with narrower paragraphs
}

void ExplanationCard::addInput(const ExplainedInput& input, int row)
{
    auto* grid = static_cast<QGridLayout*>(inputs_->layout());
    const QString name = QString::fromStdString(input.name).toHtmlEscaped();
    const QString key = QString::fromStdString(input.key);
    auto* label = new QLabel(inputs_);
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setText(key.isEmpty() ? name
                                 : QStringLiteral("<a href=\"%1\">%2</a>").arg(key.toHtmlEscaped(), name));
    // Queued: the link's label is deleted by what it leads to.
    connect(label, &QLabel::linkActivated, this, &ExplanationCard::show, Qt::QueuedConnection);
    auto* value = new QLabel(explainedValue(input.value, input.unit), inputs_);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(label, row, 0);
    grid->addWidget(value, row, 1);
}

} // namespace hallwright::panels
