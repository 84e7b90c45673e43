#include "views/report/navigation.h"

#define POINTERHOLDER_TRANSITION 4 // of qpdf/PointerHolder.hh: std::shared_ptr alone
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <stdexcept>

namespace hallwright::report {

namespace {

constexpr double pointsPerMm = 72.0 / 25.4;

QPDFObjectHandle textOf(const QString& text)
{
    return QPDFObjectHandle::newUnicodeString(text.toStdString());
}

QPDFObjectHandle wholePage(const QPDFObjectHandle& page)
{
    return QPDFObjectHandle::newArray({page, QPDFObjectHandle::newName("/Fit")});
}

// Entries under a parent, chained as ISO 32000-1, 12.3.3 has them.
void chain(QPDFObjectHandle parent, std::vector<QPDFObjectHandle>& items)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].replaceKey("/Parent", parent);
        if (i > 0)
            items[i].replaceKey("/Prev", items[i - 1]);
        if (i + 1 < items.size())
            items[i].replaceKey("/Next", items[i + 1]);
    }
    parent.replaceKey("/First", items.front());
    parent.replaceKey("/Last", items.back());
}

class Outline
{
public:
    Outline(QPDF& pdf, std::vector<QPDFObjectHandle> pages) : pdf_(pdf), pages_(std::move(pages)) {}

    void write(const std::vector<OutlineEntry>& entries)
    {
        for (std::size_t first = 0; first < entries.size();) {
            std::size_t end = first;
            while (end < entries.size() && entries[end].chapter == entries[first].chapter)
                ++end;
            addChapter(entries, first, end);
            first = end;
        }
        if (chapters_.empty())
            return;
        QPDFObjectHandle root = pdf_.makeIndirectObject(QPDFObjectHandle::newDictionary());
        root.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
        chain(root, chapters_);
        root.replaceKey("/Count", QPDFObjectHandle::newInteger(static_cast<long long>(chapters_.size())));
        pdf_.getRoot().replaceKey("/Outlines", root);
        pdf_.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
    }

private:
    QPDFObjectHandle item(const QString& title, std::size_t page)
    {
        QPDFObjectHandle made = pdf_.makeIndirectObject(QPDFObjectHandle::newDictionary());
        made.replaceKey("/Title", textOf(title));
        made.replaceKey("/Dest", wholePage(pages_[page]));
        return made;
    }

    // Closed, as its negative count says.
    void addChapter(const std::vector<OutlineEntry>& entries, std::size_t first, std::size_t end)
    {
        QPDFObjectHandle chapter = item(entries[first].chapter, first);
        std::vector<QPDFObjectHandle> items;
        for (std::size_t i = first; i < end; ++i) {
            if (!entries[i].title.isEmpty() && entries[i].title != entries[i].chapter)
                items.push_back(item(entries[i].title, i));
        }
        if (!items.empty()) {
            chain(chapter, items);
            chapter.replaceKey("/Count", QPDFObjectHandle::newInteger(-static_cast<long long>(items.size())));
        }
        chapters_.push_back(chapter);
    }

    QPDF& pdf_;
    std::vector<QPDFObjectHandle> pages_;
    std::vector<QPDFObjectHandle> chapters_;
};

void addLink(QPDF& pdf, QPDFObjectHandle from, const QPDFObjectHandle& to, const QRectF& areaMm)
{
    const double heightPt = from.getKey("/MediaBox").getArrayItem(3).getNumericValue();
    const auto x = [](double mm) { return QPDFObjectHandle::newReal(mm * pointsPerMm, 2); };
    const auto y = [heightPt](double mm) {
        return QPDFObjectHandle::newReal(heightPt - mm * pointsPerMm, 2);
    };
    QPDFObjectHandle link = QPDFObjectHandle::newDictionary();
    link.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
    link.replaceKey("/Subtype", QPDFObjectHandle::newName("/Link"));
    link.replaceKey("/Rect", QPDFObjectHandle::newArray(
                                 {x(areaMm.left()), y(areaMm.bottom()), x(areaMm.right()), y(areaMm.top())}));
    link.replaceKey("/Border", QPDFObjectHandle::parse("[0 0 0]"));
    link.replaceKey("/Dest", wholePage(to));
    if (!from.getKey("/Annots").isArray())
        from.replaceKey("/Annots", QPDFObjectHandle::newArray());
    from.getKey("/Annots").appendItem(pdf.makeIndirectObject(link));
}

void setInfo(QPDF& pdf, const Navigation& navigation)
{
    QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
    if (!info.isDictionary()) {
        info = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        pdf.getTrailer().replaceKey("/Info", info);
    }
    if (!navigation.author.isEmpty())
        info.replaceKey("/Author", textOf(navigation.author));
    if (!navigation.subject.isEmpty())
        info.replaceKey("/Subject", textOf(navigation.subject));
}

} // namespace

QByteArray withNavigation(const QByteArray& pdf, const Navigation& navigation)
{
    QPDF document;
    document.processMemoryFile("report", pdf.constData(), static_cast<std::size_t>(pdf.size()));
    const std::vector<QPDFObjectHandle> pages = document.getAllPages();
    if (pages.size() != navigation.pages.size())
        throw std::runtime_error("The PDF has another number of pages than were painted.");
    Outline(document, pages).write(navigation.pages);
    for (const PageLink& link : navigation.links)
        addLink(document, pages[static_cast<std::size_t>(link.from)],
                pages[static_cast<std::size_t>(link.to)], link.areaMm);
    setInfo(document, navigation);
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.write();
    const std::shared_ptr<Buffer> written = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(written->getBuffer()), static_cast<qsizetype>(written->getSize())};
}

} // namespace hallwright::report
