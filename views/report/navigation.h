// What a reader finds their way by in a PDF: an outline, links, who wrote it. QPdfWriter writes none of these, so they are
// added to what it wrote, by QPDF.
#pragma once

#include <QByteArray>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace hallwright::report {

struct OutlineEntry {
    QString chapter;
    QString title; // as the chapter, or empty: the chapter has no entries of its own
};

struct PageLink {
    int from = 0; // pages count from 0
    int to = 0;
    QRectF areaMm; // from the upper left corner of the page
};

struct Navigation {
    std::vector<OutlineEntry> pages; // one a page
    std::vector<PageLink> links;
    QString author;
    QString subject;
};

// Throws std::runtime_error for what is no PDF of that many pages.
QByteArray withNavigation(const QByteArray& pdf, const Navigation& navigation);

} // namespace hallwright::report
