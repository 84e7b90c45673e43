// How much of a year racks have power and cooling: the answer in words, place by place, and for the place that is chosen what
// the rest is spent on; the rates it rests on with their sources.
#pragma once

#include "core/studies/availability/availability.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QTreeWidget;

namespace hallwright::panels {

class AvailabilityPanel : public QWidget
{
    Q_OBJECT

public:
    enum PlaceColumn {
        NameColumn,
        RacksColumn,
        MeanColumn,
        MeanMinutesColumn,
        EveryColumn,
        EveryMinutesColumn,
        OutagesColumn,
        EachColumn,
        PlaceColumnCount
    };
    enum SpentColumn { ElementColumn, KindColumn, MinutesColumn, SpentColumnCount };
    enum RateColumn { RateNameColumn, MtbfColumn, MttrColumn, DownColumn, SourceColumn, RateColumnCount };

    explicit AvailabilityPanel(QWidget* parent = nullptr);

    void setAvailability(const SiteAvailabilityPtr& availability); // null: nothing
    QString words() const;
    QTreeWidget* places() { return places_; }
    QTreeWidget* spent() { return spent_; }
    QTreeWidget* rates() { return rates_; }
    QString asText() const; // the places and what they spend it on, fields apart by tabulators

signals:
    void chosen(hallwright::ObjectRef object); // a place or an element, by a click or the keys

private:
    QWidget* buildPlaces();
    QWidget* buildRates();
    void addPlace(const PlaceAvailability& place);
    void addTiers();
    void showSpent(const PlaceAvailability& place);
    void fillRates();

    SiteAvailabilityPtr availability_;
    bool filling_ = false;
    QLabel* words_;
    QTabWidget* tabs_;
    QTreeWidget* places_ = nullptr;
    QLabel* spentOf_ = nullptr;
    QTreeWidget* spent_ = nullptr;
    QTreeWidget* rates_ = nullptr;
    QLabel* counted_ = nullptr;
};

} // namespace hallwright::panels
