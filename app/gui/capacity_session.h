// Asks on a worker thread how many more racks fit and what would make room: newest wins, nothing queues, and an answer
// starts from the one before it.
#pragma once

#include "app/gui/latest_wins.h"
#include "core/studies/capacity/capacity_unlocks.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace hallwright::app {

struct CapacityAsked {
    SitePtr site;
    Conditions conditions;
    CapacityQuestion question;

    bool operator==(const CapacityAsked&) const = default;
};

struct CapacityAnswer {
    CapacityAsked asked;
    CapacityPtr capacity;
    std::shared_ptr<const std::vector<CapacityUnlock>> unlocks; // null: they are still being tried
};

class CapacitySession : public QObject
{
    Q_OBJECT

public:
    explicit CapacitySession(QObject* parent = nullptr);

    // The type and the place are of this site.
    void request(CapacityAsked asked) { worker_.ask(std::move(asked)); }
    void clear() { worker_.clear(); }

    bool isIdle() const { return worker_.isIdle(); } // GUI thread

signals:
    // Of the newest request alone: at first without the unlocks, which take longer, then with them.
    void answered(const hallwright::app::CapacityAnswer& answer);
    void failed(const QString& sentence);

private:
    using Worker = LatestWins<CapacityAsked>;
    void carryOut(const Worker::Job& job);
    void answer(const Worker::Job& job);

    CapacityPtr last_; // the worker's
    int epoch_ = 0;    // that it is of
    Worker worker_;
};

} // namespace hallwright::app
