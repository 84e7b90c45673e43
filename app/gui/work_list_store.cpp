#include "app/gui/work_list_store.h"

#include "app/gui/diagnostics.h"
#include "core/model/object_names.h"
#include "core/rules/rules.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace hallwright::app {

namespace {

constexpr qint64 longestListBytes = 32 << 20;
constexpr qsizetype mostLists = 64; // the longest untouched go first

QDir listsFolder()
{
    return QDir(QString::fromStdString((logFile().parent_path() / "work-lists").string()));
}

QString listFileName(const std::filesystem::path& siteFile, std::int64_t branch)
{
    const std::string path = std::filesystem::weakly_canonical(siteFile).string();
    const QByteArray bytes(path.data(), static_cast<qsizetype>(path.size()));
    return QStringLiteral("%1-%2.json")
        .arg(
            QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(32)))
        .arg(branch);
}

QString utf8Of(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonArray refJson(const ObjectRef& object)
{
    return {static_cast<int>(object.kind), static_cast<qint64>(object.id)};
}

ObjectRef refIn(const QJsonValue& value)
{
    const int kind = value[0].toInt();
    if (kind < 0 || kind >= static_cast<int>(objectKindCount))
        return {};
    return {static_cast<ObjectKind>(kind), value[1].toInteger()};
}

// What tells a finding apart and what the list says of it; figures come again with the finding, while it is open.
QJsonObject findingJson(const Finding& finding)
{
    return {{QStringLiteral("rule"), utf8Of(finding.rule)},
            {QStringLiteral("severity"), static_cast<int>(finding.severity)},
            {QStringLiteral("subject"), refJson(finding.subject)},
            {QStringLiteral("other"), refJson(finding.other)},
            {QStringLiteral("building"), static_cast<qint64>(finding.building.value)},
            {QStringLiteral("hall"), static_cast<qint64>(finding.hall.value)},
            {QStringLiteral("sentence"), utf8Of(finding.sentence)},
            {QStringLiteral("remedy"), utf8Of(finding.remedy)}};
}

Finding findingIn(const QJsonObject& json)
{
    Finding finding;
    const Rule* rule = findRule(json[QStringLiteral("rule")].toString().toStdString());
    finding.rule = rule ? rule->id : std::string_view();
    finding.severity = static_cast<Severity>(std::clamp(json[QStringLiteral("severity")].toInt(), 0, 2));
    finding.subject = refIn(json[QStringLiteral("subject")]);
    finding.other = refIn(json[QStringLiteral("other")]);
    finding.building = BuildingId{json[QStringLiteral("building")].toInteger()};
    finding.hall = HallId{json[QStringLiteral("hall")].toInteger()};
    finding.sentence = json[QStringLiteral("sentence")].toString().toStdString();
    finding.remedy = json[QStringLiteral("remedy")].toString().toStdString();
    return finding;
}

bool isOf(const Site& site, const Finding& finding)
{
    return !finding.rule.empty() && exists(site, finding.subject) &&
           (!finding.building.valid() || exists(site, refTo(finding.building))) &&
           (!finding.hall.valid() || exists(site, refTo(finding.hall)));
}

void dropOldest(const QDir& folder)
{
    const QStringList all = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Time);
    for (qsizetype i = mostLists; i < all.size(); ++i)
        QFile::remove(folder.filePath(all[i]));
}

} // namespace

void keepWorkList(const std::filesystem::path& siteFile, std::int64_t branch, const KeptWorkList& list)
{
    const QDir folder = listsFolder();
    if (siteFile.empty() || !folder.mkpath(QStringLiteral(".")))
        return;
    QJsonArray caused;
    for (const Finding& finding : list.caused)
        caused.append(findingJson(finding));
    QSaveFile file(folder.filePath(listFileName(siteFile, branch)));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // it names what stands in the site
    file.write(
        QJsonDocument(QJsonObject{{QStringLiteral("what"), list.what}, {QStringLiteral("caused"), caused}})
            .toJson(QJsonDocument::Compact));
    if (file.commit())
        dropOldest(folder);
}

void forgetWorkList(const std::filesystem::path& siteFile, std::int64_t branch)
{
    if (!siteFile.empty())
        QFile::remove(listsFolder().filePath(listFileName(siteFile, branch)));
}

KeptWorkList keptWorkList(const std::filesystem::path& siteFile, std::int64_t branch, const Site& site)
{
    if (siteFile.empty())
        return {};
    QFile file(listsFolder().filePath(listFileName(siteFile, branch)));
    if (file.size() > longestListBytes || !file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    KeptWorkList list{json[QStringLiteral("what")].toString(), {}};
    for (const QJsonValue& each : json[QStringLiteral("caused")].toArray()) {
        Finding finding = findingIn(each.toObject());
        if (isOf(site, finding))
            list.caused.push_back(std::move(finding));
    }
    return list;
}

} // namespace hallwright::app
