#include "views/panels/field_choices.h"

#include "core/model/object_names.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QSignalBlocker>

#include <utility>
#include <vector>

namespace hallwright::panels {

namespace {

struct Offer {
    QString words;
    QString data;
};

QString tr(const char* text)
{
    return QCoreApplication::translate("FieldChoices", text);
}

std::vector<Offer> offersOf(const Site& site, const ObjectField& field)
{
    std::vector<Offer> offers;
    for (const std::string& choice : field.choices)
        offers.push_back({style::words(choice), QString::fromStdString(choice)});
    if (field.kind == FieldKind::Truth)
        offers = {{tr("no"), QStringLiteral("0")}, {tr("yes"), QStringLiteral("1")}};
    if (field.kind != FieldKind::Reference)
        return offers;
    if (field.mayBeNone)
        offers.push_back({tr("none"), QStringLiteral("0")});
    for (const ObjectRef object : objectsOf(site, field.refersTo))
        offers.push_back({QString::fromStdString(nameOf(site, object)), QString::number(object.id)});
    return offers;
}

bool offersThese(const QComboBox& list, const std::vector<Offer>& offers)
{
    bool same = list.count() == static_cast<int>(offers.size());
    for (int i = 0; same && i < list.count(); ++i) {
        const Offer& offer = offers[static_cast<std::size_t>(i)];
        same = list.itemText(i) == offer.words && list.itemData(i) == offer.data;
    }
    return same;
}

} // namespace

bool isChosen(const ObjectField& field)
{
    return field.kind == FieldKind::Choice || field.kind == FieldKind::Truth ||
           field.kind == FieldKind::Reference;
}

void fillChoices(QComboBox& list, const Site& site, const ObjectField& field)
{
    const std::vector<Offer> offers = offersOf(site, field);
    if (offersThese(list, offers))
        return;
    const QSignalBlocker quiet(list);
    list.clear();
    for (const Offer& offer : offers)
        list.addItem(offer.words, offer.data);
    if (field.kind != FieldKind::Reference)
        return;
    list.setEditable(true); // found by a part of the name: there may be hundreds
    list.setInsertPolicy(QComboBox::NoInsert);
    list.completer()->setFilterMode(Qt::MatchContains);
    list.completer()->setCompletionMode(QCompleter::PopupCompletion);
}

void chooseValue(QComboBox& list, const ObjectField& field)
{
    QString now = QStringLiteral("0");
    if (const auto* id = std::get_if<std::int64_t>(&field.value))
        now = QString::number(*id);
    else if (const auto* text = std::get_if<std::string>(&field.value))
        now = QString::fromStdString(*text);
    const QSignalBlocker quiet(list);
    list.setCurrentIndex(list.findData(now));
}

} // namespace hallwright::panels
