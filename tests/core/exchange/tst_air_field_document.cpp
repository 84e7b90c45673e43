// The figures of docs/air.md are those that the code computes.
#include "core/exchange/rack_inlets.h"
#include "core/physics/air_field.h"
#include "tests/support/hall_h20.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace hallwright;

namespace {

constexpr double rounding = 0.02; // of two decimals in the document, and of the potential's tolerance
constexpr double finestM = 0.15;

AirFieldPtr solved(double supplyRatio)
{
    AirFieldOptions options;
    options.cellM = finestM;
    return AirField::solve(test::hallH20(supplyRatio), options);
}

double meanInletC(const AirField& field)
{
    double sum = 0.0;
    for (const AirRackTemperatures& rack : field.racks())
        sum += rack.inletC;
    return sum / static_cast<double>(field.racks().size());
}

} // namespace

class AirFieldDocumentTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QFile file(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/docs/air.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        text_ = QString::fromUtf8(file.readAll());
        field_ = solved(0.8);
        QVERIFY(field_->report().usable());
    }

    void everyRackOfTheTableIsComputed()
    {
        for (std::size_t i = 0; i < field_->racks().size(); ++i) {
            const QStringList cells = row(QString::fromStdString(field_->room().racks[i].name));
            QCOMPARE(cells.size(), 5);
            const double inletC = field_->racks()[i].inletC;
            const double referenceC = test::hallH20InletsC[i];
            QCOMPARE(cells[1].toDouble(), referenceC);
            QVERIFY2(std::abs(cells[3].toDouble() - inletC) <= rounding,
                     qPrintable(QString("%1: %2").arg(cells[0]).arg(inletC)));
            QVERIFY(std::abs(cells[4].toDouble() - (inletC - referenceC)) <= rounding);
        }
    }

    void theErrorStatedIsTheErrorFound()
    {
        std::vector<double> inlets;
        for (const AirRackTemperatures& rack : field_->racks())
            inlets.push_back(rack.inletC);
        const std::vector<std::optional<double>> reference(test::hallH20InletsC.begin(),
                                                           test::hallH20InletsC.end());
        const InletDifference found = differenceOf(inlets, reference);
        const QStringList stated = row("field");
        const double values[] = {found.meanK, found.rmsK, found.worstK};
        for (int i = 0; i < 3; ++i)
            QVERIFY2(std::abs(stated[i + 1].split(' ')[0].toDouble() - values[i]) <= rounding,
                     qPrintable(QString("%1 is %2").arg(stated[i + 1]).arg(values[i])));
    }

    void theRisesOfOtherSupplyRatiosAreThoseFound_data()
    {
        QTest::addColumn<double>("supplyRatio");
        for (const char* ratio : {"0.6", "0.8", "1.0", "1.2"})
            QTest::newRow(ratio) << QByteArray(ratio).toDouble();
    }

    void theRisesOfOtherSupplyRatiosAreThoseFound()
    {
        QFETCH(double, supplyRatio);
        const double riseK = meanInletC(*solved(supplyRatio)) - 18.0;
        const QStringList stated = row(QString::number(supplyRatio, 'f', 1));
        QCOMPARE(stated.size(), 4);
        QVERIFY2(std::abs(stated[2].split(' ')[0].toDouble() - riseK) <= rounding,
                 qPrintable(QString("%1 is %2").arg(stated[2]).arg(riseK)));
    }

private:
    // The cells of the first table row that begins with this one.
    QStringList row(const QString& first) const
    {
        const QRegularExpression line("^\\| " + QRegularExpression::escape(first) + " \\|.*$",
                                      QRegularExpression::MultilineOption);
        QStringList cells = line.match(text_).captured(0).split('|').mid(1);
        if (!cells.isEmpty())
            cells.removeLast();
        for (QString& cell : cells)
            cell = cell.trimmed();
        return cells;
    }

    QString text_;
    AirFieldPtr field_;
};

QTEST_APPLESS_MAIN(AirFieldDocumentTest)
#include "tst_air_field_document.moc"
