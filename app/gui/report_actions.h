// The report from the window: asked what it is to hold, then written as a PDF or shown to be printed.
#pragma once

#include "app/project/project.h"
#include "core/model/scenario.h"
#include "core/simulation/snapshot.h"
#include "views/report/report.h"

#include <QObject>
#include <QPicture>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

class QPrinter;
class QWidget;

namespace hallwright::app {

// What a report is asked for.
struct ReportRequest {
    report::ReportOptions options;
    std::optional<std::int64_t> comparedWith; // a branch or version of the project
    QString tables;                           // the folder for the tables beside it; empty: none
};

class ReportActions : public QObject
{
    Q_OBJECT

public:
    ReportActions(Project* project, QWidget* window); // both outlive it

    void ask(const SnapshotPtr& snapshot,
             const Scenario& scenario); // what it is to hold, and how it is to look
    // Each on another thread, with progress that can be cancelled. `scenario`: what `snapshot` was evaluated under. said()
    // follows, or the reader is told why not.
    void write(const SnapshotPtr& snapshot, const Scenario& scenario, const ReportRequest& request,
               const QString& pdf);
    void preview(const SnapshotPtr& snapshot, const Scenario& scenario, const ReportRequest& request);

    // The year of weather that the window shows of the snapshot's site and conditions, if it does: it goes into the report.
    std::function<std::optional<report::ReportedYear>()> yearShown = [] {
        return std::optional<report::ReportedYear>();
    };

signals:
    void said(const QString& message); // for the status bar
    void previewed();                  // the preview is there

private:
    using Progress = std::function<bool(const std::string& step)>;
    // What it is made of, made on another thread.
    struct Material {
        SnapshotPtr snapshot;
        Scenario scenario;
        ReportRequest request;
        SitePtr other; // to compare with; null: none
        QString name, otherName;
        std::optional<report::ReportedYear> year;
    };
    Material materialOf(const SnapshotPtr& snapshot, const Scenario& scenario, ReportRequest request) const;
    static report::ReportContent contentOf(const Material& material, const Progress& progress,
                                           const std::stop_token& stop);
    template <class Work, class Done>
    void run(const Material& material, Work work, Done done);
    void showPreview(const std::vector<QPicture>& sheets, const report::ReportOptions& options);

    Project* project_;
    QWidget* window_;
};

// Puts sheets of a report, painted for this paper, on the printer's, one a page: true to scale where it is the same paper,
// made to fit where it is another.
void printSheets(QPrinter& printer, const std::vector<QPicture>& sheets,
                 const report::ReportOptions& options);

} // namespace hallwright::app
