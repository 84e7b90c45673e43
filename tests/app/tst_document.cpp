// The document: versions, undo and drag, without a window.
#include "app/project/document.h"
#include "core/model/edits.h"
#include "tests/support/campus.h"

#include <QSignalSpy>
#include <QTest>

using namespace hallwright;
using namespace hallwright::app;

namespace {

const Rack& firstRack(const Site& site)
{
    return site.buildings.front()->halls.front()->racks.front();
}

SitePtr withFirstRackPower(const SitePtr& site, double kw)
{
    return withRackPower(site, firstRack(*site).id, 1e3 * (kw));
}

} // namespace

class DocumentTest : public QObject
{
    Q_OBJECT

private slots:
    void undoPutsBackTheVeryVersion()
    {
        Document document;
        const SitePtr start = test::smallCampus();
        document.open(start);
        document.commit(withFirstRackPower(start, 12.0), "Set power");
        document.commit(withFirstRackPower(document.committedSite(), 14.0), "Set power");
        document.undoStack()->undo();
        document.undoStack()->undo();
        QCOMPARE(document.committedSite().get(), start.get());
        QVERIFY(document.undoStack()->isClean());
        document.undoStack()->redo();
        QCOMPARE(firstRack(*document.committedSite()).powerW, 12e3);
        QVERIFY(!document.undoStack()->isClean());
    }

    void aPreviewIsShownButNotCommitted()
    {
        Document document;
        const SitePtr start = test::smallCampus();
        document.open(start);
        QSignalSpy shown(&document, &Document::shownSiteChanged);
        document.preview(withFirstRackPower(start, 9.0));
        QCOMPARE(firstRack(*document.shownSite()).powerW, 9e3);
        QCOMPARE(document.committedSite().get(), start.get());
        QVERIFY(document.undoStack()->isClean());
        document.revertPreview();
        QCOMPARE(document.shownSite().get(), start.get());
        QCOMPARE(shown.count(), 2);
    }

    void anotherLineOfWorkHasItsOwnUndo()
    {
        Document document;
        const SitePtr start = test::smallCampus();
        document.open(start);
        document.commit(withFirstRackPower(start, 12.0), "Set power");
        const HistoryPtr before = document.history();
        const SitePtr elsewhere = withFirstRackPower(start, 7.0);
        QSignalSpy committed(&document, &Document::committedSiteChanged);
        document.preview(withFirstRackPower(start, 9.0));
        document.goTo(std::make_shared<History>(elsewhere));
        QCOMPARE(committed.count(), 1);
        QCOMPARE(document.shownSite().get(), elsewhere.get());
        QVERIFY(!document.undoGroup()->canUndo());
        document.goTo(before);
        QVERIFY(document.undoGroup()->canUndo());
        document.undoGroup()->undo();
        QCOMPARE(document.committedSite().get(), start.get());
    }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "tst_document.moc"
