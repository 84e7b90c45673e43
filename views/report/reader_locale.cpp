#include "views/report/reader_locale.h"

#include <QLocale>

namespace hallwright::report {

void useReaderLocale()
{
    const QLocale system = QLocale::system();
    QLocale::setDefault(system.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates)
                                                        : system);
}

} // namespace hallwright::report
