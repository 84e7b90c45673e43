// What a job's time goes into beside work that counts, packed and spread beside each other: bars in percent of all time, stacked
// by cause.
#pragma once

#include "core/studies/goodput/placements_compared.h"
#include "views/shared/theme.h"

#include <QWidget>

class QCustomPlot;

namespace hallwright::charts {

class GoodputChart : public QWidget
{
    Q_OBJECT

public:
    explicit GoodputChart(QWidget* parent = nullptr);

    void setGoodput(const GoodputComparisonPtr& compared); // null: empty axes
    void setTheme(style::Theme theme);

    // The numbers that are drawn, in percent of all time.
    QString csv() const;
    // As its suffix says: .csv, .pdf, .svg or else a picture; on paper's light ground. False if it cannot be written.
    bool save(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void draw();

    QCustomPlot* plot_;
    GoodputComparisonPtr compared_;
    style::Theme theme_ = style::Theme::Light;
};

} // namespace hallwright::charts
