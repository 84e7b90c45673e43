// Why a figure is what it is: formula, inputs, units and source, in a small window that closes on a click elsewhere.
// Inputs that have an explanation of their own lead on to it.
#pragma once

#include "core/simulation/explain.h"

#include <QFrame>
#include <QStringList>

class QGridLayout;
class QLabel;
class QToolButton;

namespace hallwright::panels {

class ExplanationCard : public QFrame
{
    Q_OBJECT

public:
    explicit ExplanationCard(QWidget* parent = nullptr);

    // Shows `key` of this snapshot below `globalPos`, kept on the screen. An unknown key shows nothing.
    void explainAt(const SnapshotPtr& snapshot, const QString& key, QPoint globalPos);

    QString key() const { return path_.isEmpty() ? QString() : path_.last(); }

private:
    void show(const QString& key);
    void goBack();
    void fill(const Explanation& explanation);
    void addInput(const ExplainedInput& input, int row);

    SnapshotPtr snapshot_;
    QStringList path_; // keys followed so far, the last is shown
    QToolButton* back_;
    QLabel* title_;
    QLabel* value_;
    QLabel* formula_;
    QWidget* inputs_ = nullptr;
    QLabel* note_;
    QLabel* source_;
};

// A value with its unit as the reader has chosen to see units: "W" and "°C" as the rest of the program shows them.
QString explainedValue(double value, const std::string& unit);

} // namespace hallwright::panels
