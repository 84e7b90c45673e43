#include "app/gui/window_layout.h"

#include <QAction>
#include <QMainWindow>
#include <QSettings>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace hallwright::app {

namespace {

// Goes up when docks or tool bars get other names: an older layout is then left aside.
constexpr int layoutVersion = 1;

} // namespace

WindowLayout::WindowLayout(QMainWindow* window, QList<QAction*> panes)
    : window_(window), panes_(std::move(panes))
{
    const QSettings settings;
    state_ = settings.value(QStringLiteral("layout")).toByteArray();
    const QVariantList shown = settings.value(QStringLiteral("panes")).toList();
    for (const QVariant& each : shown)
        shown_ << each.toBool();
}

void WindowLayout::remember()
{
    state_ = window_->saveState(layoutVersion);
    shown_.clear();
    for (const QAction* pane : std::as_const(panes_))
        shown_ << pane->isChecked();
}

void WindowLayout::restore()
{
    if (!window_->restoreState(state_, layoutVersion))
        return;
    if (shown_.size() != panes_.size() || !shown_.contains(true))
        return; // a window without a picture helps nobody
    for (qsizetype i = 0; i < panes_.size(); ++i)
        panes_[i]->setChecked(shown_[i]);
}

void WindowLayout::forget()
{
    state_.clear();
    shown_.clear();
    save();
}

void WindowLayout::save()
{
    QSettings settings;
    settings.setValue(QStringLiteral("layout"), state_);
    QVariantList shown;
    std::copy(shown_.begin(), shown_.end(), std::back_inserter(shown));
    settings.setValue(QStringLiteral("panes"), shown);
}

} // namespace hallwright::app
