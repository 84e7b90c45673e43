// Our .vti files by the reader that ParaView has.
#include "core/exchange/field_image.h"
#include "core/physics/air_field.h"
#include "tests/support/hall_h20.h"

#include <QTemporaryDir>
#include <QTest>

#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkXMLImageDataReader.h>

#include <cmath>
#include <fstream>

using namespace hallwright;

class VtiTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        AirFieldOptions options;
        options.cellM = 0.3;
        field_ = AirField::solve(test::hallH20(0.8), options);
        QVERIFY2(field_->report().usable(), "H20 has no field");
        const std::string file = dir_.filePath("h20.vti").toStdString();
        std::ofstream(file, std::ios::binary) << vtiOf(imageOf(*field_));
        reader_->SetFileName(file.c_str());
        QVERIFY(reader_->CanReadFile(file.c_str()) != 0);
        reader_->Update();
        image_ = reader_->GetOutput();
    }

    void theGridIsThatOfTheHall()
    {
        const AirGrid& grid = field_->grid();
        QCOMPARE(static_cast<std::size_t>(image_->GetNumberOfCells()), grid.count());
        const double* bounds = image_->GetBounds();
        constexpr double rounding = 1e-9; // of the cells' size in decimals
        QVERIFY(std::abs(bounds[1] - 12.0) <= rounding);
        QVERIFY(std::abs(bounds[3] - 9.0) <= rounding);
        QVERIFY(std::abs(bounds[5] - 3.0) <= rounding);
    }

    void everyValueIsThatOfTheField()
    {
        vtkCellData* cells = image_->GetCellData();
        QCOMPARE(cells->GetNumberOfArrays(), 5);
        vtkDataArray* temperature = cells->GetArray("temperature_c");
        vtkDataArray* speed = cells->GetArray("speed_m_s");
        vtkDataArray* velocity = cells->GetArray("velocity_m_s");
        vtkDataArray* recirculated = cells->GetArray("recirculated");
        vtkDataArray* solid = cells->GetArray("solid");
        QVERIFY(temperature && speed && velocity && recirculated && solid);
        QCOMPARE(velocity->GetNumberOfComponents(), 3);
        const std::vector<float> shares = field_->recirculatedShare();
        for (std::size_t c = 0; c < field_->grid().count(); ++c) {
            const auto at = static_cast<vtkIdType>(c);
            const double celsius = temperature->GetComponent(at, 0);
            QVERIFY(celsius == static_cast<double>(field_->temperatureC()[c]) ||
                    (std::isnan(celsius) && std::isnan(field_->temperatureC()[c])));
            double square = 0.0;
            for (const Axis axis : {Axis::X, Axis::Y, Axis::Z}) {
                const double component = velocity->GetComponent(at, static_cast<int>(axis));
                QCOMPARE(component, static_cast<double>(field_->velocityMs(axis)[c]));
                square += component * component;
            }
            constexpr double singlePrecision = 1e-6;
            QVERIFY(std::abs(speed->GetComponent(at, 0) - std::sqrt(square)) <= singlePrecision);
            QCOMPARE(recirculated->GetComponent(at, 0), static_cast<double>(shares[c]));
            QCOMPARE(solid->GetComponent(at, 0), static_cast<double>(field_->solid()[c]));
        }
    }

    void whatAViewerShowsFirstIsTheTemperature()
    {
        QCOMPARE(QString(image_->GetCellData()->GetScalars()->GetName()), QStringLiteral("temperature_c"));
        QCOMPARE(QString(image_->GetCellData()->GetVectors()->GetName()), QStringLiteral("velocity_m_s"));
    }

    // Found by the coordinates a person would look at: inside rack A0, over its aisle.
    void aPlaceInTheHallIsThatPlaceInTheFile()
    {
        vtkDataArray* solid = image_->GetCellData()->GetArray("solid");
        const auto solidAt = [&](double x, double y, double z) {
            double place[3] = {x, y, z};
            double within[3];
            double weights[8];
            int part = 0;
            return solid->GetComponent(image_->FindCell(place, nullptr, 0, 0.0, part, within, weights), 0);
        };
        QCOMPARE(solidAt(3.3, 3.3, 1.0), 1.0);
        QCOMPARE(solidAt(3.3, 4.5, 1.0), 0.0);
        QCOMPARE(solidAt(3.3, 3.3, 2.5), 0.0);
    }

private:
    QTemporaryDir dir_;
    AirFieldPtr field_;
    vtkNew<vtkXMLImageDataReader> reader_;
    vtkImageData* image_ = nullptr;
};

QTEST_APPLESS_MAIN(VtiTest)
#include "tst_vti.moc"
