// Errors that refuse input. Each message is one full sentence: what, where, which value, which limit, what to do.
#pragma once

#include <stdexcept>
#include <string>

namespace hallwright {

// Data we cannot accept: a recipe, an edit, a value out of its range.
class InputError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// A file that cannot be read or written. The file named in the message is left as it was.
class StorageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace hallwright
