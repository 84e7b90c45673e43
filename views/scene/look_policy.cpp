#include "views/scene/look_policy.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace hallwright::scene {

namespace {

constexpr double shortMs = 10.0; // leaves room for what a further level costs
constexpr double longMs = 16.0;  // a frame at 60 a second
constexpr int steadyFrames = 60;
constexpr int tooManyLongFrames = 4;
constexpr int disturbedFrames = 8; // programs are compiled and textures made in the first frames of a level
constexpr int waitFrames = 3600;

} // namespace

bool isSoftwareRenderer(std::string_view renderer)
{
    std::string name(renderer);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array<std::string_view, 5> known{"llvmpipe", "softpipe", "swrast", "swiftshader",
                                                    "microsoft basic render"};
    return name.empty() || std::any_of(known.begin(), known.end(), [&](std::string_view software) {
               return name.find(software) != std::string::npos;
           });
}

void LookPolicy::setChoice(LookChoice choice)
{
    if (choice == choice_)
        return;
    choice_ = choice;
    settling_ = disturbedFrames;
    shortFrames_ = longFrames_ = waiting_ = 0; // who chooses anew wants it tried anew
    lastWasShort_ = true;
}

void LookPolicy::setRenderer(std::string_view renderer)
{
    isHardware_ = !isSoftwareRenderer(renderer);
    if (!isHardware_)
        reached_ = Look::Plain;
}

void LookPolicy::frameTook(double milliseconds)
{
    if (!isMeasuring())
        return;
    if (settling_ > 0) {
        --settling_;
        return;
    }
    waiting_ = std::max(0, waiting_ - 1);
    lastWasShort_ = milliseconds < shortMs;
    shortFrames_ = lastWasShort_ ? shortFrames_ + 1 : 0;
    longFrames_ = milliseconds > longMs ? longFrames_ + 1 : 0;
    if (longFrames_ >= tooManyLongFrames && reached_ != Look::Plain) {
        waiting_ = waitFrames;
        change(-1);
    } else if (shortFrames_ >= steadyFrames && waiting_ == 0 && reached_ != Look::Full) {
        change(+1);
    }
}

Look LookPolicy::look() const
{
    if (choice_ == LookChoice::Automatic)
        return reached_;
    return choice_ == LookChoice::Full ? Look::Full : Look::Plain;
}

bool LookPolicy::isMeasuring() const
{
    return choice_ == LookChoice::Automatic && isHardware_;
}

bool LookPolicy::wantsFrames() const
{
    return isMeasuring() && reached_ != Look::Full && waiting_ == 0 && (lastWasShort_ || settling_ > 0);
}

void LookPolicy::change(int by)
{
    reached_ = static_cast<Look>(static_cast<int>(reached_) + by);
    settling_ = disturbedFrames;
    shortFrames_ = longFrames_ = 0;
}

} // namespace hallwright::scene
