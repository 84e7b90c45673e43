#include "app/gui/samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
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
        const QString recipe = folder.filePath(name + QStringLiteral("/site.yaml"));
        if (!QFile::exists(recipe))
            continue;
        Sample sample{name, {}, recipe.toStdString()};
        describe(sample, folder.filePath(name + QStringLiteral("/README.md")));
        samples.push_back(sample);
    }
    return samples;
}

} // namespace hallwright::app
