// File > Import: types of the device-type library into the catalogue, and a report of what it leaves out.
#pragma once

#include "app/project/document.h"
#include "core/exchange/device_library.h"

#include <QDialog>
#include <QObject>
#include <QStringList>

#include <functional>

class QTreeWidget;
class QWidget;

namespace hallwright::app {

class LibraryImportCommands : public QObject
{
    Q_OBJECT

public:
    LibraryImportCommands(Document* document, QWidget* window); // both outlive it

    void importFolder(); // of the library, with all below it
    void importFiles();
    // Reads on another thread; one undo step where anything is new, and the report.
    void import(const QStringList& paths);

    // Replaced by tests. Empty: the reader thinks better of it.
    std::function<QString()> askWhichFolder;
    std::function<QStringList()> askWhichFiles;

signals:
    void refused(const QString& what, const QString& reason); // the site is as it was
    void said(const QString& message);
    void reported(); // the report is shown

private:
    void take(const DeviceLibrary& library, const QStringList& paths);

    Document* document_;
    QWidget* window_;
};

// What was taken, and each value that is missing, implausible or assumed; to be filtered by kind and copied.
class LibraryReport : public QDialog
{
    Q_OBJECT

public:
    LibraryReport(const DeviceLibrary& library, const LibraryImport& result, QWidget* parent);

    QString text() const; // all of it, as the command line prints it

private:
    void fill(int kind); // -1: all

    DeviceLibrary library_;
    QString summary_;
    QTreeWidget* remarks_;
};

} // namespace hallwright::app
