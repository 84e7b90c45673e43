// The words in a hall's picture: where a rack's inlet air comes from, rows, and isolines. None over another.
#pragma once

#include "core/model/site.h"
#include "views/fields/field_painter.h"
#include "views/fields/inlet_sources.h"
#include "views/fields/label_chips.h"

class QPainter;

namespace hallwright::fields {

class FieldWords
{
public:
    // On the picture of `frame`. `sources`: null for none.
    void paint(QPainter& painter, const FieldFrame& frame, const Site* site, const Hall* hall,
               const InletSources* sources);

private:
    void paintSources(QPainter& painter, const FieldFrame& frame, const InletSources& sources);
    void paintRows(QPainter& painter, const FieldFrame& frame, const Site& site, const Hall& hall);
    void paintIsolineLabels(QPainter& painter, const FieldFrame& frame, const CutAir& cut);

    TakenPlaces taken_;
};

} // namespace hallwright::fields
