// What the reader has chosen for the whole program: units, and light or dark. What is chosen holds at once.
#pragma once

#include "views/shared/format.h"
#include "views/shared/theme.h"

#include <QDialog>

class QComboBox;

namespace hallwright::app {

enum class ThemeChoice { System, Light, Dark };

ThemeChoice themeChoice(); // as it was kept; as the system's where nothing was
void keepThemeChoice(ThemeChoice choice);
// What it comes to. The system's is read off its palette, before the program has set its own.
style::Theme themeOf(ThemeChoice choice);

class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(QWidget* parent = nullptr);

signals:
    void unitsChosen(hallwright::style::UnitSystem units);
    void themeChosen(hallwright::style::Theme theme);
    void layoutToBeForgotten();

private:
    QComboBox* units_;
    QComboBox* theme_;
};

} // namespace hallwright::app
