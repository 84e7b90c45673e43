// Makes the layers of a hall's air in the background. The newest question wins; nothing queues.
#pragma once

#include "views/fields/air_layers.h"

#include <QObject>
#include <QThreadPool>

namespace hallwright::fields {

class AirLayersWorker : public QObject
{
    Q_OBJECT

public:
    AirLayersWorker();
    ~AirLayersWorker() override; // waits for the answer under way

    void ask(const AirLayersQuestion& question);
    void forget(); // what is under way will not be told, and nothing of it is kept
    bool isIdle() const { return !running_ && !next_; } // all that was asked has been told or forgotten

signals:
    // Told twice where lines or a surface take longer than the slices. While questions follow each other every answer
    // is told: it is the newest there is.
    void answered(const hallwright::fields::AirLayersQuestion& question,
                  const hallwright::fields::AirLayersAnswer& answer);

private:
    void start(const AirLayersQuestion& question);
    void tell(const AirLayersQuestion& question, AirLayersAnswer answer, int generation, bool last);

    AirLayersMaker maker_; // the pool's one thread alone uses it
    QThreadPool pool_;
    bool running_ = false;
    int generation_ = 0; // raised by forget()
    std::optional<AirLayersQuestion> next_;
};

} // namespace hallwright::fields
