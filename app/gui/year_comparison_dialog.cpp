#include "app/gui/year_comparison_dialog.h"

#include "core/studies/year/year_comparison.h"
#include "views/shared/format.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

constexpr int comparisonColumns = 4;

QString comparedText(const std::optional<double>& value, int decimals)
{
    return value ? QLocale().toString(*value, 'f', decimals) : style::dash();
}

QString differenceText(const ComparedFigure& figure)
{
    if (!figure.of || !figure.against)
        return style::dash();
    const double more = *figure.against - *figure.of;
    return (more > 0.0 ? QStringLiteral("+") : QString()) + QLocale().toString(more, 'f', figure.decimals);
}

QString titleText(const ComparedFigure& figure, const QString& money)
{
    const bool costs = figure.key == "cost_per_year" || figure.key == "per_accelerator_hour";
    const QString unit =
        costs ? money : QString::fromUtf8(figure.unit.data(), static_cast<qsizetype>(figure.unit.size()));
    const QString title = QString::fromUtf8(figure.title.data(), static_cast<qsizetype>(figure.title.size()));
    return unit.isEmpty() ? title : QStringLiteral("%1 [%2]").arg(title, unit);
}

QString weatherOfSide(const WeatherSeries& weather)
{
    return QStringLiteral("%1 (%2)").arg(QString::fromStdString(weather.place),
                                         QString::fromStdString(weather.source));
}

YearAsked askedOf(const YearAnswer& of, const YearSide& other)
{
    YearAsked asked = of.of;
    asked.site = other.site;
    if (other.weather)
        asked.weather = other.weather;
    if (!other.isOfThisFile)
        asked.conditions.outages = {};
    return asked;
}

} // namespace

std::vector<YearSide> otherYearSides(const Project& project)
{
    std::vector<YearSide> sides;
    const auto add = [&](std::int64_t line, const SitePtr& site) {
        const KeptWeather* kept = findWeather(project.weather(), *site);
        sides.push_back({project.nameOf(line), site, kept ? kept->series : nullptr});
    };
    if (project.activeBranch() != Project::mainLine)
        add(Project::mainLine, project.siteOf(Project::mainLine));
    for (const Branch& branch : project.branches()) {
        if (branch.info.kind != BranchKind::Start && branch.info.id != project.activeBranch())
            add(branch.info.id, branch.site);
    }
    return sides;
}

YearComparisonDialog::YearComparisonDialog(const YearAnswer& of, const QString& name, const YearSide& other,
                                           QWidget* parent)
    : QDialog(parent), of_(of), table_(new QTableWidget(0, comparisonColumns, this)), state_(new QLabel(this))
{
    setObjectName(QStringLiteral("yearComparison"));
    setWindowTitle(tr("The year side by side"));
    setAttribute(Qt::WA_DeleteOnClose);
    const YearAsked asked = askedOf(of, other);
    auto* weathers =
        new QLabel(tr("%1: weather %2\n%3: weather %4")
                       .arg(name, weatherOfSide(*of.of.weather), other.name, weatherOfSide(*asked.weather)),
                   this);
    weathers->setWordWrap(true);
    table_->setObjectName(QStringLiteral("yearComparisonTable"));
    table_->setHorizontalHeaderLabels({tr("Of the year"), name, other.name, tr("Difference")});
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->verticalHeader()->hide();
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    state_->setObjectName(QStringLiteral("yearComparisonState"));
    state_->setWordWrap(true);
    state_->setText(tr("computing the year of %1 …").arg(other.name));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copies = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    connect(copies, &QPushButton::clicked, this, &YearComparisonDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(weathers);
    column->addWidget(table_, 1);
    column->addWidget(state_);
    column->addWidget(buttons);
    constexpr int width = 640, height = 520;
    resize(width, height);
    connect(&session_, &YearSession::progressed, this, [this, what = other.name](std::size_t evaluations) {
        state_->setText(
            tr("computing the year of %1, %2 points of the weather so far …").arg(what).arg(evaluations));
    });
    connect(&session_, &YearSession::solved, this, &YearComparisonDialog::fill);
    connect(&session_, &YearSession::failed, this,
            [this](const YearAsked&, const QString& sentence) { state_->setText(sentence); });
    session_.request(asked);
}

void YearComparisonDialog::fill(const YearAnswer& other)
{
    const auto outcome = [](const YearAnswer& answer) {
        return YearOutcome{*answer.year, answer.carbon, answer.cost ? &*answer.cost : nullptr};
    };
    const std::optional<PriceList>& prices = of_.of.basis->prices;
    const QString money = prices ? QString::fromStdString(prices->currency) : QString();
    const std::vector<ComparedFigure> figures = comparedFigures(outcome(of_), outcome(other));
    table_->setRowCount(static_cast<int>(figures.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const ComparedFigure& figure = figures[static_cast<std::size_t>(row)];
        const QStringList texts{titleText(figure, money), comparedText(figure.of, figure.decimals),
                                comparedText(figure.against, figure.decimals), differenceText(figure)};
        for (int at = 0; at < comparisonColumns; ++at) {
            auto* item = new QTableWidgetItem(texts[at]);
            item->setTextAlignment(at == 0 ? Qt::AlignLeft | Qt::AlignVCenter
                                           : Qt::AlignRight | Qt::AlignVCenter);
            table_->setItem(row, at, item);
        }
        table_->item(row, 0)->setData(
            Qt::UserRole, QString::fromUtf8(figure.key.data(), static_cast<qsizetype>(figure.key.size())));
    }
    state_->setText(
        tr("Under the scenario and the choices of the year that is shown. Difference: the other less this."));
}

QString YearComparisonDialog::value(const QString& key, int column) const
{
    for (int row = 0; row < table_->rowCount(); ++row) {
        if (table_->item(row, 0)->data(Qt::UserRole).toString() == key)
            return table_->item(row, column)->text();
    }
    return {};
}

// For a spreadsheet.
void YearComparisonDialog::copy() const
{
    QStringList lines;
    QStringList titles;
    for (int at = 0; at < comparisonColumns; ++at)
        titles << table_->horizontalHeaderItem(at)->text();
    lines << titles.join(QLatin1Char('\t'));
    for (int row = 0; row < table_->rowCount(); ++row) {
        QStringList cells;
        for (int at = 0; at < comparisonColumns; ++at)
            cells << table_->item(row, at)->text();
        lines << cells.join(QLatin1Char('\t'));
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace hallwright::app
