// A study that the reader starts and stops: worked out on a thread of its own, shown in its frame, and marked once the site or
// what is asked is another.
#pragma once

#include "app/gui/latest_wins.h"
#include "app/gui/study_frame.h"
#include "core/model/shown_text.h"
#include "core/simulation/conditions.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <optional>
#include <stop_token>
#include <utility>

namespace hallwright::app {

// What most studies ask about.
struct SiteAsked {
    SitePtr site;
    Conditions conditions;

    bool operator==(const SiteAsked&) const = default;
};

// GCC 12 takes the new stop source that LatestWins::ask makes for one that is read before it is made, where ask is inlined.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

// Answer is a pointer, null where the study was stopped. A member of the page whose child the frame is.
template <class Question, class Answer>
class Study
{
public:
    // How far it is, from any thread: done of all, in words.
    using Tell = std::function<void(std::size_t done, std::size_t all, const QString& words)>;
    struct Hooks {
        std::function<std::optional<Question>()> wanted; // none without a site
        std::function<Answer(const Question&, const Tell&, const std::stop_token&)> work; // on the worker
        std::function<void(const Answer&)> show;                                          // null: nothing
        std::function<QString(const Answer&)> summary;
    };

    Study(StudyFrame* frame, Hooks hooks)
        : frame_(frame), hooks_(std::move(hooks)), worker_(frame, [this](const Job& job) { carryOut(job); })
    {
        QObject::connect(frame, &StudyFrame::startOrStop, frame, [this] { startOrStop(); });
    }

    void startOrStop()
    {
        if (asked_) {
            worker_.clear();
            asked_.reset();
        } else if ((asked_ = hooks_.wanted())) {
            refusal_.clear();
            worker_.ask(*asked_);
        }
        follow();
    }

    void start()
    {
        if (!asked_ && !isCurrent())
            startOrStop();
    }

    // Another site, or none.
    void clear()
    {
        worker_.clear();
        asked_.reset();
        answered_.reset();
        answer_ = nullptr;
        refusal_.clear();
        hooks_.show(nullptr);
        follow();
    }

    // The site or what is asked may be another.
    void follow()
    {
        frame_->showState({hooks_.wanted().has_value(), asked_.has_value(), isCurrent(), answer_ != nullptr,
                           refusal_, answer_ ? hooks_.summary(answer_) : QString()});
    }

    // What is shown answers what would be asked now.
    bool isCurrent() const { return answer_ && answered_ == hooks_.wanted(); }
    bool isIdle() const { return worker_.isIdle(); }
    const Answer& answer() const { return answer_; }
    const QString& refusal() const { return refusal_; }

private:
    using Worker = LatestWins<Question>;
    using Job = typename Worker::Job;

    void carryOut(const Job& job)
    {
        constexpr std::size_t steps = 200; // more than a progress bar has pixels
        const auto tell = [&](std::size_t done, std::size_t all, const QString& words) {
            if (done % std::max<std::size_t>(1, all / steps) == 0 || done == all)
                worker_.tellIfNewest(job, [this, done, all, words] {
                    frame_->showProgress(static_cast<int>(done), static_cast<int>(all), words);
                });
        };
        try {
            if (const Answer answer = hooks_.work(job.question, tell, job.superseded))
                worker_.tellIfNewest(job, [this, asked = job.question, answer] { take(asked, answer); });
        } catch (const std::exception& error) {
            worker_.tellIfNewest(job, [this, sentence = QString::fromStdString(shortMessage(error.what()))] {
                asked_.reset();
                refusal_ = sentence;
                follow();
            });
        }
    }

    void take(const Question& asked, const Answer& answer)
    {
        asked_.reset();
        answered_ = asked;
        answer_ = answer;
        hooks_.show(answer);
        follow();
    }

    StudyFrame* frame_;
    Hooks hooks_;
    std::optional<Question> asked_;    // under way
    std::optional<Question> answered_; // what is shown answers this
    Answer answer_ = nullptr;
    QString refusal_;
    Worker worker_; // last: it uses the members above
};

#pragma GCC diagnostic pop

} // namespace hallwright::app
