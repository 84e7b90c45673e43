// One sheet of a report: its frame, its title block, and text that fits where it stands.
//
// Sheets are laid out on A3 landscape in hundredths of a millimetre; on A4 the same layout is printed
// smaller, but a drawing on it keeps its true scale: it is painted in paper millimetres.
#pragma once

#include "views/report/report.h"

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>

namespace hallwright::report {

constexpr double mm = 100.0; // layout units per millimetre on A3

struct TitleBlock {
    QString site;
    QString title;   // "Floor plan"
    QString subject; // the building and hall, or the place
    QString scale;   // empty where nothing is drawn
    int number = 1;  // of the sheet
    int count = 1;
};

class Sheet
{
public:
    Sheet(QPainter& sheetPainter, const ReportOptions& sheetOptions);

    QPainter& painter;
    const ReportOptions& options;

    static QSizeF paperMm(PaperSize paper);
    static QRectF layoutFrame(); // what may be drawn on, the same for all papers
    QRectF frame() const { return layoutFrame(); }
    double paperMmPerUnit() const { return paperPerLayout_ / mm; }
    double unitsPerPaperMm() const { return mm / paperPerLayout_; }
    double unitsPerMetre(int scale) const { return 1000.0 / scale * unitsPerPaperMm(); }
    QString paperName() const;

    static QFont font(double sizeMm, bool bold = false);

    void paintFrame();
    void paintTitleBlock(const QRectF& area, const TitleBlock& block);

    // One line inside the area, made smaller, then cut with an ellipsis, if it is too long.
    void line(const QRectF& area, const QString& text, double sizeMm, Qt::Alignment alignment = Qt::AlignLeft,
              bool bold = false, const QColor& colour = ink());
    void heading(const QRectF& area, const QString& text);

    // Words under a table or a picture: small and dim, on as many lines as they need, standing on the area's bottom.
    void caption(const QRectF& area, const QString& text);

    // Paragraphs under each other, each with a dash. Returns how many were drawn before the area was full.
    int paragraphs(const QRectF& area, const QStringList& texts, double sizeMm);

    void box(const QRectF& area, double widthMm = 0.18);
    static QColor ink() { return QColor(0x1d2730); }
    static QColor dimInk() { return QColor(0x5a6772); }

private:
    void titleCell(const QRectF& area, const QString& caption, const QString& value, double sizeMm,
                   bool bold = false);

    double paperPerLayout_ = 1.0;
};

} // namespace hallwright::report
