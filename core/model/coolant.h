// The liquids coolant loops are filled with.
#pragma once

namespace hallwright {

enum class Coolant { Water, Pg25 }; // Pg25: water with 25 % propylene glycol by mass

} // namespace hallwright
