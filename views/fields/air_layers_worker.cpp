#include "views/fields/air_layers_worker.h"

#include <utility>

namespace hallwright::fields {

AirLayersWorker::AirLayersWorker()
{
    pool_.setMaxThreadCount(1);
}

AirLayersWorker::~AirLayersWorker()
{
    pool_.waitForDone();
}

void AirLayersWorker::ask(const AirLayersQuestion& question)
{
    if (running_)
        next_ = question;
    else
        start(question);
}

void AirLayersWorker::forget()
{
    next_.reset();
    ++generation_;
    pool_.start([this] { maker_ = {}; });
}

void AirLayersWorker::start(const AirLayersQuestion& question)
{
    running_ = true;
    // The pool is this object's own and is waited for: `this` outlives the job. What it posts is dropped with it.
    pool_.start([this, question, generation = generation_] {
        const FieldOptions& options = question.options;
        const bool shapes = options.isosurface || options.streamlines != StreamlinesFrom::Nowhere;
        tell(question, maker_.withSlices(question), generation, !shapes);
        if (shapes)
            tell(question, maker_.withShapes(question), generation, true);
    });
}

void AirLayersWorker::tell(const AirLayersQuestion& question, AirLayersAnswer answer, int generation,
                           bool last)
{
    QMetaObject::invokeMethod(
        this,
        [this, question, answer = std::move(answer), generation, last] {
            if (last)
                running_ = false;
            if (generation == generation_)
                emit answered(question, answer);
            if (last && !running_)
                if (const auto next = std::exchange(next_, std::nullopt))
                    start(*next);
        },
        Qt::QueuedConnection);
}

} // namespace hallwright::fields
