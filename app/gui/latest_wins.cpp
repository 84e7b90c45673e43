#include "app/gui/latest_wins.h"

namespace hallwright::app {

CallsOnThread::CallsOnThread(QObject* owner)
{
    connect(
        this, &CallsOnThread::waits, owner, [this] { carryOutNext(); }, Qt::QueuedConnection);
}

void CallsOnThread::make(std::function<void()> call)
{
    {
        const std::lock_guard lock(mutex_);
        calls_.push_back(std::move(call));
    }
    emit waits();
}

void CallsOnThread::carryOutNext()
{
    std::function<void()> call;
    {
        const std::lock_guard lock(mutex_);
        call = std::move(calls_.front());
        calls_.pop_front();
    }
    call();
}

} // namespace hallwright::app
