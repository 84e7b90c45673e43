#include "views/panels/fields_model.h"

#include "core/layout/hall_frame.h"
#include "core/model/object_names.h"
#include "views/panels/field_numbers.h"
#include "views/panels/path_text.h"
#include "views/panels/place_words.h"
#include "views/shared/format.h"

#include <QFont>
#include <QLocale>
#include <QPalette>
#include <QRegularExpression>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace hallwright::panels {

namespace {

QString firstCapital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

// The last chosen of the kind that most are of: a row is selected with its racks.
ObjectRef mostOf(const std::vector<ObjectRef>& objects)
{
    std::map<ObjectKind, std::size_t> counts;
    for (const ObjectRef object : objects)
        ++counts[object.kind];
    ObjectRef most;
    for (const ObjectRef object : objects) {
        if (!most.valid() || counts[object.kind] >= counts[most.kind])
            most = object;
    }
    return most;
}

// "Feed a id" is what nobody says.
QString captionOf(std::string_view field)
{
    QString text = firstCapital(QString::fromStdString(labelOf(field)));
    static const QRegularExpression abbreviated(QStringLiteral("\\b(cdu|gpu|ups|pue|psu)\\b"),
                                                QRegularExpression::CaseInsensitiveOption);
    for (auto found = abbreviated.match(text); found.hasMatch();
         found = abbreviated.match(text, found.capturedEnd()))
        text.replace(found.capturedStart(), found.capturedLength(), found.captured().toUpper());
    if (field == "feed_a_id" || field == "feed_b_id")
        text = QObject::tr("Feed %1").arg(field == "feed_a_id" ? QLatin1Char('A') : QLatin1Char('B'));
    return text;
}

QString fieldName(const ObjectField& field)
{
    return QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()));
}

bool hasPath(const ObjectField& field)
{
    return field.kind == FieldKind::Fixed && field.name == "path_m";
}

std::vector<Point3> pathOf(const ObjectField& field)
{
    return pointsIn(std::get<std::string>(field.value));
}

// 0 is how a maker's silence is kept (core/model/rack.h), which reads like a coolant of 0 °C.
bool mayBeSilent(const ObjectField& field)
{
    static constexpr std::array mayBeUnstated{
        std::string_view("rated_coolant_c"),  std::string_view("junction_rise_k"),
        std::string_view("junction_limit_c"), std::string_view("junction_trip_c"),
        std::string_view("coolant_return_c"), std::string_view("usable_height_u"),
        std::string_view("own_mass_kg"),      std::string_view("load_limit_kg"),
        std::string_view("supply_c"),         std::string_view("facility_flow_m3_s"),
        std::string_view("stored_j")};
    return std::ranges::find(mayBeUnstated, field.name) != mayBeUnstated.end();
}

bool isUnstated(const ObjectField& field)
{
    if (!mayBeSilent(field))
        return false;
    const auto* count = std::get_if<std::int64_t>(&field.value);
    const auto* number = std::get_if<double>(&field.value);
    return (count && *count == 0) || (number && *number == 0.0);
}

} // namespace

namespace {

// "[25,31]" as the names of these nodes.
QString feederWords(const Site& site, const std::string& list)
{
    static const QRegularExpression number(QStringLiteral("\\d+"));
    QStringList names;
    const QString text = QString::fromStdString(list);
    for (auto found = number.globalMatch(text); found.hasNext();) {
        const ObjectRef node{ObjectKind::PowerNode, found.next().captured().toLongLong()};
        names << (exists(site, node) ? QString::fromStdString(nameOf(site, node)) : style::dash());
    }
    return names.isEmpty() ? style::dash() : names.join(QStringLiteral(", "));
}

} // namespace

QString FieldsModel::caption(int row) const
{
    const QString own = captionOf(field(row).name);
    const auto place = placeWords(*site_, objects_.back(), field(row).name);
    return place ? tr("%1 %2").arg(own, place->from) : own;
}

QString FieldsModel::explanation(int row) const
{
    const auto place = placeWords(*site_, objects_.back(), field(row).name);
    return place ? place->explanation : QString();
}

QString wordsFor(const Site& site, const ObjectField& field)
{
    if (isUnstated(field))
        return style::dash();
    switch (field.kind) {
    case FieldKind::Number:
        return numberWords(field.name, std::get<double>(field.value));
    case FieldKind::Count: {
        const QString count = style::formatCount(std::get<std::int64_t>(field.value));
        return field.name.ends_with("_u") ? QObject::tr("%1 U").arg(count) : count;
    }
    case FieldKind::Truth:
        return std::get<std::int64_t>(field.value) != 0 ? QObject::tr("yes") : QObject::tr("no");
    case FieldKind::Choice:
        return style::words(std::get<std::string>(field.value));
    case FieldKind::Text:
        return QString::fromStdString(std::get<std::string>(field.value))
            .replace(QLatin1Char('\n'), QStringLiteral(", "));
    case FieldKind::Reference: {
        const auto* id = std::get_if<std::int64_t>(&field.value);
        return id ? QString::fromStdString(nameOf(site, {field.refersTo, *id})) : style::dash();
    }
    case FieldKind::Fixed:
        if (hasPath(field))
            return pathInWords(pathOf(field));
        if (const auto* list = std::get_if<std::string>(&field.value); list && field.name == "fed_by")
            return feederWords(site, *list);
        break;
    }
    if (const auto* id = std::get_if<std::int64_t>(&field.value))
        return QString::number(*id);
    const auto* text = std::get_if<std::string>(&field.value);
    return text ? QString::fromStdString(*text) : style::dash();
}

void FieldsModel::show(const SitePtr& site, const SelectionSet& selection)
{
    beginResetModel();
    site_ = site;
    objects_.clear();
    rows_.clear();
    ObjectRef primary = mostOf(selection.objects);
    if (!primary.valid())
        primary = selection.hall.valid() ? refTo(selection.hall) : siteData();
    if (site_) {
        for (const ObjectRef object : selection.objects) {
            if (object.kind == primary.kind && object != primary && exists(*site_, object))
                objects_.push_back(object);
        }
        objects_.push_back(primary);
        for (ObjectField& field : fieldsInHall(*site_, primary))
            rows_.push_back({std::move(field), true});
        for (const ObjectRef object : objects_) {
            const std::vector<ObjectField> other = fieldsInHall(*site_, object);
            for (std::size_t i = 0; i < rows_.size() && i < other.size(); ++i)
                rows_[i].common = rows_[i].common && rows_[i].field.value == other[i].value;
        }
    }
    endResetModel();
}

QString FieldsModel::title() const
{
    if (!site_ || objects_.empty())
        return {};
    const ObjectRef primary = objects_.back();
    if (objects_.size() > 1)
        return tr("%1 × %2")
            .arg(objects_.size())
            .arg(QString::fromUtf8(wordFor(primary.kind).data(),
                                   static_cast<qsizetype>(wordFor(primary.kind).size())));
    return primary == siteData() ? tr("Site")
                                 : firstCapital(QString::fromStdString(describe(*site_, primary)));
}

int FieldsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int FieldsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2;
}

QString FieldsModel::words(const Row& row) const
{
    return row.common ? wordsFor(*site_, row.field) : tr("several");
}

QString FieldsModel::wordsToEdit(const Row& row) const
{
    if (!row.common || isUnstated(row.field))
        return {};
    if (hasPath(row.field))
        return pathToEdit(pathOf(row.field));
    // Thousands are not marked where a comma may be a decimal one.
    return row.field.kind == FieldKind::Number ? words(row).remove(QLocale().groupSeparator()) : words(row);
}

bool FieldsModel::isPath(int row) const
{
    return hasPath(field(row));
}

QVariant FieldsModel::data(const QModelIndex& index, int role) const
{
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (index.column() == NameColumn) {
        if (role == Qt::DisplayRole)
            return caption(index.row());
        if (role == Qt::ToolTipRole)
            return explanation(index.row());
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return words(row);
    case Qt::EditRole:
        return wordsToEdit(row);
    case Qt::FontRole: {
        QFont font;
        font.setBold(row.field.departs && row.common);
        return font;
    }
    case Qt::ToolTipRole:
        return row.field.departs ? tr("Its own: its type has another value") : QVariant();
    case Qt::ForegroundRole:
        return row.common && (row.field.kind != FieldKind::Fixed || hasPath(row.field))
                   ? QVariant()
                   : QVariant(QPalette().color(QPalette::PlaceholderText));
    default:
        return {};
    }
}

QVariant FieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Property") : tr("Value");
}

Qt::ItemFlags FieldsModel::flags(const QModelIndex& index) const
{
    const ObjectField& shown = field(index.row());
    const bool isName = shown.name == "name" && objects_.size() > 1;
    const bool isSet =
        index.column() == ValueColumn && (shown.kind != FieldKind::Fixed || hasPath(shown)) && !isName;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (isSet ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool FieldsModel::setData(const QModelIndex& index, const QVariant& value, int)
{
    const QScopedValueRollback now(entered_, std::optional(index.row()));
    return enter(index.row(), value);
}

bool FieldsModel::enter(int at, const QVariant& value)
{
    const Row& row = rows_[static_cast<std::size_t>(at)];
    const QString text = value.toString();
    const bool isTyped = row.field.kind == FieldKind::Number || hasPath(row.field) || mayBeSilent(row.field);
    if (isTyped && row.common && text == wordsToEdit(row))
        return false; // as it was shown: the digits behind it stay
    if (const auto values = changedValues(at, text); !values.empty()) {
        emit edited(objects_, fieldName(row.field), values);
        return true;
    }
    const auto entered = read(at, value);
    if (!entered || (row.common && *entered == row.field.value))
        return false;
    emit edited(objects_, fieldName(row.field), std::vector<FieldValue>(objects_.size(), *entered));
    return true;
}

std::optional<FieldValue> FieldsModel::read(int index, const QVariant& value)
{
    constexpr double anyNumber = 45.0; // as an example
    const ObjectField& shown = field(index);
    const QString text = value.toString();
    const bool isEmptied = text.trimmed().isEmpty() && isCommon(index); // of several values nobody means that
    if (mayBeSilent(shown) && (isEmptied || text.trimmed() == style::dash())) {
        FieldValue none;
        if (shown.kind == FieldKind::Number)
            none = 0.0;
        else
            none = std::int64_t{0};
        return none;
    }
    switch (shown.kind) {
    case FieldKind::Number:
        if (const auto number = typedNumber(shown.name, text, std::get<double>(shown.value)))
            return *number;
        emit refused(
            tr("%1 cannot be \"%2\"; enter a number, such as %3, or a change, such as +%3.")
                .arg(caption(index), text,
                     isUnstated(shown) ? numberWords(shown.name, anyNumber) : wordsFor(*site_, shown)));
        return std::nullopt;
    case FieldKind::Count:
    case FieldKind::Truth: {
        bool isNumber = false;
        const auto number = static_cast<std::int64_t>(
            QString(text).remove(QLatin1Char(',')).section(QLatin1Char(' '), 0, 0).toLongLong(&isNumber));
        if (isNumber)
            return number;
        emit refused(tr("%1 cannot be \"%2\"; enter a whole number.").arg(caption(index), text));
        return std::nullopt;
    }
    case FieldKind::Reference: {
        FieldValue none;
        if (const qlonglong id = value.toLongLong(); id > 0)
            return static_cast<std::int64_t>(id);
        return none;
    }
    case FieldKind::Fixed:
        if (const auto path = hasPath(shown) ? typedPath(text, pathOf(shown)) : std::nullopt)
            return listText(*path);
        emit refused(tr("%1 cannot be \"%2\"; enter points, such as %3, with a semicolon between them.")
                         .arg(caption(index), text, pathExample()));
        return std::nullopt;
    default:
        return shown.name == "tags"
                   ? QString(text).replace(QStringLiteral(", "), QStringLiteral("\n")).toStdString()
                   : text.toStdString();
    }
}

std::vector<FieldValue> FieldsModel::changedValues(int row, const QString& typed) const
{
    const bool isChange = typed.trimmed().startsWith(QLatin1Char('+'));
    if (objects_.size() < 2 || !isChange || field(row).kind != FieldKind::Number)
        return {};
    std::vector<FieldValue> values;
    for (const ObjectRef object : objects_) {
        const ObjectField own = fieldsInHall(*site_, object)[static_cast<std::size_t>(row)];
        const auto number = typedNumber(own.name, typed, std::get<double>(own.value));
        if (!number)
            return {};
        values.push_back(*number);
    }
    return values;
}

} // namespace hallwright::panels
