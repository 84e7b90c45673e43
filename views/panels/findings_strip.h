// What is wrong with one thing, by rule: each a button that leads to it. Nothing is wrong: it is not there.
#pragma once

#include "core/rules/findings.h"

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace hallwright::panels {

class FindingsStrip : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsStrip(QWidget* parent = nullptr);

    // None of either: nothing is known. `site` is the version that was checked.
    void setFindings(const Site* site, const FindingsPtr& findings, ObjectRef object);

signals:
    void chosen(const hallwright::Finding& finding); // the worst of a rule
    void allWanted();

private:
    void addButton(const Site& site, const FindingGroup& group);

    QToolButton* all_;
    QVBoxLayout* rows_;
};

} // namespace hallwright::panels
