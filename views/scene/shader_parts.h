// What programs of the scene begin with.
#pragma once

namespace hallwright::scene::shaders::parts {

// Top faces keep about the colour they are given, so that a rack's colour is the legend's; sides are darker, each
// direction differently, so that edges show without lines.
inline constexpr const char* common = R"(#version 150 core
uniform mat4 viewProjectionMatrix;
uniform vec3 eyePosition;
uniform vec3 horizonColour;
uniform vec2 fogRange;
uniform vec2 pixelScale;

float lightOn(vec3 normal)
{
    const vec3 sun = vec3(-0.46, -0.58, 0.672);
    return 0.74 + 0.14 * normal.z + 0.18 * max(dot(normal, sun), 0.0);
}

float metresPerPixel(vec3 position)
{
    return pixelScale.x * distance(position, eyePosition) + pixelScale.y;
}

vec3 fogged(vec3 colour, vec3 position)
{
    return mix(colour, horizonColour, smoothstep(fogRange.x, fogRange.y, distance(position, eyePosition)));
}
)";

} // namespace hallwright::scene::shaders::parts
