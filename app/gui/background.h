// Long work off the GUI thread, its outcome back on it.
#pragma once

#include "core/model/shown_text.h"

#include <QCoreApplication>
#include <QPointer>
#include <QString>
#include <QThreadPool>

#include <exception>

namespace hallwright::app {

// Runs `work` on a pool thread, then on the GUI thread `done(result)`, or `failed(sentence)` if it threw. Neither is
// called if `context` is gone by then.
template <class Work, class Done, class Failed>
void runInBackground(QObject* context, Work work, Done done, Failed failed)
{
    QThreadPool::globalInstance()->start([guard = QPointer<QObject>(context), work = std::move(work),
                                          done = std::move(done), failed = std::move(failed)]() mutable {
        const auto onGuiThread = [&guard](auto call) {
            QMetaObject::invokeMethod(QCoreApplication::instance(),
                                      [guard, call = std::move(call)]() mutable {
                                          if (guard)
                                              call();
                                      });
        };
        try {
            onGuiThread([done, result = work()]() mutable { done(std::move(result)); });
        } catch (const std::exception& error) {
            onGuiThread([failed, sentence = QString::fromStdString(shortMessage(error.what()))]() mutable {
                failed(sentence);
            });
        }
    });
}

} // namespace hallwright::app
