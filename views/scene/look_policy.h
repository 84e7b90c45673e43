// How much a picture of the scene may cost: what is drawn beyond the plain look, by how long frames take.
//
// One level after the other is tried, each after a steady second of short frames, and the last is taken back at once
// when frames get long. A level that was taken back is not tried again for a minute of frames, so that the picture does
// not change to and fro. Time is counted in frames at 60 a second: the scene draws only when something changes.
#pragma once

#include <string_view>

namespace hallwright::scene {

// Each has what those before it have.
enum class Look { Plain, Smooth, Shadows, Full }; // edges of several samples, shadows of the sun, occlusion

enum class LookChoice { Automatic, Plain, Full };

// By its name for itself (GL_RENDERER): whether frames are drawn by the processor.
bool isSoftwareRenderer(std::string_view renderer);

class LookPolicy
{
public:
    void setChoice(LookChoice choice);
    // Until it is known, and on a software renderer for good, Automatic means Plain.
    void setRenderer(std::string_view renderer);

    void frameTook(double milliseconds);

    Look look() const;
    bool isMeasuring() const; // whether frameTook can change anything
    bool wantsFrames() const; // whether a further level would be tried if only more frames were drawn

private:
    void change(int by);

    LookChoice choice_ = LookChoice::Automatic;
    bool isHardware_ = false;
    Look reached_ = Look::Plain; // by Automatic
    int settling_ = 0;           // frames that a change still disturbs
    int shortFrames_ = 0;        // in a row
    int longFrames_ = 0;         // in a row
    bool lastWasShort_ = true;
    int waiting_ = 0; // frames until a further level may be tried
};

} // namespace hallwright::scene
