#include "app/gui/preferences_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

const QString themeKey = QStringLiteral("theme");
const QString lookKey = QStringLiteral("sceneLook");

void keepLookChoice(scene::LookChoice choice)
{
    static constexpr const char* names[] = {"automatic", "plain", "full"};
    QSettings().setValue(lookKey, QString::fromLatin1(names[static_cast<int>(choice)]));
}

} // namespace

ThemeChoice themeChoice()
{
    const QString kept = QSettings().value(themeKey).toString();
    if (kept == QStringLiteral("dark"))
        return ThemeChoice::Dark;
    return kept == QStringLiteral("light") ? ThemeChoice::Light : ThemeChoice::System;
}

void keepThemeChoice(ThemeChoice choice)
{
    static constexpr const char* names[] = {"system", "light", "dark"};
    QSettings().setValue(themeKey, QString::fromLatin1(names[static_cast<int>(choice)]));
}

style::Theme themeOf(ThemeChoice choice)
{
    constexpr int half = 128;
    static const bool systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < half;
    if (choice == ThemeChoice::System)
        return systemIsDark ? style::Theme::Dark : style::Theme::Light;
    return choice == ThemeChoice::Dark ? style::Theme::Dark : style::Theme::Light;
}

scene::LookChoice lookChoice()
{
    const QString kept = QSettings().value(lookKey).toString();
    if (kept == QStringLiteral("plain"))
        return scene::LookChoice::Plain;
    return kept == QStringLiteral("full") ? scene::LookChoice::Full : scene::LookChoice::Automatic;
}

PreferencesDialog::PreferencesDialog(QWidget* parent)
    : QDialog(parent), units_(new QComboBox(this)), theme_(new QComboBox(this)), look_(new QComboBox(this))
{
    setObjectName(QStringLiteral("preferencesDialog"));
    setWindowTitle(tr("Preferences"));
    units_->addItems({tr("SI: kW, °C, m, m³/s, kg"), tr("IP: kW, °F, ft, CFM, lb")});
    units_->setCurrentIndex(style::unitSystem() == style::UnitSystem::Ip ? 1 : 0);
    theme_->addItems({tr("As the system's"), tr("Light"), tr("Dark")});
    theme_->setCurrentIndex(static_cast<int>(themeChoice()));
    look_->setObjectName(QStringLiteral("sceneLook"));
    look_->addItems({tr("Automatic: as the graphics card allows"), tr("Plain"),
                     tr("Full: smooth edges, shadows, occlusion")});
    look_->setCurrentIndex(static_cast<int>(lookChoice()));
    auto* forget = new QPushButton(tr("&Forget the layout of panes"), this);
    forget->setAutoDefault(false);
    auto* kept =
        new QLabel(tr("Unsaved edits are kept on disk a second after each, and offered after a crash; there "
                      "is nothing to set."),
                   this);
    kept->setWordWrap(true);
    kept->setMinimumWidth(320);
    auto* form = new QFormLayout;
    form->addRow(tr("&Units"), units_);
    form->addRow(tr("&Look"), theme_);
    form->addRow(tr("&3D scene"), look_);
    form->addRow(tr("Window"), forget);
    form->addRow(tr("Recovery"), kept);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(units_, &QComboBox::activated, this,
            [this](int i) { emit unitsChosen(i == 1 ? style::UnitSystem::Ip : style::UnitSystem::Si); });
    connect(theme_, &QComboBox::activated, this, [this](int i) {
        keepThemeChoice(static_cast<ThemeChoice>(i));
        emit themeChosen(themeOf(static_cast<ThemeChoice>(i)));
    });
    connect(look_, &QComboBox::activated, this, [this](int i) {
        keepLookChoice(static_cast<scene::LookChoice>(i));
        emit lookChosen(static_cast<scene::LookChoice>(i));
    });
    connect(forget, &QPushButton::clicked, this, &PreferencesDialog::layoutToBeForgotten);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
}

} // namespace hallwright::app
