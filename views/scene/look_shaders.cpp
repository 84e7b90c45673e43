#include "views/scene/look_shaders.h"

namespace hallwright::scene::shaders {

namespace {

// What the scene left behind, and where the point lies that a pixel shows. Places are the eye's: x right, y up, -z
// forward, in metres.
constexpr const char* surfaces = R"(#version 150 core
uniform sampler2DMS surfaceDepth; // metres before the eye
uniform mat4 projectionMatrix;
uniform vec2 viewSize;

float depthAt(ivec2 pixel) { return texelFetch(surfaceDepth, pixel, 0).r; }
bool isInPicture(ivec2 pixel) { return clamp(pixel, ivec2(0), ivec2(viewSize) - 1) == pixel; }

// Without perspective the picture is as wide at every depth.
float widening(float depth) { return mix(depth, 1.0, projectionMatrix[3][3]); }

vec3 placeOf(ivec2 pixel, float depth)
{
    vec2 onScreen = (vec2(pixel) + 0.5) / viewSize * 2.0 - 1.0;
    return vec3(onScreen * widening(depth) / vec2(projectionMatrix[0][0], projectionMatrix[1][1]), -depth);
}

float metresPerPixelAt(float depth) { return 2.0 * widening(depth) / (projectionMatrix[1][1] * viewSize.y); }

// A crease is drawn a few pixels wide at least, or a campus would show none.
float occlusionRadius(float depth) { return max(0.7, 9.0 * metresPerPixelAt(depth)); }
)";

// How bright a point is, 0 to 1, by the sun's shadows and by what hides it from the sky.
constexpr const char* shading = R"(
uniform mat4 inverseViewMatrix;
uniform vec2 fogRange;
#ifdef SHADOWS
uniform sampler2DShadow sunDepth;
uniform mat4 sunMatrix; // from the scene into the shadow map, 0 to 1
uniform float sunTexelM;

// 1 in the sun, 0 in full shadow. `facing` is the cosine between the surface and the sun: the more it turns away, the
// further a point must be lifted toward the sun not to lie in its own shadow.
float sunReaching(vec3 place, float facing)
{
    const vec3 sun = vec3(-0.46, -0.58, 0.672);
    float steepness = min(sqrt(1.0 - facing * facing) / facing, 4.0);
    vec3 at = (sunMatrix * vec4(place + sun * sunTexelM * (0.6 + 3.2 * steepness), 1.0)).xyz;
    float rim = max(abs(at.x - 0.5), abs(at.y - 0.5));
    if (rim > 0.5)
        return 1.0;
    vec2 texel = 1.0 / vec2(textureSize(sunDepth, 0));
    float reaching = 0.0;
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 4; ++x)
            reaching += texture(sunDepth, vec3(at.xy + (vec2(x, y) - 1.5) * texel, at.z));
    return mix(reaching / 16.0, 1.0, smoothstep(0.42, 0.5, rim));
}
#endif

float shadeOf(ivec2 pixel, float depth, float sunlight, float occlusion)
{
    if (sunlight < 0.1)
        return 1.0;
    float shade = occlusion;
    vec3 place = placeOf(pixel, depth);
#ifdef SHADOWS
    float facing = (sunlight - 0.2) / 0.8;
    if (facing > 0.02)
        shade *= 1.0 - 0.40 * facing * (1.0 - sunReaching((inverseViewMatrix * vec4(place, 1.0)).xyz, facing));
#endif
    return mix(shade, 1.0, smoothstep(fogRange.x, fogRange.y, length(place)));
}
)";

} // namespace

QByteArray withDefined(const QByteArray& source, std::initializer_list<const char*> names)
{
    QByteArray defines("#extension GL_ARB_explicit_attrib_location : enable\n");
    for (const char* name : names)
        defines += QByteArray("#define ") + name + '\n';
    QByteArray result = source;
    return result.insert(result.indexOf('\n') + 1, defines); // what names the version comes first
}

QByteArray castingFragment()
{
    return R"(#version 150 core
void main() {}
)";
}

QByteArray screenVertex()
{
    return R"(#version 150 core
in vec3 vertexPosition;
void main()
{
    gl_Position = vec4(vertexPosition.xy, 0.0, 1.0);
}
)";
}

QByteArray occlusionFragment()
{
    // Obscurance after McGuire et al., "The Alchemy Screen-Space Ambient Obscurance Algorithm" (2011): of points around
    // one, how many stand before its surface, the nearer the more. The spiral is turned from pixel to pixel in a pattern
    // of 4 x 4, which softenFragment takes away again.
    return QByteArray(surfaces) + R"(
out vec4 fragColour;

// Of two neighbours the one nearer in depth: the other may lie on another surface, or outside.
vec3 slope(ivec2 pixel, ivec2 by, vec3 here)
{
    if (!isInPicture(pixel - by))
        return placeOf(pixel + by, depthAt(pixel + by)) - here;
    if (!isInPicture(pixel + by))
        return here - placeOf(pixel - by, depthAt(pixel - by));
    vec3 after = placeOf(pixel + by, depthAt(pixel + by)) - here;
    vec3 before = here - placeOf(pixel - by, depthAt(pixel - by));
    return abs(after.z) < abs(before.z) ? after : before;
}

void main()
{
    const int points = 14;
    const int turns[16] = int[](0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5);
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    float depth = depthAt(pixel);
    fragColour = vec4(1.0);
    if (depth > 1e5) // the sky
        return;
    vec3 here = placeOf(pixel, depth);
    vec3 normal = normalize(cross(slope(pixel, ivec2(1, 0), here), slope(pixel, ivec2(0, 1), here)));
    float radius = occlusionRadius(depth);
    float reach = min(radius / metresPerPixelAt(depth), 0.2 * viewSize.y);
    float turn = float(turns[(pixel.x & 3) + 4 * (pixel.y & 3)]) * 0.3927;
    float hidden = 0.0;
    for (int i = 0; i < points; ++i) {
        float angle = 2.399963 * float(i) + turn;
        float away = reach * (float(i) + 0.6) / float(points);
        ivec2 other = pixel + ivec2(floor(away * vec2(cos(angle), sin(angle)) + 0.5));
        if (!isInPicture(other))
            continue;
        vec3 to = placeOf(other, depthAt(other)) - here;
        float near = max(1.0 - dot(to, to) / (radius * radius), 0.0);
        float above = dot(to, normal) / max(length(to), 1e-4);
        hidden += near * max(above - 0.06, 0.0);
    }
    fragColour = vec4(vec3(clamp(1.0 - 1.9 * hidden / float(points), 0.0, 1.0)), 1.0);
}
)";
}

QByteArray softenFragment()
{
    // The mean of 4 x 4 pixels, of those on the same surface.
    return QByteArray(surfaces) + R"(
uniform sampler2D rawOcclusion;
out vec4 fragColour;

void main()
{
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    float depth = depthAt(pixel);
    float apart = 0.15 * occlusionRadius(depth) + 6.0 * metresPerPixelAt(depth);
    vec2 sum = vec2(0.0);
    for (int y = -2; y < 2; ++y) {
        for (int x = -2; x < 2; ++x) {
            ivec2 other = clamp(pixel + ivec2(x, y), ivec2(0), ivec2(viewSize) - 1);
            float weight = 1e-4 + clamp(2.0 - abs(depthAt(other) - depth) / apart, 0.0, 1.0);
            sum += weight * vec2(texelFetch(rawOcclusion, other, 0).r, 1.0);
        }
    }
    fragColour = vec4(vec3(sum.x / sum.y), 1.0);
}
)";
}

QByteArray composeFragment()
{
    // Along edges each sample is shaded for itself, elsewhere all at once. The depth is handed on: glass is drawn over
    // the finished picture.
    return QByteArray(surfaces) + shading + R"(
uniform sampler2DMS surfaceColour; // alpha: see opaqueOutput in shader_parts.h
uniform sampler2DMS surfaceZ;
#ifdef OCCLUSION
uniform sampler2D softOcclusion;
#endif
out vec4 fragColour;
const int samples = 4;

void main()
{
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    vec4 colours[samples];
    float depths[samples];
    float nearest = 1.0;
    bool edge = false;
    for (int i = 0; i < samples; ++i) {
        colours[i] = texelFetch(surfaceColour, pixel, i);
        depths[i] = texelFetch(surfaceDepth, pixel, i).r;
        nearest = min(nearest, texelFetch(surfaceZ, pixel, i).r);
        edge = edge || abs(depths[i] - depths[0]) > 0.02 * depths[0] || abs(colours[i].a - colours[0].a) > 0.01;
    }
    float occlusion = 1.0;
#ifdef OCCLUSION
    occlusion = texelFetch(softOcclusion, pixel, 0).r;
#endif
    float shade = shadeOf(pixel, depths[0], colours[0].a, occlusion);
    vec3 sum = vec3(0.0);
    for (int i = 0; i < samples; ++i) {
        if (edge && i > 0)
            shade = shadeOf(pixel, depths[i], colours[i].a, occlusion);
        sum += shade * colours[i].rgb;
    }
    fragColour = vec4(sum / float(samples), 1.0);
    gl_FragDepth = nearest;
}
)";
}

} // namespace hallwright::scene::shaders
