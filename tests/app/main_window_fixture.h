// The window with a small campus open, evaluated, for every test of it.
#pragma once

#include "app/gui/main_window.h"
#include "tests/support/campus.h"
#include "views/scene/scene_view.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace hallwright::app {

class MainWindowFixture : public QObject
{
protected:
    // Settings and recovery files of these tests are nobody's.
    void useFoldersOfOurOwn()
    {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("XDG_STATE_HOME", QByteArray(state_.path().toUtf8()));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, state_.path());
    }

    void open()
    {
        window_ = std::make_unique<MainWindow>();
        window_->resize(1500, 900);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        site_ = test::smallCampus();
        window_->project()->open(site_, {});
        scene().setAnimated(false);
        waitForSnapshot();
    }

    void close()
    {
        if (!window_)
            return;
        window_->setOutages({});
        while (window_->document()->undoStack()->canUndo())
            window_->document()->undoStack()->undo();
        window_.reset();
    }

    ObjectRef firstChiller() const { return {ObjectKind::PlantUnit, site_->cooling->plant.front().id.value}; }

    scene::SceneView& scene() { return *window_->workspace()->sceneView(); }

    void trigger(const QString& menuEntry)
    {
        for (QAction* action : window_->findChildren<QAction*>()) {
            if (action->text() == menuEntry) {
                QVERIFY(action->isEnabled());
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable("no menu entry " + menuEntry));
    }

    void waitForSnapshot()
    {
        QTRY_VERIFY(window_->session()->latest() &&
                    window_->session()->latest()->site == window_->document()->shownSite());
    }

    // A rack at the end of a row: it has somewhere to go.
    Rack rackToDrag() const { return site_->buildings.front()->halls.front()->racks.front(); }

    QTemporaryDir state_;
    std::unique_ptr<MainWindow> window_;
    SitePtr site_;
};

// A test program's main().
template <class Test>
int runWithWindow(int argc, char* argv[])
{
    scene::prepareGraphics();
    QApplication application(argc, argv);
    QApplication::setOrganizationName("hallwright");
    QApplication::setApplicationName("hallwright-test");
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace hallwright::app
