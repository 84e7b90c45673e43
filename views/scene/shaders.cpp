#include "views/scene/shaders.h"

#include "views/scene/shader_parts.h"

namespace hallwright::scene::shaders {

QByteArray meshVertex()
{
    // vertexExtra: u, v, layer (coplanar surfaces are stacked by it), pattern. Patterns 4 and 5 are swept shapes whose
    // vertices lie on the centre line with vertexNormal pointing outward: never thinner than u pixels, radius v.
    // Pattern 6 is a wall whose room lies in direction v: seen from outside it is cut down to the height u.
    // Pattern 7 is a line along vertexNormal that turns its width to the eye: |u| pixels at least to the side of u's
    // sign, half width v.
    return QByteArray(parts::common) + R"(
in vec3 vertexPosition;
in vec3 vertexNormal;
in vec4 vertexColor;
in vec4 vertexExtra;
out vec4 colour;
out vec2 uv;
flat out float pattern;
#ifdef SHADED
out float sunlight;
#endif

void main()
{
    vec3 position = vertexPosition;
    vec3 normal = vertexNormal;
    uv = vertexExtra.xy;
    if (vertexExtra.w > 6.5) {
        vec3 aside = cross(vertexNormal, eyePosition - position);
        aside /= max(length(aside), 1e-4);
        position += aside * sign(uv.x) * max(uv.y, abs(uv.x) * metresPerPixel(position));
        uv = vec2(sign(uv.x), 0.0);
        normal = vec3(0.0, 0.0, 1.0);
    } else if (vertexExtra.w > 5.5) {
        vec2 inward = vec2(cos(vertexExtra.y), sin(vertexExtra.y));
        float shown = smoothstep(-0.03, 0.03, dot(normalize(eyePosition.xy - position.xy), inward));
        if (position.z > vertexExtra.x)
            position.z = mix(vertexExtra.x, position.z, shown);
    } else if (vertexExtra.w > 3.5) {
        float radius = max(vertexExtra.y, vertexExtra.x * metresPerPixel(position));
        position += vertexNormal * radius;
        normal = vertexExtra.w > 4.5 ? vec3(0.0, 0.0, 1.0) : normalize(vertexNormal);
    }
    float light = vertexExtra.w > 2.5 && vertexExtra.w < 3.5 ? 0.95 : lightOn(normal); // lamps light their ceiling
    colour = vec4(fogged(vertexColor.rgb * light, position), vertexColor.a);
    pattern = vertexExtra.w;
    gl_Position = viewProjectionMatrix * vec4(position, 1.0);
#ifdef CASTING
    if (vertexExtra.w > 6.5) // lines of the air cast no shadow
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
#else
    // Walls give way to what stands flush with them.
    float layer = abs(vertexExtra.w - 6.0) < 0.5 ? -2.0 : vertexExtra.z;
    gl_Position.z -= layer * 4e-6 * gl_Position.w;
#endif
#ifdef SHADED
    viewDepth = depthOf(position);
    sunlight = vertexExtra.w > 6.5 ? 0.0 : sunOn(normal);
#endif
}
)";
}

QByteArray meshFragment()
{
    return QByteArray(parts::opaqueOutput) + R"(
in vec4 colour;
in vec2 uv;
flat in float pattern;
#ifdef SHADED
in float sunlight;
#endif
uniform vec4 gridColour;

float lines(vec2 at, float widthPixels)
{
    vec2 footprint = max(fwidth(at), vec2(1e-6));
    vec2 distancePixels = abs(fract(at - 0.5) - 0.5) / footprint;
    vec2 line = clamp(widthPixels - distancePixels, 0.0, 1.0) * clamp(1.4 - 4.0 * footprint, 0.0, 1.0);
    return max(line.x, line.y);
}

void main()
{
    vec3 result = colour.rgb;
    if (pattern > 0.5 && pattern < 1.5)            // floor tiles, uv in tiles
        result = mix(result, gridColour.rgb, gridColour.a * lines(uv, 1.1));
    else if (pattern > 1.5 && pattern < 2.5)       // panel joints, uv in panels
        result *= 1.0 - 0.13 * lines(uv, 1.2);
    else if (pattern > 2.5 && pattern < 3.5) {     // luminaires, uv in lamps
        vec2 at = abs(fract(uv) - 0.5);
        result = mix(result, vec3(1.0, 0.99, 0.95), step(at.x, 0.07) * step(at.y, 0.42));
    } else if (pattern > 6.5) {                    // a line's rim, light on a dark one; uv across it from -1 to 1
        float light = smoothstep(0.25, 0.45, dot(result, vec3(0.30, 0.59, 0.11)));
        result = mix(result, mix(mix(result, vec3(1.0), 0.72), 0.35 * result, light), smoothstep(0.5, 0.8, abs(uv.x)));
    }
    SHOW(vec4(result, colour.a), sunlight);
}
)";
}

QByteArray groundVertex()
{
    return QByteArray(parts::common) + R"(
in vec3 vertexPosition;
out vec2 at;
void main()
{
    at = vertexPosition.xy;
    gl_Position = viewProjectionMatrix * vec4(vertexPosition, 1.0);
    gl_Position.z += 1.6e-5 * gl_Position.w;
#ifdef SHADED
    viewDepth = depthOf(vertexPosition);
#endif
}
)";
}

QByteArray groundFragment()
{
    return QByteArray(parts::opaqueOutput) + R"(
in vec2 at;
uniform vec3 groundColour;
uniform vec3 horizonColour;
uniform vec3 groundLineColour;
uniform float groundRadius;

float lines(vec2 p)
{
    vec2 footprint = max(fwidth(p), vec2(1e-6));
    vec2 line = clamp(1.1 - abs(fract(p - 0.5) - 0.5) / footprint, 0.0, 1.0) * clamp(1.5 - 6.0 * footprint, 0.0, 1.0);
    return max(line.x, line.y);
}

void main()
{
    float grid = max(0.35 * lines(at / 10.0), 0.8 * lines(at / 50.0));
    vec3 colour = mix(groundColour, groundLineColour, grid);
    float r = length(at) / groundRadius;
    SHOW(vec4(mix(colour, horizonColour, smoothstep(0.15, 0.95, r)), 1.0), 0.2 + 0.8 * 0.672);
}
)";
}

QByteArray skyVertex()
{
    return R"(#version 150 core
in vec3 vertexPosition;
out vec4 nearPoint;
out vec4 farPoint;
#ifdef SHADED
out float viewDepth;
#endif
uniform mat4 inverseViewProjectionMatrix;
void main()
{
    nearPoint = inverseViewProjectionMatrix * vec4(vertexPosition.xy, -1.0, 1.0);
    farPoint = inverseViewProjectionMatrix * vec4(vertexPosition.xy, 1.0, 1.0);
    gl_Position = vec4(vertexPosition.xy, 1.0, 1.0);
#ifdef SHADED
    viewDepth = 1e6;
#endif
}
)";
}

QByteArray skyFragment()
{
    return QByteArray(parts::opaqueOutput) + R"(
in vec4 nearPoint;
in vec4 farPoint;
uniform vec3 skyColour;
uniform vec3 horizonColour;
void main()
{
    vec3 direction = normalize(farPoint.xyz / farPoint.w - nearPoint.xyz / nearPoint.w);
    SHOW(vec4(mix(horizonColour, skyColour, smoothstep(0.0, 0.45, direction.z)), 1.0), 0.0);
}
)";
}

QByteArray imageVertex()
{
    return QByteArray(parts::common) + R"(
in vec3 vertexPosition;
in vec4 vertexExtra;
out vec2 uv;
void main()
{
    uv = vec2(vertexExtra.x, 1.0 - vertexExtra.y);
    gl_Position = viewProjectionMatrix * vec4(vertexPosition, 1.0);
    gl_Position.z -= 3.2e-5 * gl_Position.w;
#ifdef SHADED
    viewDepth = depthOf(vertexPosition);
#endif
}
)";
}

QByteArray imageFragment()
{
    return QByteArray(parts::opaqueOutput) + R"(
in vec2 uv;
uniform sampler2D image;
void main()
{
    SHOW(texture(image, uv), 0.0);
}
)";
}

QByteArray sliceVertex()
{
    // vertexColor tells which of the three pictures the piece is of.
    return QByteArray(parts::common) + R"(
in vec3 vertexPosition;
in vec4 vertexColor;
in vec4 vertexExtra;
out vec2 uv;
out vec3 fromEye;
flat out vec3 picture;
void main()
{
    uv = vec2(vertexExtra.x, 1.0 - vertexExtra.y);
    fromEye = vertexPosition - eyePosition;
    picture = vertexColor.rgb;
    gl_Position = viewProjectionMatrix * vec4(vertexPosition, 1.0);
    gl_Position.z -= 3.2e-5 * gl_Position.w; // over the floor, a rack's top or a wall in the same plane
}
)";
}

QByteArray sliceFragment()
{
    // Where a picture is clear it is black as well: filtered, it is what premultiplied colours would be.
    return R"(#version 150 core
in vec2 uv;
in vec3 fromEye;
flat in vec3 picture;
out vec4 fragColour;
uniform sampler2D pictureX;
uniform sampler2D pictureY;
uniform sampler2D pictureZ;
void main()
{
    float opacity = mix(0.45, 0.8, smoothstep(1.0, 14.0, length(fromEye))); // what stands under it shows
    vec4 texel = picture.x * texture(pictureX, uv) + picture.y * texture(pictureY, uv) + picture.z * texture(pictureZ, uv);
    fragColour = opacity * texel;
}
)";
}

QByteArray labelVertex()
{
    // A label keeps its size in pixels: its corner is moved in the plane of the picture after projection.
    return R"(#version 150 core
in vec3 vertexPosition;   // corner, 0 or 1
in vec4 instanceAnchor;   // scene coordinates, opacity
in vec4 instanceRect;     // x, y, width, height in pixels from the anchor, y down
in vec4 instanceTexture;  // x, y, width, height in the atlas, 0 to 1
out vec2 uv;
flat out float opacity;
uniform mat4 viewProjectionMatrix;
uniform vec2 viewSize;
void main()
{
    vec4 anchor = viewProjectionMatrix * vec4(instanceAnchor.xyz, 1.0);
    vec2 pixels = instanceRect.xy + vertexPosition.xy * instanceRect.zw;
    vec2 centre = (anchor.xy / anchor.w * 0.5 + 0.5) * viewSize;
    vec2 snapped = floor(centre + vec2(instanceRect.x, -instanceRect.y) + 0.5) - vec2(instanceRect.x, -instanceRect.y);
    vec2 screen = snapped + vec2(pixels.x, -pixels.y);
    gl_Position = vec4(screen / viewSize * 2.0 - 1.0, 0.0, 1.0);
    uv = instanceTexture.xy + vertexPosition.xy * instanceTexture.zw;
    opacity = instanceAnchor.w;
}
)";
}

QByteArray labelFragment()
{
    return R"(#version 150 core
in vec2 uv;
flat in float opacity;
out vec4 fragColour;
uniform sampler2D atlas;
void main()
{
    vec4 text = texture(atlas, uv);
    float alpha = text.a * opacity;
    fragColour = vec4(text.rgb * alpha, alpha);
}
)";
}

} // namespace hallwright::scene::shaders
