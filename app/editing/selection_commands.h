// Selecting many at once: what belongs together.
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"
#include "core/simulation/snapshot.h"

#include <QObject>

namespace hallwright::app {

class SelectionCommands : public QObject
{
    Q_OBJECT

public:
    SelectionCommands(Document* document, Selection* selection, QObject* parent = nullptr);

    void all();      // that stands in the hall
    void row();      // of what is selected: the racks and the row itself
    void sameType(); // of the primary, in the hall
    void sameFeed(); // racks on the primary's feed, in the hall
    void pod();      // the rows on both sides of the aisle next to the primary, and the aisle
    void none();

signals:
    void said(const QString& sentence);

private:
    const Hall* hall() const;
    void choose(std::vector<ObjectRef> objects, const QString& otherwise);
    template <class Belongs>
    void chooseRacks(Belongs belongs, const QString& otherwise);

    Document* document_;
    Selection* selection_;
};

} // namespace hallwright::app
