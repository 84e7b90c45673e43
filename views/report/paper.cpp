#include "views/report/paper.h"

#include <algorithm>

namespace hallwright::report {

const std::vector<Paper>& papers()
{
    static const std::vector<Paper> all = {{PaperSize::A4, "A4", {210.0, 297.0}, 0.8},
                                           {PaperSize::A3, "A3", {297.0, 420.0}, 1.0},
                                           {PaperSize::A2, "A2", {420.0, 594.0}, 1.25},
                                           {PaperSize::A1, "A1", {594.0, 841.0}, 1.6},
                                           {PaperSize::A0, "A0", {841.0, 1189.0}, 2.0},
                                           {PaperSize::AnsiA, "ANSI A", {215.9, 279.4}, 0.8},
                                           {PaperSize::AnsiB, "ANSI B", {279.4, 431.8}, 1.0},
                                           {PaperSize::AnsiC, "ANSI C", {431.8, 558.8}, 1.25},
                                           {PaperSize::AnsiD, "ANSI D", {558.8, 863.6}, 1.6},
                                           {PaperSize::AnsiE, "ANSI E", {863.6, 1117.6}, 2.0}};
    return all;
}

const Paper& paperOf(PaperSize size)
{
    return *std::find_if(papers().begin(), papers().end(),
                         [size](const Paper& paper) { return paper.size == size; });
}

QSizeF paperMm(PaperSize size, Orientation orientation)
{
    const QSizeF portrait = paperOf(size).portraitMm;
    return orientation == Orientation::Portrait ? portrait : portrait.transposed();
}

} // namespace hallwright::report
