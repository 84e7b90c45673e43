#include "app/gui/design_report.h"

#include "views/shared/sentence_units.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

QString htmlOf(const QString& what, const QStringList& choices)
{
    QString html = QStringLiteral("<h3>%1</h3>").arg(what.toHtmlEscaped());
    for (const QString& choice : choices)
        html += QStringLiteral("<p>%1</p>").arg(style::sentence(choice).toHtmlEscaped());
    return html;
}

} // namespace

void showDesignReport(QWidget* window, const QString& what, const QStringList& choices)
{
    const QString name = QStringLiteral("designReport");
    delete window->findChild<QDialog*>(name);
    auto* dialog = new QDialog(window);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(what);
    auto* text = new QTextBrowser(dialog);
    text->setHtml(htmlOf(what, choices));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(text);
    column->addWidget(buttons);
    dialog->resize(620, choices.size() > 1 ? 420 : 180);
    dialog->show();
}

} // namespace hallwright::app
