// What the window shows before a site is open: make a new one, open a file, a recent one, or a sample.
#pragma once

#include "app/gui/recent_files.h"

#include <QScrollArea>

class QVBoxLayout;

namespace hallwright::app {

class StartPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit StartPage(RecentFiles* recent, QWidget* parent = nullptr);

signals:
    void newRequested();
    void openRequested();
    void fileChosen(const QString& path);

protected:
    void keyPressEvent(QKeyEvent* event) override; // Return is for the button with the focus

private:
    void fillRecent();
    void fillSamples(QVBoxLayout* column);

    RecentFiles* recent_;
    QVBoxLayout* recentColumn_;
};

} // namespace hallwright::app
