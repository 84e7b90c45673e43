#include "app/gui/latest_wins.h"

namespace hallwright::app {

CallsOnThread::CallsOnThread(QObject* owner)
{
    connect(
        this, &CallsOnThread::made, owner, [](const std::function<void()>& call) { call(); },
        Qt::QueuedConnection);
}

} // namespace hallwright::app
