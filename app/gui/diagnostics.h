// What happened, for whoever is asked for help: a log, and a report of a crash. Both stay on this machine: nothing is sent.
#pragma once

#include <QString>

#include <filesystem>

namespace hallwright::app {

// `hallwright.log` in the user's state directory; the one before it is `hallwright.log.1`.
std::filesystem::path logFile();

// From now on messages of the program and of Qt go into the log, each with its time, and a crash leaves a report beside it:
// `crash-4711.txt` with the version, the signal and the calls that led to it. To be called once, first of all.
void startDiagnostics();

// The newest report of a crash that nobody was told of yet; empty if there is none. It counts as told from then on.
QString takeCrashReport();

// Versions, system, the last lines of the log and the newest crash: what is copied for a report of a fault. It names files by
// what the log says, no content of a site.
QString diagnosticsText();

} // namespace hallwright::app
