// What tests ask of a PDF, and of the sheets it is to have.
#pragma once

#include "views/report/pages.h"

#include <QImage>
#include <QPicture>
#include <QProcess>
#include <QTemporaryDir>
#include <QtGlobal>

namespace hallwright::test {

using namespace hallwright::report;

// What a poppler tool prints. The tools come with poppler-utils, which packaging/test.sh installs.
inline QString outputOf(const QString& tool, const QStringList& arguments)
{
    QProcess process;
    process.start(tool, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(tool), process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput());
}

inline QString textOfPage(const QString& pdf, int page)
{
    const QString number = QString::number(page);
    return outputOf("pdftotext", {"-layout", "-f", number, "-l", number, pdf, "-"});
}

// Without ligatures and no-break spaces.
inline QString plain(const QString& text)
{
    return text.normalized(QString::NormalizationForm_KC);
}

inline constexpr double pixelsPerMm = 10.0;

// The page as printed, ten pixels to a millimetre.
inline QImage pageImage(const QString& pdf, int page, const QTemporaryDir& dir)
{
    const QString number = QString::number(page);
    const QString stem = dir.filePath("page" + number);
    outputOf("pdftoppm", {"-r", "254", "-png", "-singlefile", "-f", number, "-l", number, pdf, stem});
    return QImage(stem + ".png").convertToFormat(QImage::Format_RGB32);
}

// The least rectangle around all pixels of one colour, in millimetres of paper.
inline QSizeF sizeOfColour(const QImage& image, QRgb colour)
{
    QRect found;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            if (row[x] == colour)
                found |= QRect(x, y, 1, 1);
        }
    }
    return QSizeF(found.size()) / pixelsPerMm;
}

inline const QString tablesChapter = QStringLiteral("Findings, cooling and power");
inline const QString plansChapter = QStringLiteral("Floor plans");
inline const QString campusChapter = QStringLiteral("Campus plan");

// As many sheets as are painted on this paper.
inline std::vector<ReportPage> pagesOn(const Snapshot& snapshot, const ReportOptions& options)
{
    QPicture paper;
    QPainter painter(&paper);
    return pagesOf(Sheet(painter, options), {snapshot}, findingsOf(snapshot));
}

// The number of a chapter's nth sheet.
inline int sheetOf(const Snapshot& snapshot, const ReportOptions& options, const QString& chapter,
                   int nth = 0)
{
    const std::vector<ReportPage> pages = pagesOn(snapshot, options);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (pages[i].chapter == chapter && nth-- == 0)
            return static_cast<int>(i) + 1;
    }
    qFatal("there is no sheet of %s", qPrintable(chapter));
}

} // namespace hallwright::test
