// A page of the inspector: a column of captioned rows in groups, each row a field or a read-only figure.
#pragma once

#include "views/panels/sheet.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <vector>

class QFormLayout;

namespace hallwright::panels {

class RefusalNote;

class InspectorPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit InspectorPage(QWidget* parent = nullptr);

    // Shows at one of its fields why what was entered there will not do.
    void noteRefusal(QWidget* field, const QString& sentence);
    void forgetRefusal();
    QWidget* entered() const { return entered_; } // the field whose entry is being told of; null: none

signals:
    // A figure that leads to its explanation was clicked; `below` is where that fits. Keys of explain.h.
    void explanationWanted(const QString& key, QPoint below);
    // What was entered in a field will not do: what, the value, the limit.
    void refused(const QString& sentence);

protected:
    // A wheel that scrolls the page must not change the field it happens to pass over; undo and redo are the document's
    // unless something is half typed.
    bool eventFilter(QObject* watched, QEvent* event) override;

    // Rows are made anew only where captions or fields have changed. Fields belong to the page from then on.
    void showSheet(const Sheet& sheet);
    void addUnderTitle(QWidget* part);
    // Says at the field why what was entered there will not do, and keeps the focus on the page there.
    void refuse(QWidget* field, const QString& sentence);
    // As a link to the explanation of `key`; plain without a key.
    static QString explained(const QString& text, const QString& key);

    QWidget* entered_ = nullptr;

private:
    void build(const Sheet& sheet);
    void addRow(QFormLayout* rows, const SheetRow& row);
    QLabel* makeFigure();

    std::vector<QString> captions_;
    std::vector<QLabel*> figures_; // of the rows, null for a field
    std::vector<QWidget*> fields_;
    QVBoxLayout* column_;
    QLabel* title_;
    QLabel* subtitle_;
    QWidget* body_ = nullptr;
    RefusalNote* note_;
};

} // namespace hallwright::panels
