#include "views/shared/reader_locale.h"

#include <QLocale>

namespace hallwright::style {

void useReaderLocale()
{
    const QLocale system = QLocale::system();
    QLocale::setDefault(system.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates)
                                                        : system);
}

} // namespace hallwright::style
