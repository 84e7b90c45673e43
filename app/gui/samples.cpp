#include "app/gui/samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTextStream>

namespace hallwright::app {

namespace {

QDir samplesFolder()
{
    const QDir installed(QCoreApplication::applicationDirPath() +
                         QStringLiteral("/../share/hallwright/sample-sites"));
    return installed.exists() ? installed : QDir(QStringLiteral(HALLWRIGHT_SAMPLE_SITES));
}

// Title and first paragraph of a README.
void describe(Sample& sample, const QString& readme)
{
    QFile file(readme);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return;
    QTextStream lines(&file);
    while (!lines.atEnd()) {
        const QString line = lines.readLine().trimmed();
        if (line.startsWith(QStringLiteral("# ")) && sample.summary.isEmpty())
            sample.title = line.mid(2);
        else if (line.isEmpty() && !sample.summary.isEmpty())
            break;
        else if (!line.isEmpty())
            sample.summary += (sample.summary.isEmpty() ? QString() : QStringLiteral(" ")) + line;
    }
    sample.summary.remove(QStringLiteral("**")).remove(QLatin1Char('`'));
}

} // namespace

std::vector<Sample> sampleSites()
{
    std::vector<Sample> samples;
    const QDir folder = samplesFolder();
    for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir own(folder.filePath(name));
        for (const QString& recipe : own.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
            Sample sample{name, {}, own.filePath(recipe).toStdString()};
            describe(sample, own.filePath(QStringLiteral("README.md")));
            if (recipe != QStringLiteral("site.yaml")) // one site at several times
                sample.title += QStringLiteral(": ") + QFileInfo(recipe).completeBaseName();
            samples.push_back(sample);
        }
    }
    return samples;
}

} // namespace hallwright::app
