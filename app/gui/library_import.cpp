#include "app/gui/library_import.h"

#include "app/gui/background.h"
#include "core/model/errors.h"
#include "core/model/field_text.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "views/shared/sentence_units.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <fmt/format.h>

namespace hallwright::app {

namespace {

constexpr RemarkKind reportedKinds[] = {RemarkKind::Refused, RemarkKind::Implausible, RemarkKind::Assumed,
                                        RemarkKind::Missing};

QString kindWord(RemarkKind kind)
{
    return QString::fromStdString(sentenceCase(std::string(nameOf(kind))));
}

QString formatsLimit()
{
    return LibraryReport::tr(
        "The library's format has no airflow in m³/s and no share of the heat to coolant: state "
        "them in the catalogue.");
}

// The sentence without the file, its line and the type, which stand beside it or in the tool tip.
QString withoutPlace(const LibraryRemark& remark)
{
    const QString sentence = style::sentence(remark.sentence);
    const QString type = QString::fromStdString(remark.type) + QStringLiteral(": ");
    const qsizetype at = remark.type.empty() ? -1 : sentence.indexOf(type);
    return at < 0 ? sentence : sentence.mid(at + type.size());
}

QString valueWords(const LibraryRemark& remark)
{
    return remark.field.empty() ? QString() : QString::fromStdString(sentenceCase(labelOf(remark.field)));
}

} // namespace

LibraryImportCommands::LibraryImportCommands(Document* document, QWidget* window)
    : QObject(window), document_(document), window_(window)
{
    askWhichFolder = [this] {
        return QFileDialog::getExistingDirectory(window_, tr("Folder of a device-type library"));
    };
    askWhichFiles = [this] {
        return QFileDialog::getOpenFileNames(window_, tr("Files of a device-type library"), {},
                                             tr("Device types (*.yaml *.yml)"));
    };
}

void LibraryImportCommands::importFolder()
{
    if (!document_->isOpen())
        return;
    if (const QString folder = askWhichFolder(); !folder.isEmpty())
        import({folder});
}

void LibraryImportCommands::importFiles()
{
    if (!document_->isOpen())
        return;
    if (const QStringList files = askWhichFiles(); !files.isEmpty())
        import(files);
}

void LibraryImportCommands::import(const QStringList& paths)
{
    std::vector<std::filesystem::path> files;
    for (const QString& path : paths)
        files.emplace_back(path.toStdString());
    emit said(tr("Reading %1 …").arg(paths.join(QStringLiteral(", "))));
    runInBackground(
        this, [files] { return readDeviceLibrary(files); },
        [this, paths](const DeviceLibrary& library) { take(library, paths); },
        [this](const QString& sentence) { emit refused(tr("Import device types"), sentence); });
}

void LibraryImportCommands::take(const DeviceLibrary& library, const QStringList& paths)
{
    const QString what = tr("Import device types");
    if (!document_->isOpen() || document_->isPreviewing())
        return;
    if (library.deviceTypes.empty() && library.rackTypes.empty()) {
        emit refused(
            what,
            library.remarks.empty()
                ? tr("%1 holds no .yaml or .yml file of a device type or a rack type.")
                      .arg(paths.join(QStringLiteral(", ")))
                : tr("No type can be imported. %1").arg(style::sentence(library.remarks.front().sentence)));
        return;
    }
    try {
        const LibraryImport result = withDeviceLibrary(document_->committedSite(), library);
        if (result.site != document_->committedSite())
            document_->commit(result.site,
                              tr("Import %1 types of a library").arg(result.added + result.changed));
        auto* report = new LibraryReport(library, result, window_);
        report->setAttribute(Qt::WA_DeleteOnClose);
        report->show();
        emit said(tr("%1 types are new, %2 have changed").arg(result.added).arg(result.changed));
        emit reported();
    } catch (const InputError& error) {
        emit refused(what, QString::fromUtf8(error.what()));
    }
}

LibraryReport::LibraryReport(const DeviceLibrary& library, const LibraryImport& result, QWidget* parent)
    : QDialog(parent), library_(library), remarks_(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("libraryReport"));
    setWindowTitle(tr("Imported device types"));
    summary_ = QString::fromStdString(fmt::format(
        "{} and {} were read: {} new, {} changed.", counted(library.deviceTypes.size(), "device type"),
        counted(library.rackTypes.size(), "rack type"), result.added, result.changed));
    auto* summary = new QLabel(summary_, this);
    QFont bold = font();
    bold.setBold(true);
    summary->setFont(bold);
    auto* limit = new QLabel(formatsLimit(), this);
    limit->setWordWrap(true);
    auto* kinds = new QComboBox(this);
    kinds->addItem(tr("All remarks (%1)").arg(library.remarks.size()), -1);
    for (const RemarkKind kind : reportedKinds)
        kinds->addItem(tr("%1 (%2)").arg(kindWord(kind)).arg(library.count(kind)), static_cast<int>(kind));
    connect(kinds, &QComboBox::currentIndexChanged, this,
            [this, kinds] { fill(kinds->currentData().toInt()); });
    auto* filterRow = new QHBoxLayout;
    filterRow->addWidget(new QLabel(tr("Show"), this));
    filterRow->addWidget(kinds);
    filterRow->addStretch(1);
    remarks_->setHeaderLabels({tr("What"), tr("Type"), tr("Value"), tr("Remark")});
    remarks_->setRootIsDecorated(false);
    remarks_->setAlternatingRowColors(true);
    remarks_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    remarks_->setSortingEnabled(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copy = buttons->addButton(tr("&Copy all"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(summary);
    column->addWidget(limit);
    column->addLayout(filterRow);
    column->addWidget(remarks_, 1);
    column->addWidget(buttons);
    fill(-1);
    resize(860, 480);
}

void LibraryReport::fill(int kind)
{
    remarks_->clear();
    for (const RemarkKind each : reportedKinds) {
        if (kind >= 0 && kind != static_cast<int>(each))
            continue;
        for (const LibraryRemark& remark : library_.remarks) {
            if (remark.kind != each)
                continue;
            auto* item = new QTreeWidgetItem(remarks_, {kindWord(each), QString::fromStdString(remark.type),
                                                        valueWords(remark), withoutPlace(remark)});
            item->setToolTip(3, style::sentence(remark.sentence));
        }
    }
    for (int column = 0; column < 3; ++column)
        remarks_->resizeColumnToContents(column);
}

QString LibraryReport::text() const
{
    QString all = summary_ + QLatin1Char('\n');
    for (const RemarkKind kind : reportedKinds) {
        if (library_.count(kind) == 0)
            continue;
        all += QStringLiteral("\n%1: %2\n").arg(kindWord(kind)).arg(library_.count(kind));
        for (const LibraryRemark& remark : library_.remarks) {
            if (remark.kind == kind)
                all += QStringLiteral("  ") + style::sentence(remark.sentence) + QLatin1Char('\n');
        }
    }
    return all + QLatin1Char('\n') + formatsLimit() + QLatin1Char('\n');
}

} // namespace hallwright::app
