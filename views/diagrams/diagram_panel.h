// The diagram with its choosers: which drawing, which part of the site, and a search.
#pragma once

#include "views/diagrams/diagram_view.h"

class QComboBox;
class QLineEdit;

namespace hallwright::diagrams {

class DiagramPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramPanel(QWidget* parent = nullptr);

    void setSite(const SitePtr& site);
    void setSnapshot(const SnapshotPtr& snapshot);
    void setTheme(style::Theme theme) { view_->setTheme(theme); }
    void setSelected(const DiagramElement& element) { view_->setSelected(element); }
    DiagramView* view() const { return view_; }

signals:
    void elementClicked(hallwright::diagrams::ElementKind kind, qint64 id); // None: beside all items

private:
    void refillChoices(const SitePtr& site);
    void showChosen();
    void searchEntered();

    QComboBox* subject_ = nullptr;
    QComboBox* scope_ = nullptr;
    QLineEdit* search_ = nullptr;
    DiagramView* view_ = nullptr;
    SitePtr site_;
    std::size_t structure_ = 0; // of the site the choices are of
};

} // namespace hallwright::diagrams
