// What a verb that paints needs of Qt: no screen, no remarks, the reader's numbers.
#pragma once

#include <QGuiApplication>

namespace hallwright::cli {

class Painting
{
public:
    Painting();

private:
    struct Quietly {
        Quietly();
    };

    Quietly quietly_; // before the application is made
    int argumentCount_ = 1;
    char name_[15] = "hallwright-cli";
    char* arguments_[2] = {name_, nullptr};
    QGuiApplication application_;
};

} // namespace hallwright::cli
