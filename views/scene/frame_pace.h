// How often Qt 3D looks whether there is something to draw: at the rate of the screen while the scene changes, five times a second
// once it has stood still.
//
// Qt 3D turns its loop with every refresh of the screen even if nothing is drawn; that alone takes 2 % of a core, for as long as the
// program is open. So the loop is handed back to Qt for the second after each change, and turned by a timer otherwise. A turn that
// draws something is a change: what nobody told is seen after a fifth of a second at the latest, and at full rate from then on.
#pragma once

#include <QObject>
#include <QTimer>

#include <cstdint>

namespace Qt3DCore {
class QAspectEngine;
}

namespace hallwright::scene {

class SceneWindow;

class FramePace : public QObject
{
    Q_OBJECT

public:
    FramePace(Qt3DCore::QAspectEngine* engine, const SceneWindow* window);

    void wake(); // something changes, or is about to
    bool isResting() const { return resting_; }

private:
    void look();

    Qt3DCore::QAspectEngine* engine_;
    const SceneWindow* window_;
    QTimer timer_;
    int stillMs_ = 0;
    bool resting_ = false;
    std::uint64_t framesSeen_ = 0;
};

} // namespace hallwright::scene
