// The GLSL of the passes beyond the plain look: the scene is drawn into textures of several samples (shaders.cpp, with
// SHADED defined), and these make the picture of them. See frame_graph.h for their order.
#pragma once

#include <QByteArray>

#include <initializer_list>

namespace hallwright::scene::shaders {

// The same program with these names defined.
QByteArray withDefined(const QByteArray& source, std::initializer_list<const char*> names);

QByteArray castingFragment(); // of what throws shadows: depth is all that is kept
QByteArray screenVertex();    // a rectangle over the whole picture
QByteArray occlusionFragment();
QByteArray softenFragment();
QByteArray composeFragment(); // SHADOWS and OCCLUSION defined as the look has them

} // namespace hallwright::scene::shaders
