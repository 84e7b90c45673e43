// Places boxes in layers below what feeds them and joins them with horizontal and vertical wires.
//
// The steps are those of K. Sugiyama et al., "Methods for visual understanding of hierarchical system structures",
// IEEE Trans. SMC 11(2), 1981: layers by longest path, order by the places of the neighbours,
// then places. Wires are routed as in a
// channel between two layers of cells: one horizontal track for each feeding box (A. Hashimoto, J. Stevens, 1971).
#pragma once

#include <QLineF>
#include <QPointF>
#include <QSizeF>

#include <vector>

namespace hallwright::diagrams {

struct LayeredBox {
    double width = 0.0;
    double height = 0.0;
    double outX = 0.0;   // where its wire leaves at the bottom, from its left edge
    int side = 0;        // of equals, the lower one stands to the left
    bool isPort = false; // where a wire from outside enters: at the top edge, without a height
    bool isLast = false; // if it feeds nothing, it stands in the last layer
};

struct LayeredEdge {
    std::size_t from = 0;
    std::size_t to = 0;
    double toX = 0.0; // where it enters at the top of `to`, from its left edge
};

// All wires of one feeding box.
struct LayeredNet {
    std::size_t from = 0;
    std::vector<QLineF> lines;
    std::vector<QPointF> joints; // where three or more lines meet
};

struct LayeredPlan {
    std::vector<QPointF> topLefts; // of the boxes
    std::vector<int> layers;       // of the boxes, 0 at the top
    std::vector<LayeredNet> nets;
    QSizeF size;
};

struct LayeredSpacing {
    double boxGap = 12.0;
    double layerGap = 30.0; // without the tracks
    double trackGap = 9.0;
};

// An edge that would close a cycle is left out of the layers and not drawn.
LayeredPlan layeredPlan(const std::vector<LayeredBox>& boxes, const std::vector<LayeredEdge>& edges,
                        const LayeredSpacing& spacing = {});

} // namespace hallwright::diagrams
