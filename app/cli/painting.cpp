#include "app/cli/painting.h"

#include "views/report/reader_locale.h"

namespace hallwright::cli {

namespace {

// Qt's own remarks (a missing runtime directory) are nothing the reader of our one sentence can use.
void keepQuiet(QtMsgType, const QMessageLogContext&, const QString&) {}

} // namespace

// Painting needs no screen, and one that cannot be reached would end the program, whatever the environment says of it.
Painting::Quietly::Quietly()
{
    qInstallMessageHandler(keepQuiet);
    qputenv("QT_QPA_PLATFORM", "offscreen");
}

Painting::Painting() : application_(argumentCount_, arguments_)
{
    report::useReaderLocale();
}

} // namespace hallwright::cli
