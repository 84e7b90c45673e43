#include "app/gui/help_dialog.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hallwright::app {

HelpDialog::HelpDialog(QList<HelpSection> sections, QWidget* parent)
    : QDialog(parent), sections_(std::move(sections)), text_(new QTextBrowser(this))
{
    constexpr QSize wanted(680, 600);
    setObjectName(QStringLiteral("help"));
    setWindowTitle(tr("Keys, mouse and panes"));
    auto* words = new QLineEdit(this);
    words->setPlaceholderText(tr("Find: a key, a command, a pane"));
    words->setClearButtonEnabled(true);
    connect(words, &QLineEdit::textChanged, this, &HelpDialog::showRowsWith);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addWidget(text_, 1);
    column->addWidget(buttons);
    resize(wanted.boundedTo(parent->size() * 9 / 10));
    words->setFocus(); // and not the button, which stands last
    showRowsWith({});
}

QString HelpDialog::text() const
{
    return text_->toPlainText();
}

void HelpDialog::showRowsWith(const QString& words)
{
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QString html;
    for (const HelpSection& section : std::as_const(sections_)) {
        QString rows;
        for (const auto& [name, what] : section.rows) {
            const QString row = section.title + QLatin1Char(' ') + name + QLatin1Char(' ') + what;
            if (std::ranges::all_of(
                    wanted, [&](const QString& word) { return row.contains(word, Qt::CaseInsensitive); }))
                rows += QStringLiteral("<tr><td style='padding-right:18px'><b>%1</b></td><td>%2</td></tr>")
                            .arg(name.toHtmlEscaped(), what.toHtmlEscaped());
        }
        if (!rows.isEmpty())
            html += QStringLiteral("<h3>%1</h3><table>%2</table>").arg(section.title.toHtmlEscaped(), rows);
    }
    text_->setHtml(html.isEmpty() ? tr("Nothing here has “%1”.").arg(words.toHtmlEscaped()) : html);
}

} // namespace hallwright::app
