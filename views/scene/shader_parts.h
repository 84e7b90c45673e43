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
const vec3 sun = vec3(-0.46, -0.58, 0.672);

float lightOn(vec3 normal)
{
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
#ifdef SHADED
uniform mat4 viewMatrix;
out float viewDepth;
float depthOf(vec3 position) { return -(viewMatrix * vec4(position, 1.0)).z; }
float sunOn(vec3 normal) { return 0.2 + 0.8 * max(dot(normal, sun), 0.0); } // see opaqueOutput
#endif
)";

// What every opaque fragment ends with. Shaded, it leaves for the passes that follow how far away it is and, in alpha,
// how much the sun has to do with its light: 0 for what takes no shade, 0.2 to 1 for the rest.
inline constexpr const char* opaqueOutput = R"(#version 150 core
#ifdef SHADED
in float viewDepth;
layout(location = 0) out vec4 fragColour;
layout(location = 1) out float fragDepthM;
#ifdef UNSHADED
#define SHOW(colour, sunlight) fragColour = vec4((colour).rgb, 0.0); fragDepthM = viewDepth
#else
#define SHOW(colour, sunlight) fragColour = vec4((colour).rgb, sunlight); fragDepthM = viewDepth
#endif
#else
out vec4 fragColour;
#define SHOW(colour, sunlight) fragColour = colour
#endif
)";

} // namespace hallwright::scene::shaders::parts
