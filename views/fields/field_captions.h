// The words about a picture of a hall's air: what it shows, of when, what keeps it from being shown, what is under the
// cursor. In the reader's unit (style::unitSystem()).
#pragma once

#include "views/fields/field_probe.h"
#include "views/fields/field_subject.h"
#include "views/fields/value_scale.h"

#include <QStringList>

namespace hallwright::fields {

// "Hall 1 – Air temperature". `scale`: null while nothing is shown.
QString titleOf(const FieldSubject& subject, const ValueScale* scale);
// Which slices, surface and streamlines.
QString subtitleOf(const FieldSubject& subject);
// Surface and streamlines alone, for any picture of that field.
QStringList shapeCaptions(const FieldData& data, const FieldOptions& options, const QString& rackName);
// Of which layout the field is and what it cost; the parts, the first alone tells enough.
QStringList statusOf(const FieldSubject& subject);

// Said instead of a picture; empty if nothing is in its way.
QString missingSentence(const FieldSubject& subject);
// Why that field has no values.
QString problemsOf(const FieldSubject& subject, const FieldData& data);
// What is not as the picture suggests: why it is an older one, or which racks and supplies the field has otherwise.
QString noticesOf(const FieldSubject& subject);

// What matters most comes first: a narrow view leaves out the end.
QString probeTextOf(const FieldSubject& subject, const ValueScale& scale, const FieldProbe& probe);

} // namespace hallwright::fields
