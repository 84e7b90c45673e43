// A 3D view of a small campus on screen, for every test of it.
#pragma once

#include "tests/support/campus.h"
#include "views/scene/scene_view.h"

#include <QApplication>
#include <QTest>
#include <QWindow>

#include <memory>

namespace hallwright::scene {

inline int differingPixels(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y);
    }
    return count;
}

class SceneFixture : public QObject
{
protected:
    void open()
    {
        site_ = test::smallCampus();
        view_ = std::make_unique<SceneView>();
        view_->setAnimated(false);
        view_->resize(900, 600);
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
        QTRY_VERIFY(view_->window3d()->isExposed());
    }

    void showHall(ViewPreset preset)
    {
        view_->setSite(site_);
        view_->setSelection({{}, hall().id});
        view_->showPreset(preset);
    }

    // Of one building, without anything in its hall.
    void showBareHall(ViewPreset preset)
    {
        auto bare = std::make_shared<Hall>(hall());
        bare->racks.clear();
        bare->airHandlers.clear();
        bare->columns.clear();
        auto building = std::make_shared<Building>(*site_->buildings[0]);
        building->halls = {bare};
        auto site = std::make_shared<Site>();
        site->catalogue = site_->catalogue;
        site->buildings = {building};
        view_->setSite(site);
        view_->setSelection({{}, bare->id});
        view_->setLayerVisible(Layer::Labels, false);
        view_->showPreset(preset);
    }

    style::AirSlice sliceOf(style::AirSlice::Plane plane, double atM, const QImage& image) const
    {
        const double across = plane == style::AirSlice::Plane::AcrossX ? hall().depthM : hall().widthM;
        const double up = plane == style::AirSlice::Plane::Level ? hall().depthM : hall().heightM;
        return {plane, atM, across, up, image};
    }

    const Hall& hall() const { return *site_->buildings[0]->halls[0]; }
    const Rack& middleRack() const { return hall().racks[6]; }

    std::unique_ptr<SceneView> view_;
    SitePtr site_;
};

} // namespace hallwright::scene
