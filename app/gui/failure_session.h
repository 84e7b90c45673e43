// Follows a failure, or each element's, on a worker thread: newest wins, nothing queues, and what runs is given up for it.
#pragma once

#include "app/gui/latest_wins.h"
#include "core/studies/failure/sweep.h"

#include <QObject>
#include <QString>

#include <vector>

namespace hallwright::app {

struct FailureAsked {
    SitePtr site;
    Conditions conditions;
    std::vector<ObjectRef> failed;
    double horizonS = 3600.0;

    bool operator==(const FailureAsked&) const = default;
};

struct FailureFollowed {
    FailureAsked asked;
    CascadePtr cascade;
};

class FailureSession : public QObject
{
    Q_OBJECT

public:
    explicit FailureSession(QObject* parent = nullptr);

    void request(FailureAsked asked) { worker_.ask(std::move(asked)); }
    void clear() { worker_.clear(); } // what runs is stopped

    bool isIdle() const { return worker_.isIdle(); } // GUI thread

signals:
    // Of the newest request alone.
    void progressed(double timeS); // so far followed
    void followed(const hallwright::app::FailureFollowed& answer);
    void failed(const QString& sentence);

private:
    using Worker = LatestWins<FailureAsked>;
    void carryOut(const Worker::Job& job);

    Worker worker_;
};

struct SweepAsked {
    SitePtr site;
    Conditions conditions;
    double horizonS = 3600.0;

    bool operator==(const SweepAsked&) const = default;
};

struct SweepDone {
    SweepAsked asked;
    SweepPtr sweep;
};

class SweepSession : public QObject
{
    Q_OBJECT

public:
    explicit SweepSession(QObject* parent = nullptr);

    void request(SweepAsked asked) { worker_.ask(std::move(asked)); }
    void clear() { worker_.clear(); } // what runs is stopped

    bool isIdle() const { return worker_.isIdle(); } // GUI thread

signals:
    // Of the newest request alone.
    void progressed(int done, int all);
    void swept(const hallwright::app::SweepDone& answer);
    void failed(const QString& sentence);

private:
    using Worker = LatestWins<SweepAsked>;
    void carryOut(const Worker::Job& job);

    Worker worker_;
};

} // namespace hallwright::app
