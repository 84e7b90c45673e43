#include "views/shared/theme.h"

namespace hallwright::style {

const Colours& colours(Theme theme)
{
    static const Colours light{
        .background = QColor(0xe9edf1),
        .ground = QColor(0xdde2d8),
        .grid = QColor(0xcfd6dc),
        .floor = QColor(0xf6f7f8),
        .wall = QColor(0x6b747d),
        .building = QColor(0xb9c2ca),
        .roof = QColor(0xcdd4da),
        .column = QColor(0x7f8890),
        .coldAisle = QColor(74, 144, 217, 46),
        .hotAisle = QColor(217, 106, 74, 46),
        .airHandler = QColor(0x7fb2d6),
        .cdu = QColor(0x4f9d9d),
        .plant = QColor(0x8fa3b3),
        .power = QColor(0xc8a24a),
        .supplyPipe = QColor(0x2b7fd1),
        .returnPipe = QColor(0xd1503a),
        .fibre = QColor(0xe6a100),
        .trench = QColor(0x8b6f47),
        .text = QColor(0x1d2730),
        .dimText = QColor(0x5a6772),
        .accent = QColor(0x1769aa),
        .selection = QColor(0xff2fa0),
        .warning = QColor(0xb36b00),
        .violation = QColor(0xc62828),
    };
    static const Colours dark{
        .background = QColor(0x171c22),
        .ground = QColor(0x232a2a),
        .grid = QColor(0x333c46),
        .floor = QColor(0x2a3139),
        .wall = QColor(0x96a1ac),
        .building = QColor(0x4a5561),
        .roof = QColor(0x3d4753),
        .column = QColor(0x77828d),
        .coldAisle = QColor(74, 144, 217, 60),
        .hotAisle = QColor(217, 106, 74, 60),
        .airHandler = QColor(0x4f87ad),
        .cdu = QColor(0x3f8f8f),
        .plant = QColor(0x67798a),
        .power = QColor(0xa98a3f),
        .supplyPipe = QColor(0x4aa3f5),
        .returnPipe = QColor(0xf0705a),
        .fibre = QColor(0xffc233),
        .trench = QColor(0x8d7550),
        .text = QColor(0xe6ebf0),
        .dimText = QColor(0x9aa7b3),
        .accent = QColor(0x4aa3f5),
        .selection = QColor(0xff5cb8),
        .warning = QColor(0xffb74d),
        .violation = QColor(0xff6b6b),
    };
    return theme == Theme::Light ? light : dark;
}

QPalette palette(Theme theme)
{
    const Colours& c = colours(theme);
    const bool dark = theme == Theme::Dark;
    const QColor window = dark ? QColor(0x20262d) : QColor(0xf4f6f8);
    const QColor base = dark ? QColor(0x181d23) : QColor(0xffffff);
    QPalette p(window);
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, dark ? QColor(0x1d232a) : QColor(0xf7f9fa));
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.dimText);
    p.setColor(QPalette::Button, dark ? QColor(0x2b333c) : QColor(0xe9edf1));
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::ToolTipBase, base);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, dark ? QColor(0x10151a) : QColor(0xffffff));
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::Mid, c.grid);
    p.setColor(QPalette::BrightText, c.violation);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.dimText);
    return p;
}

namespace {

// What the style draws in shades of the window, which in the dark are none.
QString darkParts(const Colours& c, const QPalette& p)
{
    return QStringLiteral(
               "QTreeView::indicator, QListView::indicator { width: 12px; height: 12px;"
               " border: 1px solid %1; border-radius: 3px; background: %2; }"
               "QTreeView::indicator:checked, QListView::indicator:checked { background: %3; }"
               "QProgressBar { border: 1px solid %1; border-radius: 3px; background: %2; color: %4; }"
               "QProgressBar::chunk { background: %3; }")
        .arg(c.dimText.name(), p.color(QPalette::Base).name(), c.accent.name(), c.text.name());
}

} // namespace

QString styleSheet(Theme theme)
{
    const Colours& c = colours(theme);
    const QPalette p = palette(theme);
    const auto name = [](const QColor& colour) { return colour.name(); };
    return QStringLiteral(
               "QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 6px; }"
               "QDockWidget::title { padding: 6px 8px; background: %4; }"
               "QToolBar { border: none; padding: 3px; spacing: 4px; }"
               "QToolButton { padding: 3px 7px; border: 1px solid transparent; border-radius: 4px; }"
               "QToolButton:hover { background: %3; }"
               "QToolButton:focus { border-color: %5; }"
               "#qt_toolbar_ext_button { padding: 0; border: none; background: %3; }"
               "QToolButton:checked { background: %5; color: %6; }"
               "QTreeView, QTableView { border: 2px solid transparent; }"
               "QTreeView:focus, QTableView:focus { border-color: %5; }"
               "QStatusBar::item { border: none; }"
               "#whatIf { background: %7; border: none; border-left: 4px solid %8; }"
               "#whatIf QToolButton { border: 1px solid %8; padding: 2px 8px; border-radius: 9px; }")
               .arg(name(c.text), name(p.color(QPalette::Base)), name(c.grid),
                    name(p.color(QPalette::AlternateBase)), name(c.accent),
                    name(p.color(QPalette::HighlightedText)),
                    name(p.color(theme == Theme::Dark ? QPalette::Base : QPalette::Window)),
                    name(c.warning)) +
           (theme == Theme::Dark ? darkParts(c, p) : QString());
}

} // namespace hallwright::style
