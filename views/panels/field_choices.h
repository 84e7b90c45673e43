// The list of what a field may be set to: choices, yes and no, objects that it may refer to.
#pragma once

#include "core/model/object_fields.h"

class QComboBox;

namespace hallwright::panels {

bool isChosen(const ObjectField& field); // from a list, not typed

// With the data that FieldsModel::setData takes. Left as it is if it offers just these.
void fillChoices(QComboBox& list, const Site& site, const ObjectField& field);
void chooseValue(QComboBox& list, const ObjectField& field);

} // namespace hallwright::panels
