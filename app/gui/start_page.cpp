#include "app/gui/start_page.h"

#include "app/gui/samples.h"

#include <QAbstractButton>
#include <QCommandLinkButton>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

constexpr int columnWidth = 640;

QLabel* heading(const QString& text, double scale, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

} // namespace

StartPage::StartPage(RecentFiles* recent, QWidget* parent) : QScrollArea(parent), recent_(recent)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    auto* content = new QWidget(this);
    auto* centred = new QHBoxLayout(content);
    auto* column = new QVBoxLayout;
    centred->addStretch(1);
    centred->addLayout(column);
    centred->addStretch(1);
    column->setContentsMargins(24, 48, 24, 24);
    column->setSpacing(8);

    column->addWidget(heading(QStringLiteral("Hallwright"), 2.4, content));
    auto* purpose = new QLabel(
        tr("The digital twin of a data-centre campus: make or open a site, drag a rack, read what it does."),
        content);
    purpose->setForegroundRole(QPalette::PlaceholderText);
    purpose->setMinimumWidth(columnWidth);
    column->addWidget(purpose);
    column->addSpacing(16);
    auto* open = new QPushButton(tr("Open a site or a recipe …"), content);
    open->setDefault(true);
    open->setMinimumHeight(38);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    auto* create = new QPushButton(tr("New site …"), content);
    create->setObjectName(QStringLiteral("newSite"));
    create->setMinimumHeight(38);
    connect(create, &QPushButton::clicked, this, &StartPage::newRequested);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addWidget(create);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addSpacing(16);

    column->addWidget(heading(tr("Recent"), 1.3, content));
    recentColumn_ = new QVBoxLayout;
    column->addLayout(recentColumn_);
    column->addSpacing(16);
    column->addWidget(heading(tr("Samples"), 1.3, content));
    fillSamples(column);
    column->addStretch(1);
    setWidget(content);

    fillRecent();
    connect(recent_, &RecentFiles::changed, this, &StartPage::fillRecent);
}

void StartPage::fillRecent()
{
    while (QLayoutItem* item = recentColumn_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList files = recent_->files();
    if (files.isEmpty()) {
        auto* none = new QLabel(tr("Sites you open appear here."), widget());
        none->setForegroundRole(QPalette::PlaceholderText);
        recentColumn_->addWidget(none);
    }
    for (const QString& path : files) {
        const QFileInfo info(path);
        auto* link = new QCommandLinkButton(info.fileName(), info.absolutePath(), widget());
        connect(link, &QPushButton::clicked, this, [this, path] { emit fileChosen(path); });
        recentColumn_->addWidget(link);
    }
}

void StartPage::fillSamples(QVBoxLayout* column)
{
    const auto samples = sampleSites();
    if (samples.empty()) {
        auto* none = new QLabel(tr("The sample sites are not installed."), this);
        none->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(none);
    }
    for (const Sample& sample : samples) {
        auto* link = new QCommandLinkButton(sample.title, sample.summary, this);
        link->setMaximumWidth(columnWidth + 80);
        const QString path = QString::fromStdString(sample.recipe.string());
        connect(link, &QPushButton::clicked, this, [this, path] { emit fileChosen(path); });
        column->addWidget(link);
    }
}

void StartPage::keyPressEvent(QKeyEvent* event)
{
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    if (button && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        button->click();
    else
        QScrollArea::keyPressEvent(event);
}

} // namespace hallwright::app
