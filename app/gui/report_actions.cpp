#include "app/gui/report_actions.h"

#include "app/gui/background.h"
#include "app/gui/file_questions.h"
#include "app/gui/report_dialog.h"
#include "core/simulation/evaluate.h"
#include "core/studies/meeting.h"
#include "views/report/file_hash.h"
#include "views/report/sheet_limit.h"
#include "views/report/table_files.h"

#include <QDateTime>
#include <QFileInfo>
#include <QPageLayout>
#include <QPainter>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QProgressDialog>

#include <algorithm>
#include <cmath>
#include <memory>

namespace hallwright::app {

namespace {

constexpr double unitsPerMm = 100.0; // of a painted sheet

// "site-tables" beside "site.pdf"
QString tablesBeside(const QString& pdf)
{
    const QFileInfo file(pdf);
    return file.absolutePath() + QLatin1Char('/') + file.completeBaseName() + QStringLiteral("-tables");
}

QPageLayout layoutOf(const report::ReportOptions& options)
{
    const report::Paper& paper = report::paperOf(options.paper);
    const QPageSize size(paper.portraitMm, QPageSize::Millimeter, QString::fromLatin1(paper.name));
    return QPageLayout(size,
                       options.orientation == report::Orientation::Portrait ? QPageLayout::Portrait
                                                                            : QPageLayout::Landscape,
                       QMarginsF());
}

// Both evaluated anew with estimated inlets, whatever the snapshot's rest on: fields of two versions would not be solved alike.
report::Comparison comparisonOf(const Snapshot& snapshot, const QString& name, const SitePtr& other,
                                const QString& otherName, const Scenario& scenario)
{
    return {{name, evaluate(snapshot.site, snapshot.conditions)},
            {otherName, evaluate(other, conditionsOf(*other, scenario))}};
}

// Later: it may be in the middle of showing how far things are, and then tells of the end from within.
void putAway(const QPointer<QProgressDialog>& progress)
{
    if (!progress)
        return;
    progress->hide();
    progress->deleteLater();
}

QString cancelledText()
{
    return ReportActions::tr("The report was cancelled; nothing was written.");
}

} // namespace

ReportActions::ReportActions(Project* project, QWidget* window)
    : QObject(window), project_(project), window_(window)
{
}

void ReportActions::ask(const SnapshotPtr& snapshot, const Scenario& scenario)
{
    if (!snapshot)
        return;
    std::vector<ReportDialog::Version> versions;
    if (project_->activeBranch() != Project::mainLine)
        versions.push_back({Project::mainLine, project_->nameOf(Project::mainLine)});
    for (const Branch& branch : project_->branches()) {
        if (branch.info.kind != BranchKind::Start && branch.info.id != project_->activeBranch())
            versions.push_back({branch.info.id, project_->nameOf(branch.info.id)});
    }
    ReportDialog dialog(versions, window_);
    if (dialog.exec() != QDialog::Accepted)
        return;
    ReportRequest request{dialog.options(), dialog.comparedWith(), {}};
    request.options.siteFile = project_->displayName();
    request.options.date = QDateTime::currentDateTime();
    request.options.modelVersion = QStringLiteral("Hallwright ") + QCoreApplication::applicationVersion();
    if (!project_->isModified()) // else the file's bytes are not what is reported
        request.options.siteFileSha256 = report::sha256Of(project_->file());
    if (dialog.wantsPreview()) {
        preview(snapshot, scenario, request);
        return;
    }
    const QString pdf =
        askWhereToSave(window_, tr("Export the report"), suggestedFile(*project_, {}, QStringLiteral("pdf")),
                       tr("PDF"), QStringLiteral("pdf"));
    if (pdf.isEmpty())
        return;
    if (dialog.wantsTables())
        request.tables = tablesBeside(pdf);
    write(snapshot, scenario, request, pdf);
}

ReportActions::Material ReportActions::materialOf(const SnapshotPtr& snapshot, const Scenario& scenario,
                                                  ReportRequest request) const
{
    Material material{
        snapshot, scenario,   std::move(request), nullptr, project_->nameOf(project_->activeBranch()),
        {},       yearShown()};
    if (const auto line = material.request.comparedWith) {
        material.other = project_->siteOf(*line);
        material.otherName = project_->nameOf(*line);
    }
    return material;
}

report::ReportContent ReportActions::contentOf(const Material& material, const Progress& progress,
                                               const std::stop_token& stop)
{
    report::ReportContent content{*material.snapshot};
    content.year = material.year;
    if (material.other && progress("comparing with " + material.otherName.toStdString()))
        content.comparison = comparisonOf(*material.snapshot, material.name, material.other,
                                          material.otherName, material.scenario);
    report::requireSheets(content, material.request.options);
    if (material.request.options.pack != report::Pack::Plan && !stop.stop_requested())
        content.studies = meetingStudiesOf(*material.snapshot, progress, stop);
    return content;
}

// `work` is called on another thread with the content and the options, whose progress it is to follow; `done` with what it
// gives back, or with nothing of its kind where it was stopped.
template <class Work, class Done>
void ReportActions::run(const Material& material, Work work, Done done)
{
    const std::stop_source stop;
    const QPointer<QProgressDialog> progress = showProgress(window_, tr("Drawing the report …"), stop);
    const auto onProgress = [progress, stop](const auto& show) {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [progress, stop, show] {
            if (progress && !stop.stop_requested())
                show(*progress);
        });
        return !stop.stop_requested();
    };
    report::ReportOptions options = material.request.options;
    options.progress = [onProgress](int count, int total) {
        return onProgress([count, total](QProgressDialog& dialog) {
            dialog.setLabelText(tr("Drawing page %1 of %2").arg(count).arg(total));
            dialog.setMaximum(total);
            dialog.setValue(count);
        });
    };
    const auto onStep = [onProgress](const std::string& step) {
        return onProgress([step = QString::fromStdString(step)](QProgressDialog& dialog) {
            dialog.setLabelText(tr("Studying the site: %1 …").arg(step));
        });
    };
    progress->setValue(0); // from now on it counts its patience
    runInBackground(
        this,
        [material, options, onStep, stop, work] {
            const report::ReportContent content = contentOf(material, onStep, stop.get_token());
            using Result = decltype(work(content, options));
            return stop.stop_requested() ? Result() : work(content, options);
        },
        [progress, done](const auto& result) {
            putAway(progress);
            done(result);
        },
        [this, progress](const QString& sentence) {
            putAway(progress);
            tellInDialog(window_, tr("The report could not be made"), sentence);
        });
}

void ReportActions::write(const SnapshotPtr& snapshot, const Scenario& scenario, const ReportRequest& request,
                          const QString& pdf)
{
    run(
        materialOf(snapshot, scenario, request),
        [pdf, tables = request.tables](const report::ReportContent& content,
                                       const report::ReportOptions& options) {
            if (!tables.isEmpty())
                report::requireFolder(tables.toStdString());
            if (!report::writeReport(content, options, pdf.toStdString()))
                return false;
            if (!tables.isEmpty())
                report::writeTables(report::tableFilesOf(content.snapshot, *findingsOf(content.snapshot),
                                                         content.studies.capacity
                                                             ? content.studies.capacity
                                                             : usualCapacityOf(content.snapshot)),
                                    tables.toStdString());
            return true;
        },
        [this, pdf, tables = request.tables](bool complete) {
            emit said(!complete          ? cancelledText()
                      : tables.isEmpty() ? tr("Exported %1").arg(pdf)
                                         : tr("Exported %1, and its tables into %2").arg(pdf, tables));
        });
}

void ReportActions::preview(const SnapshotPtr& snapshot, const Scenario& scenario,
                            const ReportRequest& request)
{
    run(
        materialOf(snapshot, scenario, request),
        [](const report::ReportContent& content, const report::ReportOptions& options) {
            return report::paintSheets(content, options);
        },
        [this, options = request.options](const std::vector<QPicture>& sheets) {
            if (sheets.empty())
                emit said(cancelledText());
            else
                showPreview(sheets, options);
        });
}

void ReportActions::showPreview(const std::vector<QPicture>& sheets, const report::ReportOptions& options)
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageLayout(layoutOf(options));
    printer->setFullPage(true); // a sheet has margins of its own
    printer->setDocName(options.fields.title.isEmpty() ? options.siteFile : options.fields.title);
    auto* dialog = new QPrintPreviewDialog(printer.get(), window_);
    dialog->setObjectName(QStringLiteral("reportPreview"));
    dialog->setWindowTitle(tr("Report: preview"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Holds the printer as long as there is the dialog, which uses it.
    connect(dialog, &QPrintPreviewDialog::paintRequested, dialog,
            [printer, sheets, options](QPrinter* on) { printSheets(*on, sheets, options); });
    constexpr QSize wanted(1100, 800);
    dialog->resize(wanted.boundedTo(window_->size()));
    dialog->open();
    emit previewed();
}

void printSheets(QPrinter& printer, const std::vector<QPicture>& sheets, const report::ReportOptions& options)
{
    constexpr double mmPerInch = 25.4, samePaperMm = 1.5;
    const QSizeF painted = report::paperMm(options.paper, options.orientation);
    QPainter painter(&printer);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (i > 0)
            printer.newPage();
        const QSizeF paper = printer.pageLayout().fullRect(QPageLayout::Millimeter).size();
        const bool isSame = std::abs(paper.width() - painted.width()) < samePaperMm &&
                            std::abs(paper.height() - painted.height()) < samePaperMm;
        const double fit =
            isSame ? 1.0 : std::min(paper.width() / painted.width(), paper.height() / painted.height());
        painter.resetTransform();
        // A picture is drawn larger by the printer's resolution over its own.
        painter.scale(fit * sheets[i].logicalDpiX() / mmPerInch / unitsPerMm,
                      fit * sheets[i].logicalDpiY() / mmPerInch / unitsPerMm);
        painter.drawPicture(0, 0, sheets[i]);
    }
}

} // namespace hallwright::app
