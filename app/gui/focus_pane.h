// A picture with what stands below it, and a frame that shows while the keys are its own.
#pragma once

#include <QWidget>

#include <initializer_list>

namespace hallwright::app {

// What has the keys: a widget, or the one that holds the window that has them (3D). None while another program has them.
QWidget* widgetWithKeys();

class FocusPane : public QWidget
{
    Q_OBJECT

public:
    FocusPane(QWidget* picture, std::initializer_list<QWidget*> footers, QWidget* parent);

    bool hasKeys() const { return hasKeys_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void look();

    bool hasKeys_ = false;
};

} // namespace hallwright::app
