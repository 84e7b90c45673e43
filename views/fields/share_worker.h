// Finds out in the background where the air comes from. The newest question wins; nothing queues.
#pragma once

#include "views/fields/field_data.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace hallwright::fields {

struct ShareQuestion {
    FieldDataPtr data;
    FieldQuantity quantity = FieldQuantity::RecirculatedShare;
    std::size_t rack = 0; // for ShareFromRack

    bool operator==(const ShareQuestion&) const = default;
};

class ShareWorker : public QObject
{
    Q_OBJECT

public:
    ShareWorker();
    ~ShareWorker() override; // waits for the answer under way

    void ask(const ShareQuestion& question);
    void forget(); // what is under way will not be told

    bool busy() const { return running_ || next_.has_value(); }

signals:
    void answered(const hallwright::fields::ShareQuestion& question, const std::vector<float>& shares);

private:
    void start(const ShareQuestion& question);

    QThreadPool pool_;
    bool running_ = false;
    std::optional<ShareQuestion> wanted_; // whose answer is still of use
    std::optional<ShareQuestion> next_;
};

} // namespace hallwright::fields
