// A view of the air of a room with known values, on screen, with its probe read, for every test of it.
#pragma once

#include "tests/views/fields/analytic_air.h"
#include "tests/views/fields/pixels_like.h"
#include "views/fields/field_scale.h"
#include "views/fields/field_view.h"
#include "views/shared/format.h"

#include <QMainWindow>
#include <QTest>

#include <cmath>
#include <memory>

namespace hallwright::fields {

class FieldViewFixture : public QObject
{
protected:
    void open()
    {
        window_ = std::make_unique<QMainWindow>();
        view_ = new FieldView;
        window_->setCentralWidget(view_);
        window_->resize(900, 640);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        connect(view_, &FieldView::probed, this, [this](double x, double y, double z, double value) {
            probed_ = {x, y, z};
            value_ = value;
        });
        view_->showPreset(FieldPreset::Plan);
        view_->setData(analytic::stratifiedAir());
        view_->grabImage();
    }

    void close()
    {
        window_.reset();
        style::setUnitSystem(style::UnitSystem::Si);
    }

    void probeAt(QPoint place)
    {
        QMouseEvent move(QEvent::MouseMove, QPointF(place), view_->mapToGlobal(QPointF(place)), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view_, &move);
    }

    // In the plan preset, found by the probe.
    QPoint placeOf(Point3 inRoom)
    {
        const QPoint a(300, 250);
        const QPoint b(500, 350);
        probeAt(a);
        const Point3 atA = probed_;
        probeAt(b);
        const Point3 atB = probed_;
        return QPoint(qRound(a.x() + (inRoom.x - atA.x) * (b.x() - a.x()) / (atB.x - atA.x)),
                      qRound(a.y() + (inRoom.y - atA.y) * (b.y() - a.y()) / (atB.y - atA.y)));
    }

    std::unique_ptr<QMainWindow> window_;
    FieldView* view_ = nullptr;
    Point3 probed_;
    double value_ = 0.0;
};

} // namespace hallwright::fields
