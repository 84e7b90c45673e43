// The calendar of a year of hours: hour 0 is the first of 1 January.
#pragma once

#include <array>
#include <cstddef>

namespace hallwright {

inline constexpr std::size_t monthsOfYear = 12;
inline constexpr std::size_t hoursOfDay = 24;

constexpr std::size_t hoursOfYear(bool leapYear)
{
    return hoursOfDay * (leapYear ? 366 : 365);
}

// Month 0..11.
constexpr std::size_t daysOfMonth(std::size_t month, bool leapYear)
{
    constexpr std::array<std::size_t, monthsOfYear> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month] + (month == 1 && leapYear ? 1 : 0);
}

// The first hour of a month 0..12; of 12 the hours of the whole year.
constexpr std::size_t firstHourOf(std::size_t month, bool leapYear)
{
    std::size_t days = 0;
    for (std::size_t m = 0; m < month; ++m)
        days += daysOfMonth(m, leapYear);
    return hoursOfDay * days;
}

constexpr std::size_t monthOfHour(std::size_t hour, bool leapYear)
{
    std::size_t month = 0;
    while (month + 1 < monthsOfYear && hour >= firstHourOf(month + 1, leapYear))
        ++month;
    return month;
}

} // namespace hallwright
