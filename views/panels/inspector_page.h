// A page of the inspector: a column of captioned rows in groups, each row a field or a read-only figure.
#pragma once

#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hallwright::panels {

class InspectorPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit InspectorPage(QWidget* parent = nullptr);

signals:
    // A figure that leads to its explanation was clicked; `below` is where that fits. Keys of explain.h.
    void explanationWanted(const QString& key, QPoint below);

protected:
    // A wheel that scrolls the page must not change the field it happens to pass over.
    bool eventFilter(QObject* watched, QEvent* event) override;

    void setTitle(const QString& title, const QString& subtitle);
    void beginGroup(const QString& caption);
    void addField(const QString& caption, QWidget* field, const QString& explanation = {});
    QLabel* addFigure(const QString& caption, const QString& explanation = {});
    // As a link to the explanation of `key`, for a figure of addFigure; plain without a key.
    static QString explained(const QString& text, const QString& key);
    void endPage(); // after the last row: the rest of the page stays empty

private:
    QVBoxLayout* column_;
    QFormLayout* rows_ = nullptr;
    QLabel* title_;
    QLabel* subtitle_;
};

} // namespace hallwright::panels
