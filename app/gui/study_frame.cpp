#include "app/gui/study_frame.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace hallwright::app {

StudyFrame::StudyFrame(const QString& name, const Words& words, QWidget* content, QWidget* parent)
    : QWidget(parent), words_(words), pages_(new QStackedWidget(this)), empty_(new QLabel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* choices = new QWidget(this);
    choices->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a narrow dock stays as narrow
    choices_ = new QHBoxLayout(choices);
    choices_->setContentsMargins(0, 0, 0, 0);
    choices_->addStretch(1);
    column->addWidget(choices);
    column->addWidget(buildStudyBar(name));
    empty_->setObjectName(name + QStringLiteral("Empty"));
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    empty_->setText(words.empty);
    pages_->addWidget(empty_);
    auto* scroll = new QScrollArea(pages_); // words that need many lines make no window taller
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    pages_->addWidget(scroll);
    column->addWidget(pages_, 1);
    showState({});
}

StudyFrame* StudyFrame::filling(QWidget* page, const QString& name, const Words& words, QWidget* content)
{
    auto* frame = new StudyFrame(name, words, content, page);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame);
    return frame;
}

QWidget* StudyFrame::buildStudyBar(const QString& name)
{
    auto* bar = new QWidget(this);
    bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // longer words push nothing aside
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    start_ = new QToolButton(bar);
    start_->setObjectName(name + QStringLiteral("Start"));
    start_->setToolTip(words_.tip);
    connect(start_, &QToolButton::clicked, this, &StudyFrame::startOrStop);
    row->addWidget(start_);
    constexpr int height = 10, narrow = 24, wide = 90; // little where the dock is narrow
    progress_ = new QProgressBar(bar);
    progress_->setObjectName(name + QStringLiteral("Progress"));
    progress_->setTextVisible(false);
    progress_->setFixedHeight(height);
    progress_->setMinimumWidth(narrow);
    progress_->setMaximumWidth(wide);
    row->addWidget(progress_);
    state_ = new QLabel(bar);
    state_->setObjectName(name + QStringLiteral("State"));
    state_->setTextFormat(Qt::PlainText);
    state_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    state_->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(state_, 1);
    return bar;
}

void StudyFrame::addChoice(QWidget* choice)
{
    choices_->insertWidget(choices_->count() - 1, choice);
}

void StudyFrame::showState(const State& state)
{
    start_->setText(state.isUnderWay ? tr("Stop") : state.hasAnswer ? words_.again : words_.start);
    start_->setEnabled(state.isOpen && (state.isUnderWay || !state.isCurrent));
    progress_->setVisible(state.isUnderWay);
    if (state.isUnderWay)
        progress_->setRange(0, 0);
    pages_->setCurrentIndex(state.hasAnswer ? 1 : 0);
    state_->setText(state.isUnderWay           ? words_.underWay
                    : !state.refusal.isEmpty() ? state.refusal
                    : !state.hasAnswer         ? QString()
                    : !state.isCurrent         ? tr("The site or what is asked has changed since")
                                               : state.summary);
    state_->setToolTip(state_->text());
    empty_->setText(state.refusal.isEmpty() ? words_.empty : state.refusal);
}

void StudyFrame::showProgress(int done, int all, const QString& words)
{
    progress_->setRange(0, all);
    progress_->setValue(done);
    state_->setText(words);
}

} // namespace hallwright::app
