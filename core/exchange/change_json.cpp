#include "core/exchange/change_json.h"

#include "core/model/characters.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

namespace hallwright {

namespace {

using ChangeJson = nlohmann::ordered_json;

constexpr std::size_t largestBytes = std::size_t{64} << 20; // some hundred thousand racks changed
constexpr std::size_t longestWordShown = 40;

ChangeJson jsonOf(const FieldValue& value)
{
    return std::visit(
        [](const auto& held) -> ChangeJson {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(held)>, std::monostate>)
                return nullptr;
            else
                return held;
        },
        value);
}

const char* changeWord(ObjectChangeKind kind)
{
    switch (kind) {
    case ObjectChangeKind::Added:
        return "added";
    case ObjectChangeKind::Changed:
        return "changed";
    case ObjectChangeKind::Removed:
        break;
    }
    return "removed";
}

ChangeJson jsonOf(const ObjectChange& change, const Site& before, const Site& after)
{
    ChangeJson entry;
    entry["kind"] = wordFor(change.object.kind);
    entry["id"] = change.object.id;
    entry["name"] = nameOf(change.kind == ObjectChangeKind::Removed ? before : after, change.object);
    entry["change"] = changeWord(change.kind);
    entry["fields"] = ChangeJson::array();
    for (const FieldChange& field : change.fields)
        entry["fields"].push_back(
            {{"field", field.field}, {"before", jsonOf(field.before)}, {"after", jsonOf(field.after)}});
    return entry;
}

// Reads one member after the other and knows where it is.
class ChangeReading
{
public:
    ChangeReading(const ChangeJson& value, std::string place) : value_(value), place_(std::move(place)) {}

    const ChangeJson& value() const { return value_; }

    [[noreturn]] void refuse(std::string_view expected) const
    {
        throw InputError(fmt::format("{}: {} is expected, not {}.", place_.empty() ? "The document" : place_,
                                     expected, shown()));
    }

    std::optional<ChangeReading> find(const char* key) const
    {
        if (!value_.is_object())
            refuse("an object");
        const auto found = value_.find(key);
        if (found == value_.end())
            return std::nullopt;
        return ChangeReading(*found, place_.empty() ? key : fmt::format("{}.{}", place_, key));
    }
    ChangeReading at(const char* key) const
    {
        if (const auto found = find(key))
            return *found;
        throw InputError(fmt::format("{} lacks \"{}\".", place_.empty() ? "The document" : place_, key));
    }
    template <class Visit>
    void forEach(Visit visit) const
    {
        if (!value_.is_array())
            refuse("a list");
        for (std::size_t i = 0; i < value_.size(); ++i)
            visit(ChangeReading(value_[i], fmt::format("{}[{}]", place_, i)));
    }
    std::string word() const
    {
        if (!value_.is_string())
            refuse("a text");
        return value_.get<std::string>();
    }
    std::int64_t id() const
    {
        if (!value_.is_number_integer() || value_.get<std::int64_t>() <= 0)
            refuse("a whole number above 0");
        return value_.get<std::int64_t>();
    }
    FieldValue fieldValue() const
    {
        if (value_.is_null())
            return {};
        if (value_.is_number_integer())
            return value_.get<std::int64_t>();
        if (value_.is_number_float())
            return value_.get<double>();
        return word();
    }

private:
    std::string shown() const
    {
        if (value_.is_structured()) // however deep it is
            return value_.is_array() ? "a list" : "an object";
        const std::string text = value_.dump(-1, ' ', false, ChangeJson::error_handler_t::replace);
        return charactersOf(text) > longestWordShown
                   ? std::string(firstCharacters(text, longestWordShown)) + "…"
                   : text;
    }

    const ChangeJson& value_;
    std::string place_;
};

ObjectKind kindOf(const ChangeReading& reading)
{
    const std::string word = reading.word();
    if (word == wordFor(ObjectKind::Site))
        return ObjectKind::Site;
    ObjectKind found = ObjectKind::None;
    forEachObjectType([&]<class T>() {
        if (word == ObjectType<T>::word)
            found = hallwright::kindOf<T>;
    });
    if (found == ObjectKind::None)
        reading.refuse("a kind of object such as \"rack\"");
    return found;
}

ObjectChangeKind changeIn(const ChangeReading& reading)
{
    const std::string word = reading.word();
    for (const auto kind : {ObjectChangeKind::Added, ObjectChangeKind::Changed, ObjectChangeKind::Removed}) {
        if (word == changeWord(kind))
            return kind;
    }
    reading.refuse("\"added\", \"changed\" or \"removed\"");
}

ObjectChange objectChangeIn(const ChangeReading& reading)
{
    ObjectChange change;
    change.object = {kindOf(reading.at("kind")), reading.at("id").id()};
    change.kind = changeIn(reading.at("change"));
    if (const auto fields = reading.find("fields"))
        fields->forEach([&](const ChangeReading& field) {
            const auto before = field.find("before");
            change.fields.push_back({field.at("field").word(), before ? before->fieldValue() : FieldValue(),
                                     field.at("after").fieldValue()});
        });
    return change;
}

// An object that is added has no values before.
void addStated(const ChangeReading& reading, const ObjectChange& change, bool isOfRecord,
               std::vector<StatedValue>& stated)
{
    if (change.kind == ObjectChangeKind::Added)
        return;
    bool isRenamed = false;
    std::vector<StatedValue> values;
    if (const auto fields = reading.find("fields"))
        fields->forEach([&](const ChangeReading& field) {
            const std::string name = field.at("field").word();
            isRenamed = isRenamed || (name == "name" && !isOfRecord);
            if (const auto before = field.find("before"))
                values.push_back(
                    {change.object, isOfRecord, name, before->fieldValue(), field.at("after").fieldValue()});
        });
    // That of a record's object may be the later one; where the object is changed too, its own entry says which.
    const auto name = reading.find("name");
    if (name && !isRenamed && !isOfRecord)
        stated.push_back({change.object, false, "name", name->word(), name->word()});
    stated.insert(stated.end(), values.begin(), values.end());
}

// Where the reader stopped, counted from 1 in lines and in characters of the line.
std::string placeInText(std::string_view text, std::size_t byte)
{
    const std::string_view read = text.substr(0, byte > 0 ? byte - 1 : 0);
    const auto line = 1 + std::count(read.begin(), read.end(), '\n');
    const std::size_t lineBreak = read.rfind('\n');
    const std::string_view inLine = lineBreak == std::string_view::npos ? read : read.substr(lineBreak + 1);
    return fmt::format("line {}, column {}", line, charactersOf(inLine) + 1);
}

} // namespace

std::string changeJsonOf(const ChangeSet& changes, const Site& before, const Site& after)
{
    ChangeJson root;
    root["before"] = before.info.name;
    root["after"] = after.info.name;
    root["summary"] = summary(changes);
    for (const auto& [key, list] : {std::pair("objects", &changes.objects), {"records", &changes.records}}) {
        root[key] = ChangeJson::array();
        for (const ObjectChange& change : *list)
            root[key].push_back(jsonOf(change, before, after));
    }
    return root.dump(2) + '\n';
}

StatedChanges changesInJson(std::string_view text)
try {
    if (text.size() > largestBytes)
        throw InputError(fmt::format("The document has {} bytes, more than the {} that are read.",
                                     text.size(), largestBytes));
    const ChangeJson root = ChangeJson::parse(text);
    const ChangeReading document(root, {});
    StatedChanges read;
    const auto readInto = [&](std::vector<ObjectChange>& list, bool ofRecords) {
        return [&read, &list, ofRecords](const ChangeReading& entry) {
            list.push_back(objectChangeIn(entry));
            addStated(entry, list.back(), ofRecords, read.stated);
        };
    };
    document.at("objects").forEach(readInto(read.changes.objects, false));
    if (const auto records = document.find("records"))
        records->forEach(readInto(read.changes.records, true));
    sortByKindAndId(read.changes.objects);
    sortByKindAndId(read.changes.records);
    return read;
} catch (const ChangeJson::parse_error& error) {
    throw InputError(
        error.byte > text.size()
            ? fmt::format("It is no JSON: it ends too early, at {}.", placeInText(text, error.byte))
            : fmt::format("It is no JSON: at {} it cannot be read.", placeInText(text, error.byte)));
} catch (const ChangeJson::exception&) { // a number that no computer holds
    throw InputError("It is no JSON that can be read: one of its values is out of all range.");
}

StatedChanges readChanges(const std::filesystem::path& file)
try {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw InputError("it cannot be read.");
    std::string text(std::istreambuf_iterator<char>(stream), {});
    return changesInJson(text);
} catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", file.string(), error.what()));
}

} // namespace hallwright
