// Racks and equipment: instanced boxes whose faces are painted, so that a hall of them is one draw call.
#include "views/scene/shader_parts.h"
#include "views/scene/shaders.h"

namespace hallwright::scene::shaders {

namespace {

// Shared by the box programs: where on the visible face the fragment lies, in metres from the face's edges.
constexpr const char* boxFace = R"(
in vec3 local;        // metres from the centre of the base
flat in vec3 colour;
flat in vec3 size;
flat in vec3 normal;  // in the box's own frame
flat in float variant;
flat in float state;
flat in float mark;
flat in float detail; // 1 near, 0 far
flat in float pixel;  // metres per pixel at the box
#ifdef SHADED
flat in float sunlight;
#endif
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
float nearby() { return clamp(2.25 - 125.0 * pixel, 0.0, 1.0); } // details come in below 0.018 m per pixel
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

// What is seen of a rack from a few steps away: a handle, hinges, a mesh in the door, a light that says how it fares.
constexpr const char* rackDetails = R"(
#ifdef NEARBY
float bar(vec2 at, vec2 halfSize) // 1 on an upright or level bar about the origin
{
    vec2 within = halfSize - abs(at);
    return inside(0.0, min(within.x, within.y));
}

vec3 withHandle(vec3 base, vec2 at)
{
    base *= 1.0 - 0.45 * bar(at - vec2(0.007, -0.007), vec2(0.016, 0.155)); // what it stands off the door
    vec3 metal = mix(vec3(0.30), vec3(0.82), smoothstep(-0.012, 0.008, -at.x));
    return mix(base, metal, bar(at, vec2(0.011, 0.15)));
}

vec3 lightOf(float state)
{
    if (state > 3.5)
        return vec3(0.10);                         // dark
    if (state > 2.5)
        return violationColour;                    // over its limit
    if (state > 1.5)
        return vec3(0.98, 0.66, 0.05);             // on one feed
    return state > 0.5 ? vec3(0.34, 0.71, 0.91) : vec3(0.25, 0.83, 0.42); // undecided, fine
}

vec3 withLight(vec3 base, vec2 at)
{
    const float radius = 0.017;
    float r = length(at);
    vec3 glass = lightOf(variant > 7.5 ? 4.0 : mark) * (1.25 - 0.4 * smoothstep(0.0, radius, r));
    vec3 cased = mix(base, vec3(0.05), inside(0.0, radius + 0.009 - r));
    return mix(cased, glass, inside(0.0, radius - r));
}

vec3 withFrontDetails(vec3 base, vec2 at)
{
    vec2 halfSize = halfFace();
    vec3 result = base;
    vec2 hole = fract(at / 0.014 + vec2(0.0, 0.5) * step(0.5, fract(at.x / 0.028))) - 0.5;
    float meshed = inside(0.13, halfSize.x - abs(at.x)) * inside(0.16, halfSize.y - abs(at.y));
    float shown = meshed * clamp(2.0 - 500.0 * pixel, 0.0, 1.0);
    result *= 1.0 - 0.25 * shown * (1.0 - smoothstep(0.25, 0.40, length(hole)));
    for (float up = -1.0; up < 1.5; up += 1.0) // three hinges
        result = mix(result, 0.55 * colour, bar(at - vec2(0.047 - halfSize.x, 0.8 * up * halfSize.y), vec2(0.010, 0.045)));
    result = withHandle(result, at - vec2(halfSize.x - 0.085, 0.0));
    return mix(base, result, nearby());
}

// Two leaves that open in the middle.
vec3 withRearDetails(vec3 base, vec2 at)
{
    vec3 result = mix(base, 0.30 * colour, inside(0.0, 0.006 - abs(at.x)) * inside(0.05, halfFace().y - abs(at.y)));
    result = withHandle(result, vec2(abs(at.x) - 0.045, at.y));
    return mix(base, result, nearby());
}
#endif
)";

// Fans, and for who stands near enough what makes an air handler or a coolant distribution unit one.
constexpr const char* equipmentDetails = R"(
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

#ifdef NEARBY
vec3 withDisplay(vec3 base, vec2 at)
{
    vec2 rim = vec2(0.15, 0.10) - abs(at);
    vec3 cased = mix(base, vec3(0.10, 0.11, 0.13), inside(0.0, min(rim.x, rim.y)));
    return mix(cased, vec3(0.45, 0.78, 0.88), inside(0.025, min(rim.x, rim.y)) * 0.8);
}

// A cabinet that draws air in at its top and blows it out through fans at the foot of its front.
vec3 withAirPath(vec3 base, vec2 at, vec2 halfSize)
{
    if (normal.z > 0.5) {
        vec2 grid = abs(fract(at / 0.30) - 0.5);
        vec2 rim = halfSize - abs(at);
        return mix(base, base * 0.45, inside(0.10, min(rim.x, rim.y)) * smoothstep(0.06, 0.09, 0.5 - max(grid.x, grid.y)));
    }
    if (normal.y > -0.5)
        return base;
    const float fansShare = 0.42; // of the height
    float foot = halfSize.y * (2.0 * fansShare - 1.0);
    if (at.y < foot) {
        vec2 fansHalf = vec2(halfSize.x - 0.06, fansShare * halfSize.y - 0.06);
        vec2 p = at - vec2(0.0, foot - fansShare * halfSize.y);
        bool within = abs(p.x) < fansHalf.x && abs(p.y) < fansHalf.y;
        return within ? withFans(base, p, fansHalf, max(2.0 * fansHalf.y, 0.6)) : base;
    }
    float cells = max(floor(2.0 * halfSize.x / 0.9), 1.0);
    float door = 2.0 * halfSize.x / cells;
    float seam = (0.5 - abs(fract((at.x + halfSize.x) / door) - 0.5)) * door;
    vec3 result = base * (1.0 - 0.5 * (1.0 - inside(0.012, min(seam, at.y - foot))));
    return withDisplay(result, at - vec2(halfSize.x - 0.5 * door, foot + 0.55 * (halfSize.y - foot)));
}

// A pump: a dark ring, and the pipe that rises from it to the top of the cabinet.
vec3 withPump(vec3 base, vec2 at, float top, vec3 water)
{
    float r = length(at);
    float pipe = inside(0.0, 0.045 - abs(at.x)) * inside(0.0, at.y) * inside(0.0, top - at.y);
    vec3 result = mix(base, water * (1.1 - 6.0 * abs(at.x)), pipe);
    result = mix(result, vec3(0.20, 0.22, 0.25), inside(0.0, 0.17 - r));
    result = mix(result, base * 0.85, inside(0.0, 0.125 - r));
    return mix(result, vec3(0.15), inside(0.0, 0.05 - r));
}

// A cabinet of pumps: a window onto them and their pipes, a display above, and the pipes' ends on the top.
vec3 withPumps(vec3 base, vec2 at, vec2 halfSize)
{
    const vec3 warm = vec3(0.85, 0.36, 0.25);
    float apart = min(0.5 * halfSize.x, 0.35);
    if (normal.z > 0.5) {
        float r = length(vec2(abs(at.x) - apart, at.y));
        vec3 flange = mix(base, base * 0.5, inside(0.0, 0.13 - r));
        return mix(flange, at.x < 0.0 ? accentColour : warm, inside(0.0, 0.085 - r));
    }
    if (normal.y > -0.5)
        return base;
    vec2 window = vec2(halfSize.x - 0.07, 0.33 * halfSize.y);
    vec2 p = at - vec2(0.0, -0.45 * halfSize.y);
    vec2 rim = window - abs(p);
    vec3 behind = vec3(0.38, 0.41, 0.45) * (0.6 + 0.4 * base);
    vec2 pump = vec2(abs(p.x) - apart, p.y + 0.3 * window.y);
    behind = withPump(behind, pump, 2.0, p.x < 0.0 ? accentColour : warm);
    vec3 result = mix(base, base * 0.55, inside(-0.02, min(rim.x, rim.y)));
    result = mix(result, behind, inside(0.0, min(rim.x, rim.y)));
    return withDisplay(result, at - vec2(0.0, 0.45 * halfSize.y));
}
#endif
)";

} // namespace

QByteArray boxVertex()
{
    return QByteArray(parts::common) + boxCorner + R"(
out vec3 local;
flat out vec3 colour;
flat out vec3 size;
flat out vec3 normal;
flat out float variant;
flat out float state;
flat out float mark;
flat out float detail;
flat out float pixel;
#ifdef SHADED
flat out float sunlight;
#endif

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
#ifdef SHADED
    viewDepth = depthOf(corner.position);
    sunlight = sunOn(corner.worldNormal);
#endif
}
)";
}

QByteArray farBoxVertex()
{
    return QByteArray(parts::common) + boxCorner + R"(
uniform vec3 selectionColour;
uniform vec3 violationColour;
flat out vec3 colour;
#ifdef SHADED
flat out float sunlight;
#endif

void main()
{
    Corner corner = cornerOfBox();
    float mark = floor(instanceSize.w / 64.0);
    float state = floor((instanceSize.w - 64.0 * mark) / 16.0);
    // Too small for a mark's shape: its colour has to do. Dark racks are black already.
    vec3 marked = mark > 2.5 && mark < 3.5 ? violationColour : (mark > 1.5 && mark < 2.5 ? vec3(0.90, 0.62, 0.0) : instanceColour.rgb);
    vec3 chosen = mix(marked, selectionColour, 0.6); // and for a rim
    vec3 own = state > 2.5 ? violationColour : (state > 0.5 ? chosen : 0.94 * marked);
    colour = fogged(own * lightOn(corner.worldNormal), corner.position);
    gl_Position = viewProjectionMatrix * vec4(corner.position, 1.0);
#ifdef SHADED
    viewDepth = depthOf(corner.position);
    sunlight = sunOn(corner.worldNormal);
#endif
}
)";
}

QByteArray farBoxFragment()
{
    return QByteArray(parts::opaqueOutput) + R"(
flat in vec3 colour;
#ifdef SHADED
flat in float sunlight;
#endif
void main()
{
    SHOW(vec4(colour, 1.0), sunlight);
}
)";
}

QByteArray rackFragment()
{
    // state: 1 selected, 2 dragged and legal, 3 dragged and illegal. mark: RackState, drawn as in views/shared/rack_marks.h.
    return QByteArray(parts::opaqueOutput) + boxFace + rackDetails + R"(
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
#ifdef NEARBY
        result = withFrontDetails(result, at);
#endif
    } else if (normal.y > 0.5 && detail > 0.0) {
        float door = inside(0.05, edge);
        float slot = step(0.5, fract(local.z / 0.05)) * clamp(1.0 - 60.0 * pixel, 0.0, 1.0);
        result = mix(colour, colour * (0.58 - 0.10 * slot), door * detail);
#ifdef NEARBY
        result = withRearDetails(result, at);
#endif
    }
    if (mark > 0.5 && abs(normal.x) < 0.5) // on the top, the front and the rear
        result = withMark(result, at, halfFace());
#ifdef NEARBY
    if (abs(normal.y) > 0.5)
        result = mix(result, withLight(result, at - halfFace() + vec2(0.085, 0.10)), nearby());
#endif
    if (state > 0.5) {
        vec3 hand = state > 2.5 ? violationColour : selectionColour;
        // A rim alone where it is selected: the face keeps the colour that tells its temperature or type.
        result = mix(result, hand, state > 2.5 ? 0.55 : (state > 1.5 ? 0.28 : 0.0));
        result = mix(hand, result, inside(max(0.07, 2.0 * pixel), edge));
    } else {
        // Darker rims part neighbours; far away, where they would be thinner than a pixel, they weigh less.
        float rimWidth = max(0.022, 0.7 * pixel);
        float weight = clamp(0.34 / (1.0 + 18.0 * pixel), 0.06, 0.34);
        result *= 1.0 - weight * (1.0 - inside(rimWidth, edge));
    }
    SHOW(vec4(result, 1.0), sunlight);
}
)";
}

QByteArray equipmentFragment()
{
    // variant: see BoxVariant.
    return QByteArray(parts::opaqueOutput) + boxFace + equipmentDetails + R"(
void main()
{
    vec2 at = onFace();
    vec2 halfSize = halfFace();
    vec2 rim = halfSize - abs(at);
    float edge = min(rim.x, rim.y);
    vec3 result = colour;
    bool top = normal.z > 0.5;
    bool front = normal.y < -0.5;
    if (top && variant > 2.5 && variant < 3.5)
        result = withFans(colour, at, halfSize, 2.1);
    else if (front && variant > 3.5 && variant < 4.5)
        result = withFans(colour, at, halfSize, 1.1);
    else if (!top && variant < 3.5) {
        float fins = smoothstep(0.30, 0.50, abs(fract(at.x / 0.24) - 0.5));
        result *= 1.0 - 0.26 * fins * inside(0.14, edge) * clamp(1.4 - 14.0 * pixel, 0.15, 1.0);
    } else if (front && variant > 4.5 && variant < 6.5) {
        float cells = max(floor(2.0 * halfSize.x / 0.8), 1.0);
        float seam = abs(fract((at.x + halfSize.x) / (2.0 * halfSize.x) * cells) - 0.5) * 2.0 * halfSize.x / cells;
        float half_ = halfSize.x / cells;
        result *= 1.0 - 0.35 * (1.0 - inside(0.02, half_ - seam));
        result = mix(result, accentColour, 0.8 * inside(0.0, 0.05 - abs(at.y - halfSize.y + 0.45)) * inside(0.0, 0.16 - seam));
    }
#ifdef NEARBY
    if (variant < 1.5)
        result = mix(result, withAirPath(result, at, halfSize), nearby());
    else if (variant > 5.5 && variant < 6.5)
        result = mix(result, withPumps(colour, at, halfSize), nearby());
#endif
    if (state > 0.5) { // far away it is the mark alone
        result = mix(result, selectionColour, clamp(0.35 + 3.0 * pixel, 0.35, 0.85));
        result = mix(selectionColour, result, inside(max(0.06, 1.6 * pixel), edge));
    } else {
        result *= 1.0 - 0.28 * (1.0 - inside(max(0.03, 0.6 * pixel), edge));
    }
    SHOW(vec4(result, 1.0), sunlight);
}
)";
}

} // namespace hallwright::scene::shaders
