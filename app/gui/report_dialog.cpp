#include "app/gui/report_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

constexpr int mostLogoPixels = 4096; // to a side

QComboBox* named(QComboBox* box, const char* name)
{
    box->setObjectName(QString::fromLatin1(name));
    return box;
}

QLineEdit* named(QLineEdit* line, const char* name)
{
    line->setObjectName(QString::fromLatin1(name));
    return line;
}

// "1:100" or "100"; nothing typed is automatic. False for what is neither.
bool readScale(const QString& text, const QString& automatic, std::optional<int>& scale)
{
    static const QRegularExpression form(QStringLiteral("^(?:1:)?([1-9][0-9]{0,5})$"));
    scale.reset();
    if (text.isEmpty() || text == automatic)
        return true;
    const QRegularExpressionMatch match = form.match(text);
    if (match.hasMatch())
        scale = match.captured(1).toInt();
    return match.hasMatch();
}

// "3-7" or "4"; nothing typed is all. False for what is neither.
bool readPages(const QString& text, std::optional<report::SheetRange>& pages)
{
    static const QRegularExpression form(
        QStringLiteral("^([1-9][0-9]{0,4})(?:\\s*[-–]\\s*([1-9][0-9]{0,4}))?$"));
    pages.reset();
    if (text.isEmpty())
        return true;
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return false;
    const int first = match.captured(1).toInt();
    const int last = match.captured(2).isEmpty() ? first : match.captured(2).toInt();
    pages = report::SheetRange{first, last};
    return last >= first;
}

} // namespace

ReportDialog::ReportDialog(const std::vector<Version>& versions, QWidget* parent)
    : QDialog(parent), pack_(named(new QComboBox(this), "reportPack")),
      paper_(named(new QComboBox(this), "reportPaper")),
      orientation_(named(new QComboBox(this), "reportOrientation")),
      scale_(named(new QComboBox(this), "reportScale")), units_(named(new QComboBox(this), "reportUnits")),
      comparedWith_(named(new QComboBox(this), "reportComparedWith")),
      tables_(new QCheckBox(tr("Tab&les beside it (CSV), in a folder of its name"), this)),
      pages_(named(new QLineEdit(this), "reportPages")), title_(named(new QLineEdit(this), "reportTitle")),
      project_(named(new QLineEdit(this), "reportProject")),
      author_(named(new QLineEdit(this), "reportAuthor")),
      checked_(named(new QLineEdit(this), "reportChecked")),
      revision_(named(new QLineEdit(this), "reportRevision")),
      logo_(named(new QLineEdit(this), "reportLogo")), problem_(new QLabel(this))
{
    setObjectName(QStringLiteral("reportDialog"));
    setWindowTitle(tr("Export the report"));
    tables_->setObjectName(QStringLiteral("reportTables"));
    comparedWith_->addItem(tr("Nothing"));
    for (const Version& version : versions)
        comparedWith_->addItem(version.name, QVariant::fromValue<qlonglong>(version.line));
    comparedWith_->setEnabled(!versions.empty());
    if (versions.empty())
        comparedWith_->setToolTip(tr("The site has no other branch or named version."));
    auto* form = new QFormLayout;
    addChoices(form);
    addFields(form);
    problem_->setObjectName(QStringLiteral("reportProblem"));
    problem_->setWordWrap(true);
    problem_->setMinimumHeight(2 * problem_->fontMetrics().lineSpacing());
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(problem_);
    addButtons(column);
    for (QLineEdit* line : {pages_, logo_})
        connect(line, &QLineEdit::textChanged, this, &ReportDialog::check);
    connect(scale_, &QComboBox::editTextChanged, this, &ReportDialog::check);
    check();
}

void ReportDialog::addButtons(QVBoxLayout* column)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    preview_ = buttons->addButton(tr("Previ&ew and print …"), QDialogButtonBox::ActionRole);
    preview_->setObjectName(QStringLiteral("reportPreviewButton"));
    preview_->setAutoDefault(false);
    write_ = buttons->addButton(tr("&Write …"), QDialogButtonBox::AcceptRole);
    write_->setObjectName(QStringLiteral("reportWriteButton"));
    write_->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto take = [this](bool wantsPreview) {
        if (!problem().isEmpty())
            return;
        wantsPreview_ = wantsPreview;
        keep();
        accept();
    };
    connect(buttons, &QDialogButtonBox::accepted, this, [take] { take(false); });
    connect(preview_, &QPushButton::clicked, this, [take] { take(true); });
    column->addWidget(buttons);
}

std::optional<std::int64_t> ReportDialog::comparedWith() const
{
    const QVariant line = comparedWith_->currentData();
    return line.isValid() ? std::optional<std::int64_t>(line.toLongLong()) : std::nullopt;
}

bool ReportDialog::wantsTables() const
{
    return tables_->isChecked();
}

void ReportDialog::addChoices(QFormLayout* form)
{
    const QSettings settings;
    pack_->addItems(
        {tr("Everything"), tr("Drawings"), tr("Capacity: what is left, what stops the next rack")});
    for (const report::Paper& paper : report::papers())
        paper_->addItem(QString::fromLatin1(paper.name), static_cast<int>(paper.size));
    const QString kept = settings.value(QStringLiteral("report/paper"), QStringLiteral("A3")).toString();
    paper_->setCurrentIndex(std::max(paper_->findText(kept), 0));
    orientation_->addItems({tr("Landscape"), tr("Portrait")});
    scale_->setEditable(true);
    scale_->addItem(tr("The largest that fits"));
    for (const int scale : {50, 75, 100, 125, 150, 200, 250, 300, 500})
        scale_->addItem(QStringLiteral("1:%1").arg(scale));
    units_->addItems({tr("SI: kW, °C, m, m³/s, kg"), tr("IP: kW, °F, ft, CFM, lb")});
    units_->setCurrentIndex(style::unitSystem() == style::UnitSystem::Ip ? 1 : 0);
    pages_->setPlaceholderText(tr("all, or such as 3-7"));
    form->addRow(tr("&Holds"), pack_);
    form->addRow(tr("&Paper"), paper_);
    form->addRow(tr("&Orientation"), orientation_);
    form->addRow(tr("&Scale of floor plans"), scale_);
    form->addRow(tr("&Units"), units_);
    form->addRow(tr("Pa&ges"), pages_);
    form->addRow(tr("Co&mpared with"), comparedWith_);
    tables_->setChecked(settings.value(QStringLiteral("report/tables"), false).toBool());
    form->addRow(QString(), tables_);
}

void ReportDialog::addFields(QFormLayout* form)
{
    const QSettings settings;
    title_->setPlaceholderText(tr("the site's name"));
    const std::pair<QLineEdit*, const char*> kept[] = {{project_, "report/project"},
                                                       {author_, "report/author"},
                                                       {checked_, "report/checked"},
                                                       {logo_, "report/logo"}};
    for (const auto& [line, key] : kept)
        line->setText(settings.value(QString::fromLatin1(key)).toString());
    form->addRow(tr("&Title"), title_);
    form->addRow(tr("Pro&ject"), project_);
    form->addRow(tr("&Author"), author_);
    form->addRow(tr("&Checked by"), checked_);
    form->addRow(tr("&Revision"), revision_);
    auto* browse = new QPushButton(tr("&Browse …"), this);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ReportDialog::chooseLogo);
    auto* row = new QHBoxLayout;
    row->addWidget(logo_, 1);
    row->addWidget(browse);
    form->addRow(tr("Logo"), row);
}

void ReportDialog::chooseLogo()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a logo"), logo_->text(),
                                                      tr("Pictures (*.png *.jpg *.jpeg *.PNG *.JPG *.JPEG)"));
    if (!file.isEmpty())
        logo_->setText(file);
}

QString ReportDialog::problem()
{
    if (!readScale(scale_->currentText().trimmed(), scale_->itemText(0), options_.scale))
        return tr("The scale is “%1”, but must be one such as 1:100.").arg(scale_->currentText());
    if (!readPages(pages_->text().trimmed(), options_.sheets))
        return tr("The pages are “%1”, but must be one or a range, such as 4 or 3-7.").arg(pages_->text());
    QImage logo;
    if (!logo_->text().isEmpty()) {
        QImageReader reader(logo_->text());
        const QSize size = reader.size();
        if (size.width() > mostLogoPixels || size.height() > mostLogoPixels)
            return tr("The logo has %1 by %2 pixels, above the limit of %3 to a side.")
                .arg(size.width())
                .arg(size.height())
                .arg(mostLogoPixels);
        logo = reader.read();
        if (logo.isNull())
            return tr("%1 cannot be read as a picture.").arg(logo_->text());
    }
    options_.pack = static_cast<report::Pack>(pack_->currentIndex());
    options_.paper = static_cast<report::PaperSize>(paper_->currentData().toInt());
    options_.orientation = static_cast<report::Orientation>(orientation_->currentIndex());
    options_.units = static_cast<style::UnitSystem>(units_->currentIndex());
    options_.fields = {title_->text(),   project_->text(),  author_->text(),
                       checked_->text(), revision_->text(), logo};
    return {};
}

void ReportDialog::check()
{
    const QString why = problem();
    problem_->setText(why);
    write_->setEnabled(why.isEmpty());
    preview_->setEnabled(why.isEmpty());
}

void ReportDialog::keep() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("report/paper"), paper_->currentText());
    settings.setValue(QStringLiteral("report/project"), project_->text());
    settings.setValue(QStringLiteral("report/author"), author_->text());
    settings.setValue(QStringLiteral("report/checked"), checked_->text());
    settings.setValue(QStringLiteral("report/logo"), logo_->text());
    settings.setValue(QStringLiteral("report/tables"), tables_->isChecked());
}

} // namespace hallwright::app
