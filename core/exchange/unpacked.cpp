#include "core/exchange/unpacked.h"

#include "core/model/errors.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>

namespace hallwright {

namespace {

class GzipStream
{
public:
    explicit GzipStream(std::string& packed)
    {
        constexpr int gzipOnly = 16 + MAX_WBITS;
        stream_.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream_.avail_in = static_cast<uInt>(packed.size());
        ready_ = inflateInit2(&stream_, gzipOnly) == Z_OK;
    }
    ~GzipStream() { inflateEnd(&stream_); }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    // Appends the next piece; false where it is broken. `over_` at the end.
    bool next(std::string& text)
    {
        if (!ready_)
            return false;
        stream_.next_out = reinterpret_cast<Bytef*>(piece_.data());
        stream_.avail_out = static_cast<uInt>(piece_.size());
        const int result = inflate(&stream_, Z_NO_FLUSH);
        text.append(piece_.data(), piece_.size() - stream_.avail_out);
        over_ = result == Z_STREAM_END;
        return result == Z_OK || over_;
    }
    bool over() const { return over_; }

private:
    z_stream stream_{};
    bool ready_ = false;
    bool over_ = false;
    std::array<char, 1 << 16> piece_{};
};

} // namespace

std::string unpacked(std::string content, std::uintmax_t mostBytes, const std::string& origin)
{
    if (!content.starts_with("\x1f\x8b"))
        return content;
    std::string text;
    GzipStream stream(content);
    while (!stream.over()) {
        if (!stream.next(text))
            throw InputError(fmt::format("{}: Its gzip packing is broken after {} bytes; fetch it again.",
                                         origin, text.size()));
        if (text.size() > mostBytes)
            throw InputError(fmt::format("{}: It unpacks to more than the {} MB that are read.", origin,
                                         mostBytes / 1'000'000));
    }
    return text;
}

} // namespace hallwright
