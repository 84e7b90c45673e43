// A disk that fails at a chosen moment: the system calls by which a file is saved, as this program has them instead of the C
// library's. They pass everything on until they are armed.
#pragma once

#include <cstddef>
#include <limits>

namespace hallwright::test {

struct Fault {
    int atCall = 0; // counted from 1; 0: none
    int error = 0;  // errno of that call; 0: the process is killed there
    std::size_t mostBytesWritten =
        std::numeric_limits<std::size_t>::max(); // by one call, as a disk that is nearly full
};

// From now on until it goes out of scope.
class ArmedFault
{
public:
    explicit ArmedFault(const Fault& fault);
    ~ArmedFault();
    ArmedFault(const ArmedFault&) = delete;
    ArmedFault& operator=(const ArmedFault&) = delete;

    bool struck() const;            // the call came
    const char* struckCall() const; // "fsync"; empty before
};

} // namespace hallwright::test
