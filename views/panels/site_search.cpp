#include "views/panels/site_search.h"

#include "core/model/names.h"
#include "core/model/object_names.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace hallwright::panels {

namespace {

template <class T>
QString ownKind(const T& object)
{
    if constexpr (std::is_same_v<T, PowerNode> || std::is_same_v<T, PlantUnit> || std::is_same_v<T, Pathway>)
        return style::words(nameOf(object.kind));
    else
        return text(sentenceCase(std::string(wordFor(kindOf<T>))));
}

// What tells it from others of its kind.
template <class T>
QStringList traits(const Site& site, const T& object)
{
    QStringList words;
    if constexpr (std::is_same_v<T, Aisle>)
        words << style::words(nameOf(object.kind)).toLower();
    if constexpr (std::is_same_v<T, AirHandler> || std::is_same_v<T, Room>)
        words << style::words(nameOf(object.kind));
    if constexpr (Catalogued<T>::is) {
        if (const auto* type = find(site, object.type))
            words << text(type->name);
    }
    if constexpr (std::is_same_v<T, PowerNode>) {
        if (object.side != FeedSide::None)
            words << QObject::tr("side %1").arg(text(nameOf(object.side)));
    }
    if constexpr (std::is_same_v<T, PipeRun>)
        words << text(nameOf(object.role));
    return words;
}

// More that it may be looked for by.
template <class T>
QStringList otherWords(const T& object)
{
    QStringList words{text(wordFor(kindOf<T>))};
    if constexpr (requires { nameOf(object.kind); })
        words << text(nameOf(object.kind));
    if constexpr (requires { nameOf(object.role); })
        words << text(nameOf(object.role));
    return words;
}

template <class T>
QString shownKind(const Site& site, const T& object)
{
    QStringList words = traits(site, object);
    words.removeDuplicates();
    const QString kind = ownKind(object);
    const bool isSaid =
        std::any_of(words.begin(), words.end(), [&](const QString& word) { return word.startsWith(kind); });
    if (!isSaid) // "CDU 1000" says that it is one
        words.prepend(kind);
    return words.join(QStringLiteral(", "));
}

// The places of a site in words, each once.
class Places
{
public:
    explicit Places(const Site& site)
    {
        for (const BuildingPtr& building : site.buildings) {
            const QString name = text(building->name);
            names_.insert(refTo(building->id), name);
            for (const HallPtr& hall : building->halls)
                names_.insert(refTo(hall->id), QStringLiteral("%1, %2").arg(text(hall->name), name));
        }
        for (const CoolantLoop& loop : site.cooling->loops)
            names_.insert(refTo(loop.id), text(loop.name));
    }

    template <class T, class Parent>
    QString of(const T& object, const Parent& parent) const
    {
        if constexpr (std::is_same_v<Parent, Building> || std::is_same_v<Parent, Hall>)
            return names_.value(refTo(parent.id));
        else if constexpr (std::is_same_v<T, PowerNode>)
            return names_.value(object.hall.valid() ? refTo(object.hall) : refTo(object.building));
        else if constexpr (std::is_same_v<T, PlantUnit> || std::is_same_v<T, CoolantLoop>)
            return names_.value(refTo(object.building));
        else if constexpr (std::is_same_v<T, PipeRun>)
            return names_.value(refTo(object.loop));
        else if constexpr (std::is_same_v<Parent, Catalogue>)
            return QObject::tr("Catalogue");
        else
            return {};
    }

private:
    QHash<ObjectRef, QString> names_;
};

bool isType(ObjectKind kind)
{
    return kind >= ObjectKind::RackType; // the catalogue's are the last
}

bool isWordEdge(const QString& in, qsizetype at)
{
    return at < 0 || at >= in.size() || !in[at].isLetterOrNumber();
}

bool has(const QString& words, const QString& wanted)
{
    constexpr qsizetype anywhere = 3; // letters that make a word rare enough to be looked for within others
    for (qsizetype at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + 1)) {
        const bool begins = isWordEdge(words, at - 1);
        const bool ends = isWordEdge(words, at + wanted.size());
        if (wanted.size() >= anywhere || (begins && (ends || wanted.size() > 1)))
            return true;
    }
    return false;
}

bool hasAll(const QString& words, const QStringList& wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) { return has(words, word); });
}

} // namespace

void SiteSearch::setSite(SitePtr site)
{
    site_ = std::move(site);
    entries_.clear();
    isRead_ = false;
}

void SiteSearch::read()
{
    isRead_ = true;
    if (!site_)
        return;
    const Places places(*site_);
    forEachObjectType([&]<class T>() {
        forEachOf<T>(*site_, [&](const T& object, const auto& parent) {
            if (!object.id.valid())
                return;
            QString name;
            if constexpr (requires { object.name; })
                name = text(object.name);
            if (name.isEmpty())
                name = text(sentenceCase(describe(*site_, refTo(object.id))));
            SearchEntry shown{refTo(object.id), name, shownKind(*site_, object), places.of(object, parent)};
            const QString words =
                (QStringList{shown.name, shown.kind, shown.place} + otherWords(object)).join(u'\n').toLower();
            entries_.push_back({std::move(shown), words});
        });
    });
}

SiteSearch::Hits SiteSearch::find(const QString& text, std::size_t limit)
{
    if (!isRead_)
        read();
    const QString all = text.simplified().toLower();
    const QStringList wanted = all.split(u' ', Qt::SkipEmptyParts);
    enum Rank { Called, Named, Has, InCatalogue, RankCount };
    std::array<std::vector<const Entry*>, RankCount> ranked;
    for (const Entry& entry : entries_) {
        if (!hasAll(entry.words, wanted))
            continue;
        const QString name = entry.words.left(entry.shown.name.size());
        const Rank rank = isType(entry.shown.object.kind) ? InCatalogue
                          : name == all                   ? Called
                          : hasAll(name, wanted)          ? Named
                                                          : Has;
        ranked[rank].push_back(&entry);
    }
    Hits hits;
    for (const auto& entries : ranked) {
        hits.total += entries.size();
        for (const Entry* entry : entries) {
            if (hits.shown.size() < limit)
                hits.shown.push_back(entry->shown);
        }
    }
    return hits;
}

QString kindText(const Site& site, ObjectRef object)
{
    QString kind;
    withObjectType(object.kind, [&]<class T>() {
        if (const T* found = hallwright::find(site, IdOf<T>{object.id}))
            kind = shownKind(site, *found);
    });
    return kind;
}

} // namespace hallwright::panels
