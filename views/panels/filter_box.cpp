#include "views/panels/filter_box.h"

#include "core/studies/failure/failure_words.h"
#include "views/panels/words.h"

#include <QSignalBlocker>

#include <algorithm>

namespace hallwright::panels {

QComboBox* filterBox(const char* name, const QString& tip, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setToolTip(tip);
    box->setAccessibleName(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    constexpr int letters = 12;
    box->setMinimumContentsLength(letters);
    return box;
}

// As it is listed in the same words again: what a table has of it is chosen by its text.
void refillFilter(QComboBox& box, const QString& all, QStringList choices)
{
    const QString before = box.currentIndex() > 0 ? box.currentText() : QString();
    const QSignalBlocker quiet(box);
    box.clear();
    choices.removeDuplicates();
    choices.sort();
    box.addItem(all);
    box.addItems(choices);
    box.setCurrentIndex(std::max(0, box.findText(before)));
}

bool passesFilter(const QComboBox& box, const QString& text)
{
    return box.currentIndex() <= 0 || text == box.currentText();
}

QString clockOrDash(const std::optional<double>& seconds)
{
    return seconds ? text(clockText(*seconds)) : dash;
}

} // namespace hallwright::panels
