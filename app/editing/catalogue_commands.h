// What the catalogue editor does to types: copies, new ones, and those that nothing is of taken out. Each is one undo step.
#pragma once

#include "app/project/document.h"
#include "core/model/object_ref.h"

#include <QObject>

#include <functional>

namespace hallwright {
class SiteEdit;
}

namespace hallwright::app {

class CatalogueCommands : public QObject
{
    Q_OBJECT

public:
    CatalogueCommands(Document* document, QObject* parent = nullptr); // `document` outlives it

    // The type that came to be; none where it was refused.
    ObjectRef copy(ObjectRef type);
    ObjectRef addNew(ObjectKind kind);
    bool remove(ObjectRef type); // refused while anything is of it

signals:
    void done(const QString& what);
    void refused(const QString& reason); // the site is as it was

private:
    ObjectRef apply(const std::function<ObjectRef(SiteEdit&)>& edit,
                    const std::function<QString(ObjectRef)>& words);

    Document* document_;
};

} // namespace hallwright::app
