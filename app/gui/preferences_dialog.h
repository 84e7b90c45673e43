// What the reader has chosen for the whole program: units, light or dark, how much the 3D scene may cost. What is chosen
// holds at once.
#pragma once

#include "views/scene/look_policy.h"
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

scene::LookChoice lookChoice(); // as it was kept; automatic where nothing was

class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(QWidget* parent = nullptr);

signals:
    void unitsChosen(hallwright::style::UnitSystem units);
    void themeChosen(hallwright::style::Theme theme);
    void lookChosen(hallwright::scene::LookChoice look);
    void layoutToBeForgotten();

private:
    QComboBox* units_;
    QComboBox* theme_;
    QComboBox* look_;
};

} // namespace hallwright::app
