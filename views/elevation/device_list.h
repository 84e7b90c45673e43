// The device types of a catalogue, to be found by a few letters and dragged into a rack.
#pragma once

#include "core/model/site.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace hallwright::elevation {

class DeviceList : public QWidget
{
    Q_OBJECT

public:
    explicit DeviceList(QWidget* parent = nullptr);

    void setCatalogue(const std::shared_ptr<const Catalogue>& catalogue); // null: nothing is open
    void showOtherUnits(); // after the reader has chosen SI or IP
    void focusSearch();
    DeviceTypeId current() const; // none: nothing is chosen

    QLineEdit* search() { return search_; }
    QTreeWidget* tree() { return tree_; }

signals:
    void wanted(hallwright::DeviceTypeId type); // by Enter, a double click or the button: where there is room
    void importWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; // keys of the search that are the list's

private:
    void fill();
    void filter();
    void take();

    std::shared_ptr<const Catalogue> catalogue_;
    QLineEdit* search_;
    QTreeWidget* tree_;
    QLabel* none_;
    QPushButton* add_;
};

} // namespace hallwright::elevation
