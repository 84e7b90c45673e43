// The scene's GLSL. Every program works in scene coordinates (metres, z up) and knows these uniforms:
// viewProjectionMatrix and eyePosition from Qt 3D; sky, horizon, ground, grid and selection colours, fogRange [m] and
// pixelScale from the view. pixelScale turns a distance from the eye into metres per pixel: x · distance + y.
#pragma once

#include <QByteArray>

namespace hallwright::scene::shaders {

QByteArray meshVertex(); // static geometry: floors, walls, tubes
QByteArray meshFragment();
QByteArray boxVertex(); // instanced boxes
QByteArray rackFragment();
QByteArray farBoxVertex(); // boxes too small for detail
QByteArray farBoxFragment();
QByteArray equipmentFragment();
QByteArray groundVertex();
QByteArray groundFragment();
QByteArray skyVertex();
QByteArray skyFragment();
QByteArray imageVertex(); // a picture lying on a floor
QByteArray imageFragment();
QByteArray sliceVertex();
QByteArray sliceFragment();
QByteArray labelVertex();
QByteArray labelFragment();

} // namespace hallwright::scene::shaders
