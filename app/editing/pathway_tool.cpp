#include "app/editing/pathway_tool.h"

#include "core/model/names.h"
#include "views/shared/format.h"

namespace hallwright::app {

QString PathwayTool::name() const
{
    switch (kind_) {
    case PathwayKind::Tray:
        return QObject::tr("Draw cable tray");
    case PathwayKind::Duct:
        return QObject::tr("Draw duct bank");
    case PathwayKind::Trench:
        break;
    }
    return QObject::tr("Draw trench");
}

design::Section PathwayTool::section() const
{
    const std::vector<design::Section> sections = design::sectionsOf(*bench_.document.committedSite(), kind_);
    return sections[choice_ % sections.size()];
}

QString PathwayTool::keysHint() const
{
    if (!bench_.document.isOpen())
        return {};
    const design::Section now = section();
    return QObject::tr("T: section (%1 × %2)")
        .arg(style::formatLength(now.widthM), style::formatLength(now.depthM));
}

WayTool::Ways PathwayTool::joinable(const Site& site) const
{
    Ways ways;
    for (const Pathway& pathway : site.pathways->pathways)
        ways.push_back(&pathway.pathM);
    return ways;
}

// Trays hang over the racks and busways, ducts and trenches lie below the ground.
double PathwayTool::heightM(bool indoors) const
{
    constexpr double overRacksM = 2.9, overYardM = 4.5, ductCoverM = 1.0, trenchCoverM = 1.2;
    switch (kind_) {
    case PathwayKind::Tray:
        return indoors ? overRacksM : overYardM;
    case PathwayKind::Duct:
        return -ductCoverM;
    case PathwayKind::Trench:
        break;
    }
    return -trenchCoverM;
}

QString PathwayTool::wordsOf(const std::vector<Point3>&) const
{
    const design::Section now = section();
    return QObject::tr("%1, %2 wide, %3 deep")
        .arg(style::words(nameOf(kind_)), style::formatLength(now.widthM), style::formatLength(now.depthM));
}

bool PathwayTool::put(const std::vector<Point3>& wayM)
{
    const design::Section chosen = section();
    PathwayId added;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = design::putPathway(edit, kind_, chosen, wayM);
        return edit.done();
    });
    if (drawn) {
        choice_ = 0; // that of the last one
        bench_.selection.select(*bench_.document.committedSite(), refTo(added));
    }
    return drawn;
}

bool PathwayTool::key(int key)
{
    if (key != Qt::Key_T)
        return WayTool::key(key);
    ++choice_;
    showAnew();
    return true;
}

} // namespace hallwright::app
