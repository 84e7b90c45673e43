#include "views/scene/shaders.h"

namespace hallwright::scene::shaders {

namespace {

// Top faces keep about the colour they are given, so that a rack's colour is the legend's; sides are darker, each
// direction differently, so that edges show without lines.
constexpr const char* common = R"(#version 150 core
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

// Shared by the box programs: where on the visible face the fragment lies, in metres from the face's edges.
constexpr const char* boxFace = R"(#version 150 core
in vec3 local;        // metres from the centre of the base
flat in vec3 colour;
flat in vec3 size;
flat in vec3 normal;  // in the box's own frame
flat in float variant;
flat in float state;
flat in float mark;
flat in float detail; // 1 near, 0 far
flat in float pixel;  // metres per pixel at the box
out vec4 fragColour;
uniform vec3 selectionColour;
uniform vec3 violationColour;
uniform vec3 accentColour;

// Along the face's horizontal (x) and its vertical or second horizontal axis (y), from its centre.
vec2 onFace()
{
    vec3 fromCentre = local - vec3(0.0, 0.0, 0.5 * size.z);
    return abs(normal.x) > 0.5 ? fromCentre.yz : (abs(normal.y) > 0.5 ? fromCentre.xz : fromCentre.xy);
}
vec2 halfFace()
{
    return 0.5 * (abs(normal.x) > 0.5 ? size.yz : (abs(normal.y) > 0.5 ? size.xz : size.xy));
}
float inside(float edge, float value) { return clamp((value - edge) / max(pixel, 0.001) + 0.5, 0.0, 1.0); }
)";

// Of a box one sees three faces at most. The mesh is the corner where three faces meet, 7 vertices and 6 triangles,
// mirrored so that it looks at the eye. Each face's flat values come from the one vertex it shares with no other face.
constexpr const char* boxCorner = R"(
in vec3 vertexPosition;  // 0 or 1: 1 is the eye's side
in vec4 instancePose;    // base centre, cos yaw
in vec4 instanceSize;    // width, depth, height, variant + 16 state + 64 mark
in vec4 instanceColour;  // rgb, sin yaw

struct Corner {
    vec3 local;
    vec3 position;
    vec3 normal; // in the box's own frame
    vec3 worldNormal;
};

vec3 turned(vec3 v)
{
    vec2 turn = vec2(instancePose.w, instanceColour.w);
    return vec3(v.x * turn.x - v.y * turn.y, v.x * turn.y + v.y * turn.x, v.z);
}

Corner cornerOfBox()
{
    vec3 size = instanceSize.xyz;
    vec2 turn = vec2(instancePose.w, instanceColour.w);
    vec3 toEye = eyePosition - instancePose.xyz - vec3(0.0, 0.0, 0.5 * size.z);
    vec3 eyeLocal = vec3(dot(toEye.xy, turn), dot(toEye.xy, vec2(-turn.y, turn.x)), toEye.z);
    vec3 side = vec3(eyeLocal.x < 0.0 ? -1.0 : 1.0, eyeLocal.y < 0.0 ? -1.0 : 1.0, eyeLocal.z < 0.0 ? -1.0 : 1.0);
    Corner corner;
    corner.local = 0.5 * (2.0 * vertexPosition - 1.0) * side * size + vec3(0.0, 0.0, 0.5 * size.z);
    corner.position = instancePose.xyz + turned(corner.local);
    corner.normal = vertexPosition.x + vertexPosition.y + vertexPosition.z < 1.5 ? vertexPosition * side : vec3(0.0);
    corner.worldNormal = turned(corner.normal);
    return corner;
}
)";

} // namespace

QByteArray meshVertex()
{
    // vertexExtra: u, v, layer (coplanar surfaces are stacked by it), pattern. Patterns 4 and 5 are swept shapes whose
    // vertices lie on the centre line with vertexNormal pointing outward: never thinner than u pixels, radius v.
    // Pattern 6 is a wall whose room lies in direction v: seen from outside it is cut down to the height u.
    // Pattern 7 is a line along vertexNormal that turns its width to the eye: |u| pixels at least to the side of u's
    // sign, half width v.
    return QByteArray(common) + R"(
in vec3 vertexPosition;
in vec3 vertexNormal;
in vec4 vertexColor;
in vec4 vertexExtra;
out vec4 colour;
out vec2 uv;
flat out float pattern;

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
    // Walls give way to what stands flush with them.
    float layer = abs(vertexExtra.w - 6.0) < 0.5 ? -2.0 : vertexExtra.z;
    gl_Position.z -= layer * 4e-6 * gl_Position.w;
}
)";
}

QByteArray meshFragment()
{
    return R"(#version 150 core
in vec4 colour;
in vec2 uv;
flat in float pattern;
out vec4 fragColour;
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
    fragColour = vec4(result, colour.a);
}
)";
}

QByteArray boxVertex()
{
    return QByteArray(common) + boxCorner + R"(
out vec3 local;
flat out vec3 colour;
flat out vec3 size;
flat out vec3 normal;
flat out float variant;
flat out float state;
flat out float mark;
flat out float detail;
flat out float pixel;

void main()
{
    Corner corner = cornerOfBox();
    local = corner.local;
    normal = corner.normal;
    size = instanceSize.xyz;
    colour = fogged(instanceColour.rgb * lightOn(corner.worldNormal), corner.position);
    mark = floor(instanceSize.w / 64.0);
    state = floor((instanceSize.w - 64.0 * mark) / 16.0);
    variant = instanceSize.w - 64.0 * mark - 16.0 * state;
    pixel = metresPerPixel(instancePose.xyz);
    detail = clamp(2.2 - 40.0 * pixel, 0.0, 1.0);
    gl_Position = viewProjectionMatrix * vec4(corner.position, 1.0);
}
)";
}

QByteArray farBoxVertex()
{
    return QByteArray(common) + boxCorner + R"(
uniform vec3 selectionColour;
uniform vec3 violationColour;
flat out vec3 colour;

void main()
{
    Corner corner = cornerOfBox();
    float mark = floor(instanceSize.w / 64.0);
    float state = floor((instanceSize.w - 64.0 * mark) / 16.0);
    // Too small for a mark's shape: its colour has to do. Dark racks are black already.
    vec3 marked = mark > 2.5 && mark < 3.5 ? violationColour : (mark > 1.5 && mark < 2.5 ? vec3(0.90, 0.62, 0.0) : instanceColour.rgb);
    vec3 own = state > 2.5 ? violationColour : (state > 0.5 ? selectionColour : 0.94 * marked);
    colour = fogged(own * lightOn(corner.worldNormal), corner.position);
    gl_Position = viewProjectionMatrix * vec4(corner.position, 1.0);
}
)";
}

QByteArray farBoxFragment()
{
    return R"(#version 150 core
flat in vec3 colour;
out vec4 fragColour;
void main()
{
    fragColour = vec4(colour, 1.0);
}
)";
}

QByteArray rackFragment()
{
    // state: 1 selected, 2 dragged and legal, 3 dragged and illegal. mark: RackState, drawn as in views/shared/rack_marks.h.
    return QByteArray(boxFace) + R"(
vec3 withMark(vec3 base, vec2 at, vec2 halfSize)
{
    vec2 p = at / halfSize;                        // -1..1 over the face
    vec2 q = at / min(halfSize.x, halfSize.y);     // alike in both directions
    float soft = 1.5 * pixel / min(halfSize.x, halfSize.y);
    float rising = abs(p.x - p.y);
    vec3 casing = vec3(0.08, 0.09, 0.11);
    if (mark > 3.5) {                              // dark: a cross
        float cross_ = min(rising, abs(p.x + p.y));
        float half_ = max(0.07, 0.5 * soft);
        return mix(vec3(0.66), base, smoothstep(half_, half_ + soft, cross_));
    }
    if (mark > 2.5) {                              // over limit: a triangle with a white rim
        float beyond = max(-q.y - 0.55, abs(q.x) + 0.62 * (q.y - 0.75));
        vec3 rimmed = mix(vec3(1.0), base, smoothstep(0.12, 0.12 + soft, beyond));
        return mix(violationColour, rimmed, smoothstep(0.0, soft, beyond));
    }
    if (mark > 1.5) {                              // one feed: a stroke
        vec3 cased = mix(casing, base, smoothstep(0.34, 0.34 + soft, rising));
        return mix(vec3(0.90, 0.62, 0.0), cased, smoothstep(0.20, 0.20 + soft, rising));
    }
    float ring = abs(length(q) - 0.5);             // undecided: a ring
    vec3 cased = mix(casing, base, smoothstep(0.20, 0.20 + soft, ring));
    return mix(vec3(0.34, 0.71, 0.91), cased, smoothstep(0.11, 0.11 + soft, ring));
}

void main()
{
    vec2 at = onFace();
    vec2 rim = halfFace() - abs(at);
    float edge = min(rim.x, rim.y);
    vec3 result = colour;
    if (normal.y < -0.5 && detail > 0.0) {
        // The front: a dark door in the rack's frame, the servers' seams, a strip of light in the rack's colour.
        float door = inside(0.045, edge);
        vec3 leaf = mix(colour * 0.66, vec3(0.13, 0.145, 0.16), 0.30);
        float seam = abs(fract(local.z / 0.2225) - 0.5);
        leaf *= 1.0 - 0.22 * detail * step(0.465, seam) * clamp(1.0 - 12.0 * pixel, 0.0, 1.0);
        float strip = inside(0.0, 0.016 - abs(at.x + halfFace().x - 0.085)) * inside(0.12, rim.y);
        leaf = mix(leaf, min(colour * 1.35 + 0.12, vec3(1.0)), strip);
        result = mix(colour, leaf, door * detail);
    } else if (normal.y > 0.5 && detail > 0.0) {
        float door = inside(0.05, edge);
        float slot = step(0.5, fract(local.z / 0.05)) * clamp(1.0 - 60.0 * pixel, 0.0, 1.0);
        result = mix(colour, colour * (0.58 - 0.10 * slot), door * detail);
    }
    if (mark > 0.5 && abs(normal.x) < 0.5) // on the top, the front and the rear
        result = withMark(result, at, halfFace());
    if (state > 0.5) {
        vec3 hand = state > 2.5 ? violationColour : selectionColour;
        result = mix(result, hand, state > 2.5 ? 0.55 : 0.28);
        result = mix(hand, result, inside(max(0.05, 1.6 * pixel), edge));
    } else {
        // Darker rims part neighbours; far away, where they would be thinner than a pixel, they weigh less.
        float rimWidth = max(0.022, 0.7 * pixel);
        float weight = clamp(0.34 / (1.0 + 18.0 * pixel), 0.06, 0.34);
        result *= 1.0 - weight * (1.0 - inside(rimWidth, edge));
    }
    fragColour = vec4(result, 1.0);
}
)";
}

QByteArray equipmentFragment()
{
    // variant: 1 fins or louvres on the sides, 2 fans on the top, 3 fans on the front, 4 doors on the front, 5 plain.
    return QByteArray(boxFace) + R"(
vec3 withFans(vec3 base, vec2 at, vec2 halfSize, float pitch)
{
    vec2 cells = max(floor(2.0 * halfSize / pitch), vec2(1.0));
    vec2 cell = 2.0 * halfSize / cells;
    vec2 p = (fract((at + halfSize) / cell) - 0.5) * cell;
    float r = length(p) / (0.5 * min(cell.x, cell.y));
    float soft = 2.0 * pixel / min(cell.x, cell.y) + 0.01;
    float ring = 1.0 - smoothstep(0.86 - soft, 0.86 + soft, r);
    float blades = 0.5 + 0.5 * cos(5.0 * atan(p.y, p.x) + 5.0 * r);
    float hub = 1.0 - smoothstep(0.20, 0.24, r);
    vec3 fan = mix(vec3(0.12, 0.14, 0.16), base * 0.62, 0.55 * blades * detail);
    fan = mix(fan, base * 0.85, hub);
    float rim = ring * smoothstep(0.74 - soft, 0.76, r);
    return mix(mix(base, fan, ring), base * 0.72, rim);
}

void main()
{
    vec2 at = onFace();
    vec2 halfSize = halfFace();
    vec2 rim = halfSize - abs(at);
    float edge = min(rim.x, rim.y);
    vec3 result = colour;
    bool top = normal.z > 0.5;
    bool front = normal.y < -0.5;
    if (top && variant > 1.5 && variant < 2.5)
        result = withFans(colour, at, halfSize, 2.1);
    else if (front && variant > 2.5 && variant < 3.5)
        result = withFans(colour, at, halfSize, 1.1);
    else if (!top && variant < 2.5) {
        float fins = smoothstep(0.30, 0.50, abs(fract(at.x / 0.24) - 0.5));
        result *= 1.0 - 0.26 * fins * inside(0.14, edge) * clamp(1.4 - 14.0 * pixel, 0.15, 1.0);
    } else if (front && variant > 3.5 && variant < 4.5) {
        float cells = max(floor(2.0 * halfSize.x / 0.8), 1.0);
        float seam = abs(fract((at.x + halfSize.x) / (2.0 * halfSize.x) * cells) - 0.5) * 2.0 * halfSize.x / cells;
        float half_ = halfSize.x / cells;
        result *= 1.0 - 0.35 * (1.0 - inside(0.02, half_ - seam));
        result = mix(result, accentColour, 0.8 * inside(0.0, 0.05 - abs(at.y - halfSize.y + 0.45)) * inside(0.0, 0.16 - seam));
    }
    if (state > 0.5) { // far away it is the mark alone
        result = mix(result, selectionColour, clamp(0.35 + 3.0 * pixel, 0.35, 0.85));
        result = mix(selectionColour, result, inside(max(0.06, 1.6 * pixel), edge));
    } else {
        result *= 1.0 - 0.28 * (1.0 - inside(max(0.03, 0.6 * pixel), edge));
    }
    fragColour = vec4(result, 1.0);
}
)";
}

QByteArray groundVertex()
{
    return QByteArray(common) + R"(
in vec3 vertexPosition;
out vec2 at;
void main()
{
    at = vertexPosition.xy;
    gl_Position = viewProjectionMatrix * vec4(vertexPosition, 1.0);
    gl_Position.z += 1.6e-5 * gl_Position.w;
}
)";
}

QByteArray groundFragment()
{
    return R"(#version 150 core
in vec2 at;
out vec4 fragColour;
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
    fragColour = vec4(mix(colour, horizonColour, smoothstep(0.15, 0.95, r)), 1.0);
}
)";
}

QByteArray skyVertex()
{
    return R"(#version 150 core
in vec3 vertexPosition;
out vec4 nearPoint;
out vec4 farPoint;
uniform mat4 inverseViewProjectionMatrix;
void main()
{
    nearPoint = inverseViewProjectionMatrix * vec4(vertexPosition.xy, -1.0, 1.0);
    farPoint = inverseViewProjectionMatrix * vec4(vertexPosition.xy, 1.0, 1.0);
    gl_Position = vec4(vertexPosition.xy, 1.0, 1.0);
}
)";
}

QByteArray skyFragment()
{
    return R"(#version 150 core
in vec4 nearPoint;
in vec4 farPoint;
out vec4 fragColour;
uniform vec3 skyColour;
uniform vec3 horizonColour;
void main()
{
    vec3 direction = normalize(farPoint.xyz / farPoint.w - nearPoint.xyz / nearPoint.w);
    fragColour = vec4(mix(horizonColour, skyColour, smoothstep(0.0, 0.45, direction.z)), 1.0);
}
)";
}

QByteArray imageVertex()
{
    return QByteArray(common) + R"(
in vec3 vertexPosition;
in vec4 vertexExtra;
out vec2 uv;
void main()
{
    uv = vec2(vertexExtra.x, 1.0 - vertexExtra.y);
    gl_Position = viewProjectionMatrix * vec4(vertexPosition, 1.0);
    gl_Position.z -= 3.2e-5 * gl_Position.w;
}
)";
}

QByteArray imageFragment()
{
    return R"(#version 150 core
in vec2 uv;
out vec4 fragColour;
uniform sampler2D image;
void main()
{
    fragColour = texture(image, uv);
}
)";
}

QByteArray sliceVertex()
{
    // vertexColor tells which of the three pictures the piece is of.
    return QByteArray(common) + R"(
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
