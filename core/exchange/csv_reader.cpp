#include "core/exchange/csv_reader.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

std::string trimmed(std::string_view text)
{
    constexpr std::string_view fixedBlank = "\u00a0"; // of tables from the web
    while (text.starts_with(' ') || text.starts_with('\t') || text.starts_with(fixedBlank))
        text.remove_prefix(text.starts_with(fixedBlank) ? fixedBlank.size() : 1);
    while (text.ends_with(' ') || text.ends_with('\t') || text.ends_with(fixedBlank))
        text.remove_suffix(text.ends_with(fixedBlank) ? fixedBlank.size() : 1);
    return std::string(text);
}

} // namespace

void CsvReader::fail(const std::string& what, int line) const
{
    throw InputError(fmt::format("{}:{}: {}.", origin_, line > 0 ? line : line_, what));
}

std::optional<CsvFields> CsvReader::next()
{
    while (at_ < text_.size()) {
        line_ = nextLine_;
        CsvFields fields = readFields();
        if (std::any_of(fields.begin(), fields.end(),
                        [](const std::string& field) { return !field.empty(); }))
            return fields;
    }
    return std::nullopt;
}

CsvFields CsvReader::readFields()
{
    CsvFields fields;
    std::string field;
    const auto close = [&] {
        fields.push_back(trimmed(field));
        field.clear();
    };
    while (at_ < text_.size()) {
        const char c = text_[at_++];
        if (c == '"' && trimmed(field).empty())
            field = readQuoted();
        else if (c == separator_)
            close();
        else if (c == '\n' || c == '\r') {
            at_ += c == '\r' && text_.substr(at_).starts_with('\n') ? 1 : 0;
            ++nextLine_;
            break;
        } else
            field += c;
    }
    close();
    return fields;
}

// To the quote that closes; two of them are one within.
std::string CsvReader::readQuoted()
{
    std::string field;
    while (at_ < text_.size()) {
        const char c = text_[at_++];
        nextLine_ += c == '\n' ? 1 : 0;
        if (c != '"')
            field += c;
        else if (text_.substr(at_).starts_with('"'))
            field += text_[at_++];
        else
            return field;
    }
    fail("a quote is not closed");
}

} // namespace hallwright
