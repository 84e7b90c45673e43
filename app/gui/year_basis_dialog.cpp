#include "app/gui/year_basis_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::app {

namespace {

constexpr double wattsPerMw = 1e6;
constexpr double percent = 100.0;

} // namespace

YearBasisDialog::YearBasisDialog(const YearChoices& now, double siteCarbonKgPerKwh, QWidget* parent)
    : QDialog(parent), problem_(new QLabel(this))
{
    setObjectName(QStringLiteral("yearBasisDialog"));
    setWindowTitle(tr("What the year rests on"));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    grid_ = addFile(form, tr("&Carbon of the grid"),
                    tr("the site's constant, %1 kg/kWh").arg(QLocale().toString(siteCarbonKgPerKwh, 'g', 3)),
                    now.gridFile, "basisGrid");
    price_ = addFile(form, tr("&Price of its energy"), tr("no cost is shown"), now.priceFile, "basisPrice");
    prices_ = addFile(form, tr("P&rices of running and building"), tr("no price of an accelerator-hour"),
                      now.pricesFile, "basisPrices");
    load_ = addFile(form, tr("&Load by hour of the day"), tr("all of it at every hour"), now.loadFile,
                    "basisLoad");
    maintenance_ = addFile(form, tr("Planned m&aintenance"), tr("everything is in service"),
                           now.maintenanceFile, "basisMaintenance");
    heat_ = addFile(form, tr("&Heat that a customer asks for"), tr("all heat that is offered is used"),
                    now.heatFile, "basisHeat");
    solar_ = addPower(form, tr("Own &solar power, rated"), now.own.solarW, "basisSolar");
    wind_ = addPower(form, tr("Own &wind power, rated"), now.own.windW, "basisWind");
    constant_ = addPower(form, tr("&Bought at every hour"), now.own.constantW, "basisConstant");
    addWaiting(form, now.batch);
    problem_->setObjectName(QStringLiteral("basisProblem"));
    problem_->setWordWrap(true);
    auto* words = new QLabel(
        tr("Grid and price: a CSV of a year of hours with offsets or in UTC, as Electricity Maps and EIA "
           "write it; carbon in g/kWh, prices per MWh. Load: a CSV of hour, compute, network, storage, "
           "management with shares from 0 to 1. Maintenance: a CSV of element, from, to. Heat: a CSV of "
           "month or "
           "hour and demand_kw. Prices: YAML, each with its source and date (docs/year.md). Sun and wind "
           "follow "
           "the weather file."),
        this);
    words->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    take_ = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(words);
    column->addWidget(problem_);
    column->addWidget(buttons);
    constexpr int width = 620;
    resize(width, sizeHint().height());
    check();
}

QLineEdit* YearBasisDialog::addFile(QFormLayout* form, const QString& label, const QString& without,
                                    const QString& file, const char* name)
{
    auto* row = new QHBoxLayout;
    auto* field = new QLineEdit(file, this);
    field->setObjectName(QString::fromLatin1(name));
    field->setPlaceholderText(tr("Without a file: %1").arg(without));
    field->setClearButtonEnabled(true);
    auto* choose = new QToolButton(this);
    choose->setText(tr("Choose …"));
    connect(choose, &QToolButton::clicked, this, [this, field] {
        const QString folder = field->text().isEmpty()
                                   ? QSettings().value(QStringLiteral("weatherFolder")).toString()
                                   : QFileInfo(field->text()).absolutePath();
        const QString chosen = QFileDialog::getOpenFileName(
            this, tr("What the year rests on"), folder,
            tr("Tables and prices (*.csv *.csv.gz *.yaml *.yml);;All files (*)"));
        if (!chosen.isEmpty())
            field->setText(chosen);
    });
    connect(field, &QLineEdit::textChanged, this, &YearBasisDialog::check);
    row->addWidget(field, 1);
    row->addWidget(choose);
    form->addRow(label, row);
    static_cast<QLabel*>(form->labelForField(row))->setBuddy(field);
    return field;
}

QDoubleSpinBox* YearBasisDialog::addPower(QFormLayout* form, const QString& label, double watts,
                                          const char* name)
{
    constexpr double mostMw = 1e5;
    auto* field = new QDoubleSpinBox(this);
    field->setObjectName(QString::fromLatin1(name));
    field->setRange(0.0, mostMw);
    field->setDecimals(2);
    field->setSuffix(tr(" MW"));
    field->setValue(watts / wattsPerMw);
    form->addRow(label, field);
    return field;
}

void YearBasisDialog::addWaiting(QFormLayout* form, const BatchWork& batch)
{
    constexpr int mostHours = 8784;
    share_ = new QDoubleSpinBox(this);
    share_->setObjectName(QStringLiteral("basisShare"));
    share_->setRange(0.0, percent);
    share_->setDecimals(1);
    share_->setSuffix(tr(" % of the IT energy"));
    share_->setValue(percent * batch.share);
    deadline_ = new QSpinBox(this);
    deadline_->setObjectName(QStringLiteral("basisDeadline"));
    deadline_->setRange(0, mostHours);
    deadline_->setSuffix(tr(" h"));
    deadline_->setValue(static_cast<int>(std::min<std::size_t>(batch.deadlineH, mostHours)));
    by_ = new QComboBox(this);
    by_->setObjectName(QStringLiteral("basisBy"));
    by_->addItems({tr("to the hours of least carbon"), tr("to the hours of the least price")});
    by_->setCurrentIndex(batch.by == ShiftBy::Price ? 1 : 0);
    form->addRow(tr("Work that can &wait"), share_);
    form->addRow(tr("… for at &most"), deadline_);
    form->addRow(tr("… and &moves"), by_);
    connect(share_, &QDoubleSpinBox::valueChanged, this, &YearBasisDialog::check);
    connect(by_, &QComboBox::currentIndexChanged, this, &YearBasisDialog::check);
}

// What would be refused, before it is asked for.
void YearBasisDialog::check()
{
    if (!take_) // still being built
        return;
    const bool waits = share_->value() > 0.0;
    deadline_->setEnabled(waits);
    by_->setEnabled(waits);
    const bool priceless = waits && by_->currentIndex() == 1 && price_->text().isEmpty();
    const bool alike = waits && !priceless && grid_->text().isEmpty() && price_->text().isEmpty();
    take_->setEnabled(!priceless);
    problem_->setText(priceless ? tr("Work can move by price only with a file of prices.")
                      : alike
                          ? tr("Without the grid's carbon or price by the hour all hours are alike: moving "
                               "work saves nothing.")
                          : QString());
    problem_->setVisible(!problem_->text().isEmpty());
}

YearChoices YearBasisDialog::choices() const
{
    YearChoices choices;
    choices.gridFile = grid_->text().trimmed();
    choices.priceFile = price_->text().trimmed();
    choices.pricesFile = prices_->text().trimmed();
    choices.loadFile = load_->text().trimmed();
    choices.maintenanceFile = maintenance_->text().trimmed();
    choices.heatFile = heat_->text().trimmed();
    choices.own = {wattsPerMw * solar_->value(), wattsPerMw * wind_->value(),
                   wattsPerMw * constant_->value()};
    choices.batch.share = share_->value() / percent;
    choices.batch.deadlineH = static_cast<std::size_t>(deadline_->value());
    choices.batch.by = by_->currentIndex() == 1 ? ShiftBy::Price : ShiftBy::Carbon;
    return choices;
}

} // namespace hallwright::app
