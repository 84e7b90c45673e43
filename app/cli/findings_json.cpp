#include "app/cli/findings_json.h"

#include "app/cli/object_json.h"
#include "core/model/object_names.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json findingJson(const Site& site, const Finding& finding)
{
    Json json;
    json["rule"] = finding.rule;
    json["severity"] = nameOf(finding.severity);
    json["subject"] = objectJson(site, finding.subject);
    json["other"] = objectJson(site, finding.other);
    const Building* building = site.findBuilding(finding.building);
    json["building"] = building ? Json(building->name) : Json(nullptr);
    json["hall"] = finding.hall.valid() ? Json(site.hall(finding.hall).name) : Json(nullptr);
    json["value"] = valueOrNull(finding.value);
    json["limit"] = valueOrNull(finding.limit);
    json["unit"] = finding.unit;
    json["sentence"] = finding.sentence;
    json["remedy"] = finding.remedy;
    return json;
}

} // namespace

Json findingsJson(const Site& site, const Findings& findings)
{
    Json list = Json::array();
    for (const Finding* finding : findings.open) {
        list.push_back(findingJson(site, *finding));
        list.back()["waived"] = nullptr;
    }
    for (const WaivedFinding& waived : findings.waived) {
        list.push_back(findingJson(site, *waived.finding));
        list.back()["waived"] = waived.reason;
    }
    return list;
}

} // namespace hallwright::cli
