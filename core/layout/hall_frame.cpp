#include "core/layout/hall_frame.h"

#include "core/model/object_names.h"
#include "core/model/site_edit.h"

#include <cmath>

namespace hallwright {

namespace {

// The node with its hall; nothing for what is none, or serves no hall that there is.
const PowerNode* nodeOfHall(const Site& site, ObjectRef object)
{
    const auto id = idIn<PowerNodeId>(object);
    const PowerNode* node = id.valid() ? site.power->find(id) : nullptr;
    return node && node->hall.valid() && site.findHall(node->hall) ? node : nullptr;
}

Pose poseInHall(const Site& site, const PowerNode& node)
{
    const Building& building = site.buildingOf(node.hall);
    const Point2 at = campusToHall(building, site.hall(node.hall), {node.positionM.x, node.positionM.y});
    return {at.x, at.y, node.runYawDeg - building.yawDeg};
}

// The member of a pose that a field is; null for the others.
double Pose::*memberOf(std::string_view field)
{
    return field == "x_m"           ? &Pose::x
           : field == "y_m"         ? &Pose::y
           : field == "run_yaw_deg" ? &Pose::yawDeg
                                    : nullptr;
}

// To a micrometre: turning to and fro leaves a trace that nobody means.
double roundedM(double lengthM)
{
    constexpr double perM = 1e6;
    return std::round(lengthM * perM) / perM;
}

} // namespace

std::vector<ObjectField> fieldsInHall(const Site& site, ObjectRef object)
{
    std::vector<ObjectField> fields = fieldsOf(site, object);
    if (const PowerNode* node = nodeOfHall(site, object)) {
        const Pose pose = poseInHall(site, *node);
        for (ObjectField& field : fields) {
            if (const auto member = memberOf(field.name))
                field.value = roundedM(pose.*member);
        }
    }
    return fields;
}

SitePtr withFieldInHall(const SitePtr& site, const std::vector<ObjectRef>& objects, std::string_view field,
                        const FieldValue& value)
{
    const auto member = memberOf(field);
    const auto* number = std::get_if<double>(&value);
    SitePtr next = site;
    std::vector<ObjectRef> others;
    for (const ObjectRef object : objects) {
        const PowerNode* node = member && number ? nodeOfHall(*next, object) : nullptr;
        if (!node) {
            others.push_back(object);
            continue;
        }
        const Building& building = next->buildingOf(node->hall);
        Pose pose = poseInHall(*next, *node);
        pose.*member = *number;
        const Point2 at = hallToCampus(building, next->hall(node->hall), pose.position());
        const double yawDeg = pose.yawDeg + building.yawDeg;
        next = withField(next, {object}, "x_m", roundedM(at.x));
        next = withField(next, {object}, "y_m", roundedM(at.y));
        next = withField(next, {object}, "run_yaw_deg", yawDeg);
    }
    return others.empty() ? next : withField(next, others, field, value);
}

} // namespace hallwright
