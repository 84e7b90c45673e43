// The strip over the workspace while equipment is out of service: what is out, and what that leads to.
#pragma once

#include "app/gui/what_if.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace hallwright::app {

class WhatIfBar : public QFrame
{
    Q_OBJECT

public:
    explicit WhatIfBar(QWidget* parent = nullptr);

    void setOutages(const SitePtr& site, const Outages& outages); // hidden where nothing is out
    // Both may be null: the answer is still being worked out.
    void setResult(const SnapshotPtr& now, const SnapshotPtr& before);
    QString consequences() const;

signals:
    void restoreWanted(hallwright::ObjectRef equipment);
    void restoreAllWanted();

private:
    void addChip(const QString& name, const ObjectRef& equipment);
    void addMore(const std::vector<ObjectRef>& rest);

    SitePtr site_;
    Outages outages_;
    QWidget* chips_;
    QHBoxLayout* chipRow_;
    QLabel* consequences_;
};

} // namespace hallwright::app
