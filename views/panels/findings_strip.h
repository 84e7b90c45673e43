// What is wrong with one thing, by rule: each a button that leads to it. Nothing is wrong: it is not there.
#pragma once

#include "core/rules/findings.h"

#include <QWidget>

#include <array>
#include <cstddef>
#include <vector>

class QToolButton;

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
    static constexpr std::size_t mostRules = 4;

    QToolButton* all_;
    std::array<QToolButton*, mostRules> buttons_{};
    std::vector<Finding> worst_; // one for each button shown
};

} // namespace hallwright::panels
