// What a page of the inspector says, as a value: groups of captioned rows.
#pragma once

#include <QString>

#include <vector>

class QWidget;

namespace hallwright::panels {

struct SheetRow {
    QString caption;
    QString value;            // may hold links to explanations (InspectorPage::explained())
    QString explanation;      // tool tip
    QWidget* field = nullptr; // to edit, instead of the value
    bool alarming = false;

    static SheetRow ofField(const QString& caption, QWidget* field, const QString& explanation = {})
    {
        return {caption, {}, explanation, field};
    }
};

struct SheetGroup {
    QString caption;
    std::vector<SheetRow> rows;
};

struct Sheet {
    QString title;
    QString subtitle;
    std::vector<SheetGroup> groups;
};

} // namespace hallwright::panels
