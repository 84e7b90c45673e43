// What of a job's time becomes work that counts, packed and spread beside each other: the answer in words, the figures, and what
// one failure costs either way.
#pragma once

#include "core/studies/goodput/placements_compared.h"

#include <QWidget>

class QLabel;
class QSplitter;
class QTreeWidget;

namespace hallwright::panels {

class GoodputPanel : public QWidget
{
    Q_OBJECT

public:
    enum FigureColumn { TitleColumn, PackedColumn, SpreadColumn, FigureColumnCount };

    explicit GoodputPanel(QWidget* parent = nullptr);

    void setGoodput(const GoodputComparisonPtr& compared); // null: nothing
    void addPicture(QWidget* picture);                     // between the figures and what failures cost
    QString words() const;
    QTreeWidget* figures() { return figures_; }
    QTreeWidget* domains() { return domains_; }
    QString asText() const; // both lists, fields apart by tabulators

private:
    void fillFigures();
    void fillDomains();

    GoodputComparisonPtr compared_;
    QLabel* words_;
    QLabel* assumed_;
    QSplitter* parts_;
    QTreeWidget* figures_;
    QTreeWidget* domains_;
};

} // namespace hallwright::panels
