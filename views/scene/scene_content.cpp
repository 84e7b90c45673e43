#include "views/scene/scene_content.h"

#include "views/scene/scene_labels.h"
#include "views/shared/rack_marks.h"

#include <Qt3DCore/QEntity>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace hallwright::scene {

namespace {

constexpr double originMovesBeyondM = 2000.0;
constexpr float farMetresPerPixel = 0.085f;  // a rack is 7 pixels wide
constexpr float nearMetresPerPixel = 0.018f; // a rack is 33, and its handle begins to show

bool sameFrame(const Building& a, const Building& b)
{
    return a.originM == b.originM && a.yawDeg == b.yawDeg;
}

bool sameShell(const Building& a, const Building& b)
{
    return sameFrame(a, b) && a.widthM == b.widthM && a.depthM == b.depthM && a.heightM == b.heightM &&
           a.rooms == b.rooms;
}

// Racks look alike in two versions of a hall.
bool sameRackBoxes(const Hall& a, const Hall& b)
{
    return std::equal(
        a.racks.begin(), a.racks.end(), b.racks.begin(), b.racks.end(),
        [](const Rack& x, const Rack& y) { return x.id == y.id && x.pose == y.pose && x.type == y.type; });
}

bool sameScale(const style::ColourScale& a, const style::ColourScale& b)
{
    return a.map == b.map && a.minimum == b.minimum && a.maximum == b.maximum && a.unit == b.unit &&
           a.entries.size() == b.entries.size();
}

void addCorners(std::vector<QVector3D>& points, const LocalFrame& frame, double width, double depth,
                double low, double high)
{
    for (const double x : {0.0, width}) {
        for (const double y : {0.0, depth}) {
            points.push_back(frame.at(x, y, low));
            points.push_back(frame.at(x, y, high));
        }
    }
}

// The middle of the buildings, or of the plant where there are none.
Point2 middleOf(const Site& site)
{
    double west = 1e300, east = -1e300, south = 1e300, north = -1e300;
    const auto include = [&](Point2 p) {
        west = std::min(west, p.x), east = std::max(east, p.x), south = std::min(south, p.y),
        north = std::max(north, p.y);
    };
    for (const BuildingPtr& building : site.buildings) {
        include(buildingToCampus(*building, {}));
        include(buildingToCampus(*building, {building->widthM, building->depthM}));
    }
    for (const PlantUnit& unit : site.cooling->plant)
        include(unit.pose.position());
    return west > east ? Point2{} : Point2{(west + east) / 2, (south + north) / 2};
}

bool namesTheSameRacks(const Hall& a, const Hall& b)
{
    return std::equal(a.racks.begin(), a.racks.end(), b.racks.begin(), b.racks.end(),
                      [](const Rack& x, const Rack& y) { return x.id == y.id; });
}

// The results of another version of the hall in the order of this one's racks; NaN where there is none.
HallResult matchedById(const HallResult& result, const Hall& hall)
{
    std::unordered_map<RackId, const RackResult*> known;
    for (std::size_t i = 0; i < result.racks.size() && i < result.hall->racks.size(); ++i)
        known.emplace(result.hall->racks[i].id, &result.racks[i]);
    HallResult matched;
    matched.racks.resize(hall.racks.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const auto it = known.find(hall.racks[i].id);
        if (it != known.end())
            matched.racks[i] = *it->second;
        else
            matched.racks[i].inletC = std::numeric_limits<double>::quiet_NaN();
    }
    return matched;
}

HallLayer::Distance distanceOf(const std::vector<QVector3D>& corners, const CameraController& camera)
{
    if (camera.metresPerPixelAtNearest(corners) > farMetresPerPixel)
        return HallLayer::Distance::Far;
    Bounds bounds;
    for (const QVector3D& corner : corners)
        bounds.include(corner);
    const QVector3D eye = camera.pose().eye(); // no corner is near to who stands in the middle of a hall
    const QVector3D nearest(std::clamp(eye.x(), bounds.low.x(), bounds.high.x()),
                            std::clamp(eye.y(), bounds.low.y(), bounds.high.y()),
                            std::clamp(eye.z(), bounds.low.z(), bounds.high.z()));
    return camera.metresPerPixelAtNearest({nearest}) < nearMetresPerPixel ? HallLayer::Distance::Near
                                                                          : HallLayer::Distance::Middle;
}

} // namespace

SceneContent::SceneContent(Qt3DCore::QEntity* root)
    : root_(root), kit_(root), ground_(root, kit_.materials.ground), sky_(root, kit_.materials.sky),
      networks_(root, kit_), heatmap_(root, kit_), air_(root, kit_), overlay_(root, kit_), labels_(root)
{
    MeshBuilder sky;
    sky.quad({-1, -1, 0}, {1, -1, 0}, {1, 1, 0}, {-1, 1, 0}, {QColor(Qt::white)});
    sky_.set(sky);
    updateGround();
}

SceneContent::~SceneContent() = default;

void SceneContent::setSite(SitePtr site)
{
    if (site == site_)
        return;
    const SitePtr before = std::exchange(site_, std::move(site));
    if (!site_) {
        buildings_.clear();
        stretches_.clear();
        const Site nothing;
        networks_.setPipes(kit_, nothing, {}, {});
        networks_.setPlant(kit_, {}, {}, {});
        networks_.setPathways(kit_, {});
        networks_.setPowerBoxes(kit_, {}, {});
        networks_.setCables(kit_, {});
        bounds_ = {};
        updateGround();
        updateHeatmap();
        updateAir();
        updateLabels();
        return;
    }
    const Point2 middle = middleOf(*site_);
    const Point2 off = middle - kit_.originM;
    if (!before || std::hypot(off.x, off.y) > originMovesBeyondM) {
        kit_.originM = middle;
        rebuildAll();
        return;
    }
    const style::ColourScale scale = style::colourScale(colouring_, *site_, ends_);
    const bool rescaled = !sameScale(scale, scale_);
    scale_ = scale;
    const bool regrouped = buildings_.size() != site_->buildings.size();
    if (regrouped)
        buildings_.resize(site_->buildings.size());
    for (std::size_t i = 0; i < site_->buildings.size(); ++i)
        updateBuilding(i, site_->buildings[i], before.get());
    updateNetworks(before.get());
    if (rescaled || before->records != site_->records)
        recolour();
    computeBounds();
    updateVisibility();
    updateHeatmap();
    updateAir();
    updateLabels();
}

void SceneContent::rebuildAll()
{
    buildings_.clear();
    if (site_) {
        scale_ = style::colourScale(colouring_, *site_, ends_);
        buildings_.resize(site_->buildings.size());
        for (std::size_t i = 0; i < site_->buildings.size(); ++i)
            updateBuilding(i, site_->buildings[i], nullptr);
        updateNetworks(nullptr);
    }
    computeBounds();
    updateGround();
    updateVisibility();
    updateHeatmap();
    updateAir();
    updateLabels();
}

void SceneContent::updateBuilding(std::size_t index, const BuildingPtr& building, const Site* before)
{
    BuildingItem& item = buildings_[index];
    const bool sameKnown = before && before->power == site_->power && before->catalogue == site_->catalogue;
    if (item.building == building && sameKnown)
        return;
    const BuildingPtr old = item.building && item.building->id == building->id ? item.building : nullptr;
    if (!old) {
        item = {};
        item.entity = std::make_unique<Qt3DCore::QEntity>(root_);
        item.shell = std::make_unique<BuildingLayer>(item.entity.get(), kit_);
    }
    item.building = building;
    if (!old || !sameShell(*old, *building)) {
        item.shell->set(kit_, *building);
        ++uploads_.shells;
    }
    const bool moved = !old || !sameFrame(*old, *building);
    if (item.halls.size() > building->halls.size()) { // a hall is gone: begin anew rather than tell which
        item = {};
        updateBuilding(index, building, nullptr);
        return;
    }
    item.halls.resize(building->halls.size());
    for (std::size_t h = 0; h < building->halls.size(); ++h)
        updateHall(item, h, building->halls[h], moved, before);
}

void SceneContent::updateHall(BuildingItem& item, std::size_t index, const HallPtr& hall, bool moved,
                              const Site* before)
{
    HallItem& shown = item.halls[index];
    const bool sameCatalogue = before && before->catalogue == site_->catalogue;
    const bool samePower = before && before->power == site_->power;
    if (shown.hall == hall && !moved && sameCatalogue && samePower)
        return;
    if (!shown.layer)
        shown.layer = std::make_unique<HallLayer>(item.entity.get(), kit_);
    const HallPtr old = std::exchange(shown.hall, hall);
    if (!old || moved || !sameCatalogue || !samePower || !sameInterior(*old, *hall)) {
        shown.layer->setInterior(kit_, *site_, *item.building, *hall);
        shown.layer->setEquipment(kit_, *site_, *item.building, *hall, selection_);
        ++uploads_.hallInteriors;
    }
    shown.corners.clear();
    addCorners(shown.corners, LocalFrame(kit_, *item.building, *hall), hall->widthM, hall->depthM,
               hall->floorElevationM, hall->floorElevationM + std::max(hall->heightM, 4.0));
    const bool sameBoxes = old && !moved && sameCatalogue && old->originM == hall->originM &&
                           old->floorElevationM == hall->floorElevationM && sameRackBoxes(*old, *hall);
    if (takeLooks(shown) || !sameBoxes)
        uploadRacks(item, shown);
}

void SceneContent::uploadRacks(const BuildingItem& item, HallItem& hall)
{
    std::vector<RackId> selected = selection_.racks();
    std::sort(selected.begin(), selected.end());
    hall.layer->setRacks(kit_, *site_, *item.building, *hall.hall, hall.colours, hall.states, selected,
                         hall.areEvaluated);
    ++uploads_.hallInstances;
}

bool SceneContent::takeLooks(HallItem& hall) const
{
    std::vector<RackState> states = style::rackStates(snapshot_.get(), *hall.hall);
    std::vector<QRgb> colours = coloursOf(*hall.hall);
    style::darken(colours, states);
    const bool areEvaluated = snapshot_ && snapshot_->hallResult(hall.hall->id);
    if (colours == hall.colours && states == hall.states && areEvaluated == hall.areEvaluated)
        return false;
    hall.areEvaluated = areEvaluated;
    hall.colours = std::move(colours);
    hall.states = std::move(states);
    return true;
}

std::vector<QRgb> SceneContent::coloursOf(const Hall& hall) const
{
    const HallResult* result = snapshot_ ? snapshot_->hallResult(hall.id) : nullptr;
    if (!result || colouring_ != style::RackColouring::InletTemperature)
        return style::rackColours(colouring_, scale_, hall, *site_->records, result);
    if (result->hall.get() == &hall || (result->hall && namesTheSameRacks(*result->hall, hall)))
        return style::rackColours(colouring_, scale_, hall, *site_->records, result);
    if (!result->hall)
        return style::rackColours(colouring_, scale_, hall, *site_->records, nullptr);
    const HallResult matched = matchedById(*result, hall);
    return style::rackColours(colouring_, scale_, hall, *site_->records, &matched);
}

void SceneContent::recolour()
{
    for (BuildingItem& item : buildings_) {
        for (HallItem& hall : item.halls) {
            if (takeLooks(hall))
                uploadRacks(item, hall);
        }
    }
}

void SceneContent::setSnapshot(SnapshotPtr snapshot)
{
    snapshot_ = std::move(snapshot);
    recolour();
    recolourPipes();
}

// Pipes are one mesh of a whole campus: drawn again only for what a reader would see.
void SceneContent::recolourPipes()
{
    if (site_ && looksDifferent(stretches_, pipeStretches(*site_, snapshot_.get())))
        updatePipes();
}

void SceneContent::updatePipes()
{
    stretches_ = pipeStretches(*site_, snapshot_.get());
    networks_.setPipes(kit_, *site_, stretches_, opened_);
    ++uploads_.pipes;
}

void SceneContent::setColouring(style::RackColouring colouring)
{
    colouring_ = colouring;
    if (site_)
        scale_ = style::colourScale(colouring_, *site_, ends_);
    recolour();
    if (site_)
        updatePipes(); // other units have other round ends
}

void SceneContent::setScaleEnds(const std::optional<style::ScaleEnds>& ends)
{
    ends_ = ends;
    if (!site_)
        return;
    style::ColourScale scale = style::colourScale(colouring_, *site_, ends_);
    if (sameScale(scale, scale_))
        return;
    scale_ = std::move(scale);
    recolour();
}

void SceneContent::setTheme(style::Theme theme)
{
    if (theme == kit_.theme)
        return;
    kit_.theme = theme;
    rebuildAll();
}

void SceneContent::setSelection(const SelectionSet& selection)
{
    if (selection == selection_)
        return;
    const SelectionSet before = std::exchange(selection_, selection);
    std::vector<ObjectRef> changed; // marked before or now, but not both
    for (const ObjectRef object : before.objects)
        if (!selection_.contains(object))
            changed.push_back(object);
    for (const ObjectRef object : selection_.objects)
        if (!before.contains(object))
            changed.push_back(object);
    remarkRacks(SelectionSet{changed, {}}.racks());
    remarkEquipment(changed);
    if (before.hall != selection_.hall)
        updateVisibility();
    updateLabels();
}

void SceneContent::setFindings(std::vector<style::FindingMark> findings)
{
    if (findings == findings_)
        return;
    findings_ = std::move(findings);
    updateLabels();
}

void SceneContent::setOverlay(const style::EditOverlay& overlay, const CameraController& camera)
{
    toolShows_ = overlay;
    overlay_.show(kit_, site_.get(), overlay, devicePixelRatio_);
    overlay_.arrange(camera);
}

// Uploads the halls that they stand in, each once.
void SceneContent::remarkRacks(const std::vector<RackId>& racks)
{
    const auto standsIn = [](const Hall& hall) {
        return [&hall](RackId rack) { return rack.valid() && hall.findRack(rack); };
    };
    for (BuildingItem& item : buildings_) {
        for (HallItem& hall : item.halls) {
            if (std::any_of(racks.begin(), racks.end(), standsIn(*hall.hall)))
                uploadRacks(item, hall);
        }
    }
}

// Only the boxes of their kinds are uploaded again.
void SceneContent::remarkEquipment(const std::vector<ObjectRef>& changed)
{
    if (!site_)
        return;
    const auto concerns = [&](ObjectKind kind) {
        return std::any_of(changed.begin(), changed.end(), [&](ObjectRef o) { return o.kind == kind; });
    };
    if (concerns(ObjectKind::PlantUnit))
        networks_.setPlant(kit_, *site_->cooling, opened_, selection_);
    if (concerns(ObjectKind::PowerNode))
        networks_.setPowerBoxes(kit_, *site_->power, selection_);
    for (BuildingItem& item : buildings_) {
        for (HallItem& hall : item.halls) {
            const bool marked = std::any_of(changed.begin(), changed.end(), [&](ObjectRef object) {
                const auto placed = placedBox(*site_, object);
                return placed && placed->hall == hall.hall.get();
            });
            if (marked)
                hall.layer->setEquipment(kit_, *site_, *item.building, *hall.hall, selection_);
        }
    }
}

void SceneContent::updateNetworks(const Site* before)
{
    const auto changed = [&](auto pointer) { return !before || before->*pointer != (*site_).*pointer; };
    if (changed(&Site::cooling))
        updateCooling();
    if (changed(&Site::pathways)) {
        networks_.setPathways(kit_, *site_->pathways);
        ++uploads_.networks;
    }
    if (changed(&Site::power)) {
        networks_.setPowerBoxes(kit_, *site_->power, selection_);
        networks_.setCables(kit_, *site_->power);
        ++uploads_.networks;
    }
}

void SceneContent::updateCooling()
{
    opened_.clear();
    for (const BuildingPtr& building : site_->buildings) {
        if (isOpen(*building))
            opened_.push_back(building);
    }
    updatePipes();
    networks_.setPlant(kit_, *site_->cooling, opened_, selection_);
    ++uploads_.networks;
}

void SceneContent::computeBounds()
{
    points_.clear();
    bounds_ = {};
    if (!site_)
        return;
    for (const BuildingPtr& building : site_->buildings) {
        const LocalFrame frame(kit_, *building);
        addCorners(points_, frame, building->widthM, building->depthM, 0.0, building->heightM);
    }
    for (const PlantUnit& unit : site_->cooling->plant)
        points_.push_back(kit_.at(unit.pose.position(), unit.elevationM + unit.heightM));
    for (const PowerNode* node : placedNodes(*site_->power))
        points_.push_back(kit_.at(node->positionM));
    for (const Pathway& pathway : site_->pathways->pathways) {
        for (const Point3& p : pathway.pathM)
            points_.push_back(kit_.at({p.x, p.y}, std::max(p.z, 0.0)));
    }
    for (const QVector3D& p : points_)
        bounds_.include(p);
}

void SceneContent::updateGround()
{
    const float radius =
        bounds_.empty() ? 400.0f : std::max(400.0f, 3.0f * (bounds_.high - bounds_.low).length());
    MeshBuilder ground;
    ground.quad({-radius, -radius, 0}, {radius, -radius, 0}, {radius, radius, 0}, {-radius, radius, 0},
                {kit_.colours().ground});
    ground_.set(ground);
}

bool SceneContent::isOpen(const Building& building) const
{
    if (!isLayerVisible(Layer::Roofs))
        return true;
    return selection_.hall.valid() && std::any_of(building.halls.begin(), building.halls.end(),
                                                  [&](const HallPtr& h) { return h->id == selection_.hall; });
}

bool SceneContent::isShown(const Building& building, const Hall& hall) const
{
    // Of a building with several storeys, those above the active hall are lifted off.
    for (const HallPtr& other : building.halls) {
        if (other->id == selection_.hall)
            return hall.floorElevationM <= other->floorElevationM + 1.0;
    }
    return true;
}

Openness SceneContent::openness() const
{
    const auto showsBusways = [this](const Hall& hall) {
        for (const BuildingItem& item : buildings_) {
            for (const HallItem& shown : item.halls) {
                if (shown.hall.get() == &hall)
                    return shown.layer->showsBusways();
            }
        }
        return false;
    };
    return {[this](const Building& building) { return isOpen(building); },
            [this](const Building& building, const Hall& hall) { return isShown(building, hall); },
            showsBusways, isLayerVisible(Layer::Power)};
}

std::vector<QVector3D> SceneContent::hallPoints(HallId id) const
{
    std::vector<QVector3D> points;
    if (const auto where = site_ ? site_->findHall(id) : std::nullopt) {
        const Building& building = *site_->buildings[where->building];
        const Hall& hall = *building.halls[where->hall];
        addCorners(points, LocalFrame(kit_, building, hall), hall.widthM, hall.depthM, hall.floorElevationM,
                   hall.floorElevationM + std::min(hall.heightM, 3.0));
    }
    return points;
}

void SceneContent::setStandingInside(bool inside)
{
    if (inside == standingInside_)
        return;
    standingInside_ = inside;
    updateVisibility();
    updateLabels();
}

void SceneContent::setLayerVisible(Layer layer, bool visible)
{
    layersVisible_[static_cast<std::size_t>(layer)] = visible;
    updateVisibility();
    if (layer == Layer::Roofs)
        updateLabels();
}

void SceneContent::updateVisibility()
{
    for (BuildingItem& item : buildings_) {
        const bool open = isOpen(*item.building);
        item.shell->setOpen(open);
        for (HallItem& hall : item.halls) {
            hall.layer->setVisible(open && isShown(*item.building, *hall.hall));
            hall.layer->setCeilingVisible(standingInside_);
            hall.layer->setBuswaysVisible(isLayerVisible(Layer::Power));
        }
    }
    const auto isAsDrawn = [&](const BuildingItem& item) {
        const bool wasOpen = std::any_of(opened_.begin(), opened_.end(),
                                         [&](const BuildingPtr& b) { return b->id == item.building->id; });
        return wasOpen == isOpen(*item.building);
    };
    if (site_ && !std::all_of(buildings_.begin(), buildings_.end(), isAsDrawn))
        updateCooling();
    networks_.setPipesVisible(isLayerVisible(Layer::CoolantLoops));
    networks_.setFibreVisible(isLayerVisible(Layer::Fibre));
    networks_.setPowerVisible(isLayerVisible(Layer::Power));
    labels_.setVisible(isLayerVisible(Layer::Labels));
    const auto where = site_ && !heatmapImage_.isNull() ? site_->findHall(heatmapHall_) : std::nullopt;
    heatmap_.setVisible(where && isLayerVisible(Layer::FloorHeatmap) &&
                        isOpen(*site_->buildings[where->building]));
    const auto aired = site_ && !airLayers_.empty() ? site_->findHall(airHall_) : std::nullopt;
    air_.setVisible(
        aired && isOpen(*site_->buildings[aired->building]) &&
        isShown(*site_->buildings[aired->building], *site_->buildings[aired->building]->halls[aired->hall]));
}

void SceneContent::setFloorHeatmap(HallId hall, const QImage& image)
{
    heatmapHall_ = hall;
    heatmapImage_ = image;
    updateHeatmap();
    updateVisibility();
}

void SceneContent::updateHeatmap()
{
    const auto where = site_ && !heatmapImage_.isNull() ? site_->findHall(heatmapHall_) : std::nullopt;
    if (!where)
        return;
    const Building& building = *site_->buildings[where->building];
    heatmap_.set(kit_, building, *building.halls[where->hall], heatmapImage_);
}

void SceneContent::setAirLayers(HallId hall, const style::AirLayers& layers)
{
    const bool none = layers.empty() && airLayers_.empty();
    airHall_ = hall;
    airLayers_ = layers;
    if (none)
        return;
    updateAir();
    updateVisibility();
}

void SceneContent::updateAir()
{
    const auto where = site_ && !airLayers_.empty() ? site_->findHall(airHall_) : std::nullopt;
    if (!where)
        return;
    const Building& building = *site_->buildings[where->building];
    uploads_.air += air_.set(kit_, building, *building.halls[where->hall], airLayers_);
}

void SceneContent::setDevicePixelRatio(double ratio)
{
    if (ratio == devicePixelRatio_)
        return;
    devicePixelRatio_ = ratio;
    updateLabels();
}

void SceneContent::updateLabels()
{
    std::vector<Label> labels;
    if (site_)
        labels = labelsOf(
            {kit_, *site_, openness(), selection_.hall, standingInside_, selection_.primary(), findings_});
    labels_.set(kit_, std::move(labels), devicePixelRatio_);
}

void SceneContent::arrange(const CameraController& camera)
{
    labels_.arrange(camera);
    overlay_.arrange(camera);
    air_.arrange(camera.pose().eye());
    for (BuildingItem& item : buildings_) {
        for (HallItem& hall : item.halls) {
            hall.layer->setInView(camera.sees(hall.corners));
            hall.layer->setDistance(kit_, distanceOf(hall.corners, camera));
        }
    }
}

} // namespace hallwright::scene
