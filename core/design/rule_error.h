// What a design rule cannot do with what it was given.
#pragma once

#include "core/model/errors.h"

#include <string>

namespace hallwright::design {

// `what()` is a full sentence; `clause()` is the same to follow a place and a colon, as a recipe's messages have it.
class RuleError : public InputError
{
public:
    explicit RuleError(const std::string& clause);
    const std::string& clause() const { return clause_; }

private:
    std::string clause_;
};

} // namespace hallwright::design
