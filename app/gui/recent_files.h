// The files opened lately, newest first, kept between runs.
#pragma once

#include <QObject>
#include <QStringList>

#include <filesystem>

namespace hallwright::app {

class RecentFiles : public QObject
{
    Q_OBJECT

public:
    explicit RecentFiles(QObject* parent = nullptr);

    QStringList files() const; // those that still exist
    void add(const std::filesystem::path& file);
    void clear();

signals:
    void changed();
};

} // namespace hallwright::app
