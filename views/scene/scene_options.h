// What a reader chooses of the scene, and what its changes cost.
#pragma once

namespace hallwright::scene {

// Hall looks obliquely at the active hall (the campus if there is none), TopDown straight down on it without
// perspective, Inside stands in one of its aisles at eye height. South and East look in low from that side.
enum class ViewPreset { Campus, Hall, TopDown, South, East, Inside };

enum class Layer { Roofs, CoolantLoops, Fibre, Power, Labels, FloorHeatmap };

// What reached the graphics buffers since the view was made: a change of one hall costs one hall.
struct UploadCounts {
    int hallInstances = 0; // rack buffers of one hall
    int hallInteriors = 0; // floors, walls, equipment of one hall
    int shells = 0;        // building shells
    int networks = 0;      // fibre, power and plant
    int pipes = 0;         // coolant pipes, of a new version or with new colours
    int air = 0;           // pictures of slices, all lines, or the surface of a hall's air

    bool operator==(const UploadCounts&) const = default;
};

} // namespace hallwright::scene
