// Why what was entered will not do, in a box under its field until the next key or click, wherever it goes: it covers others.
#pragma once

#include <QLabel>
#include <QRect>

namespace hallwright::panels {

class RefusalNote : public QLabel
{
    Q_OBJECT

public:
    explicit RefusalNote(QWidget* page); // over whose fields it lies

    // Under this part of the page, or over it where there is no room below.
    void showAt(const QRect& field, const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; // of the program
};

} // namespace hallwright::panels
