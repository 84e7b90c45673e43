// A diagram with its chooser, the part of the site or the loop, and a search.
#pragma once

#include "views/diagrams/diagram_view.h"

class QComboBox;
class QLineEdit;

namespace hallwright::diagrams {

class DiagramPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramPanel(DiagramSubject subject, QWidget* parent = nullptr);

    void setSite(const SitePtr& site);
    void setSnapshot(const SnapshotPtr& snapshot);
    void setTheme(style::Theme theme) { view_->setTheme(theme); }
    // Of loops, shows the one that the primary is or hangs on, else one that cools the hall.
    void setSelection(const SelectionSet& selection);
    void showLoop(CoolantLoopId loop); // of a panel of loops: chooses it, if the site has it
    DiagramView* view() const { return view_; }

signals:
    void clicked(hallwright::ObjectRef object); // none: beside all items

private:
    void refillChoices(const SitePtr& site);
    void offerLoops();
    void offerPlaces();
    void showChosen();
    CoolantLoopId loopFor(const SelectionSet& selection) const;
    void searchEntered();

    DiagramSubject subject_;
    QComboBox* choice_ = nullptr; // loops, or parts of the site
    QLineEdit* search_ = nullptr;
    DiagramView* view_ = nullptr;
    SitePtr site_;
    std::size_t structure_ = 0; // of the site the choices are of
};

} // namespace hallwright::diagrams
