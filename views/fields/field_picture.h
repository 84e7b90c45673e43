// A FieldSubject on its way to the painter: scales that stay put, shares found in the background, and a count of what
// changed since the last picture.
#pragma once

#include "views/fields/field_painter.h"
#include "views/fields/field_scale.h"
#include "views/fields/field_subject.h"
#include "views/fields/share_worker.h"

#include <QObject>

#include <memory>
#include <optional>

namespace hallwright::fields {

class FieldPicture : public QObject
{
    Q_OBJECT

public:
    explicit FieldPicture(const FieldSubject* subject); // outlives it

    // After another field or quantity: shares and scales are found anew, or there is nothing to show. While the shares
    // are on their way, everything stays as it is.
    void refresh(bool missing);
    // After another choice of the reader's; true if it takes refresh(), else it is counted.
    bool needsRefresh(const FieldOptions& before) const;
    void countChoice(const FieldOptions& before);
    void countMarks() { ++revisions_.marks; }
    void countRoom() { ++revisions_.room; }
    void setTheme(style::Theme theme);

    const style::Colours& colours() const { return style::colours(theme_); }
    bool empty() const { return !scale_; }
    const ValueScale* scale() const { return scale_ ? &*scale_ : nullptr; } // null while nothing is shown
    const ValueScale* temperatureScale() const { return temperatureScale_ ? &*temperatureScale_ : nullptr; }
    bool hasOwnTemperatureScale() const; // of surface and streamlines, beside the quantity's
    bool waitsForShares() const { return worker_.busy(); }

    // All but what belongs to the view: its camera, preset and pixels. Not while empty().
    FieldScene scene() const;

signals:
    void sharesFound(); // refresh() will not wait for them any more

private:
    bool findShares();
    void chooseScales();
    Range endsShown() const; // of the quantity's colours, before they are held steady
    void countAll();
    std::span<const float> shareValues() const
    {
        return shares_ ? std::span(*shares_) : std::span<const float>();
    }
    std::vector<QRgb> rackColours() const;

    const FieldSubject* subject_;
    style::Theme theme_ = style::Theme::Light;
    std::shared_ptr<const std::vector<float>> shares_; // of the share quantity shown
    std::optional<ShareQuestion> sharesOf_;
    ShareWorker worker_;
    SteadyRanges steady_;
    std::optional<ValueScale> scale_;
    std::optional<ValueScale> temperatureScale_; // of the surface and the streamlines
    FieldScene::Revisions revisions_;
};

} // namespace hallwright::fields
