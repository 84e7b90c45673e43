// Finding anything in a site by what people call it.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace hallwright::panels {

struct SearchEntry {
    ObjectRef object;
    QString name;
    QString kind;  // "Rack, GB200 NVL72", "Busway, side A"
    QString place; // "Hall B1-H1, Building 1"; empty for what is everybody's
};

class SiteSearch
{
public:
    void setSite(SitePtr site); // nothing is read of it before the first search

    struct Hits {
        std::vector<SearchEntry> shown;
        std::size_t total = 0;
    };
    // What has every word of `text`, in any order, in its name, type, role, kind or place: "busway A", "GB200 compute".
    // A word of one letter is a whole word, one of two begins a word. First what is called so, last the catalogue.
    Hits find(const QString& text, std::size_t limit);

private:
    struct Entry {
        SearchEntry shown;
        QString words; // in small letters; the name comes first
    };
    void read();

    SitePtr site_;
    std::vector<Entry> entries_;
    bool isRead_ = false;
};

// What kind of thing it is, with what tells it from others of the kind: "Rack, GB200 NVL72".
QString kindText(const Site& site, ObjectRef object);

} // namespace hallwright::panels
