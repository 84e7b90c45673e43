#include "app/editing/catalogue_commands.h"

#include "core/design/type_uses.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"

namespace hallwright::app {

CatalogueCommands::CatalogueCommands(Document* document, QObject* parent)
    : QObject(parent), document_(document)
{
}

ObjectRef CatalogueCommands::apply(const std::function<ObjectRef(SiteEdit&)>& edit,
                                   const std::function<QString(ObjectRef)>& words)
{
    if (!document_->isOpen() || document_->isPreviewing())
        return {};
    try {
        SiteEdit next(document_->committedSite());
        const ObjectRef type = edit(next);
        const SitePtr site = next.done();
        const QString what = words(type);
        document_->commit(site, what);
        emit done(what);
        return type;
    } catch (const InputError& error) {
        emit refused(QString::fromUtf8(error.what()));
        return {};
    }
}

ObjectRef CatalogueCommands::copy(ObjectRef type)
{
    if (!document_->isOpen())
        return {};
    const QString whose = QString::fromStdString(describe(*document_->committedSite(), type));
    return apply([&](SiteEdit& edit) { return design::addCopyOfType(edit, type); },
                 [&](ObjectRef) { return tr("Copy %1").arg(whose); });
}

ObjectRef CatalogueCommands::addNew(ObjectKind kind)
{
    const std::string_view word = wordFor(kind);
    return apply(
        [&](SiteEdit& edit) { return design::addNewType(edit, kind); },
        [&](ObjectRef) {
            return tr("Add a %1").arg(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
        });
}

bool CatalogueCommands::remove(ObjectRef type)
{
    if (!document_->isOpen())
        return false;
    const Site& site = *document_->committedSite();
    const QString whose = QString::fromStdString(describe(site, type));
    const QString subject = QString::fromStdString(sentenceCase(describe(site, type)));
    const auto uses = design::typeUses(site);
    if (const auto used = uses.find(type); used != uses.end()) {
        emit refused(used->second == 1
                         ? tr("%1 is used by 1 object; give it another type first.").arg(subject)
                         : tr("%1 is used by %2 objects; give them another type first.")
                               .arg(subject)
                               .arg(used->second));
        return false;
    }
    return apply(
               [&](SiteEdit& edit) {
                   edit.remove(type);
                   return type;
               },
               [&](ObjectRef) { return tr("Remove %1").arg(whose); })
        .valid();
}

} // namespace hallwright::app
