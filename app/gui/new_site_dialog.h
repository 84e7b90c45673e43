// One page that asks what a new site is to be; with its defaults alone it makes a valid one.
#pragma once

#include "core/design/new_site.h"

#include <QDialog>

class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hallwright::panels {
struct FieldUnit;
class QuantityField;
} // namespace hallwright::panels

namespace hallwright::app {

// After every edit the site is made: what it would hold is said, or in a sentence why it cannot be, and then it cannot be
// created. The building grows with its hall until the reader has given it a size.
class NewSiteDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NewSiteDialog(QWidget* parent = nullptr);
    ~NewSiteDialog() override;

    const SitePtr& site() const { return site_; } // nullptr while it cannot be

private:
    // How far a field goes and by how much it steps, in SI units.
    struct Span {
        double lowest, highest, step;
    };

    QGroupBox* siteGroup();
    QGroupBox* buildingGroup();
    QGroupBox* hallGroup();
    QLineEdit* addText(QFormLayout* form, const QString& label, const char* name, std::string* value);
    panels::QuantityField* addQuantity(QFormLayout* form, const QString& label, const char* name,
                                       const panels::FieldUnit& unit, const Span& span, double* value);
    void addFloor(QFormLayout* form);
    void addStart(QFormLayout* form);
    void growBuilding();
    void tryOut();

    design::NewSite wanted_;
    SitePtr site_;
    bool sizeGiven_ = false; // to the building, by the reader
    panels::QuantityField* buildingWidth_ = nullptr;
    panels::QuantityField* buildingDepth_ = nullptr;
    panels::QuantityField* buildingHeight_ = nullptr;
    QLabel* outcome_;
    QPushButton* create_;
};

} // namespace hallwright::app
