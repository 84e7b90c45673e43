// One sheet of a report: its frame, its title block, and text that fits where it stands.
//
// A sheet is laid out in hundredths of a millimetre of an A3 sheet; on other papers a millimetre of the layout is as many
// of paper as the paper's magnification says, and the frame is larger or smaller. A drawing keeps its true scale: it is
// painted in paper millimetres.
#pragma once

#include "views/report/report.h"

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>

#include <vector>

namespace hallwright::report {

constexpr double mm = 100.0; // layout units per millimetre of the layout

struct TitleBlock {
    QString site;
    QString title;   // "Floor plan"
    QString subject; // the building and hall, or the place
    QString scale;   // empty where nothing is drawn
    int number = 1;  // of the sheet
    int count = 1;
};

// A place on a sheet that leads to another, in millimetres of paper from the upper left corner.
struct SheetLink {
    QRectF areaMm;
    int sheet = 1;
};

class Sheet
{
public:
    Sheet(QPainter& sheetPainter, const ReportOptions& sheetOptions);

    QPainter& painter;
    const ReportOptions& options;

    static QRectF layoutFrame(const ReportOptions& options); // what may be drawn on
    QRectF frame() const { return layoutFrame(options); }
    double paperMmPerUnit() const { return paperPerLayout_ / mm; }
    double unitsPerPaperMm() const { return mm / paperPerLayout_; }
    double unitsPerMetre(int scale) const { return 1000.0 / scale * unitsPerPaperMm(); }
    QString paperName() const;

    // Never smaller than smallestTextPt on paper.
    QFont font(double sizeMm, bool bold = false) const;
    double smallestMm() const; // of letters, in millimetres of the layout

    void paintFrame();
    static constexpr double titleWidthMm = 130.0;
    static constexpr double titleHeightMm = 48.0;
    static QRectF titleArea(const QRectF& frame); // its lower right corner
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
    void link(const QRectF& area, int sheet); // what is drawn there leads to that sheet
    const std::vector<SheetLink>& links() const { return links_; }

    static QColor ink() { return QColor(0x1d2730); }
    static QColor dimInk() { return QColor(0x5a6772); }

private:
    void titleCell(const QRectF& area, const QString& caption, const QString& value, double sizeMm,
                   bool bold = false);
    void paintLogo(const QRectF& area);

    double paperPerLayout_ = 1.0;
    std::vector<SheetLink> links_;
};

} // namespace hallwright::report
