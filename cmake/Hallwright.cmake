# What every target of ours is compiled with, and the short forms of declaring one.

add_library(hallwright_options INTERFACE)
target_compile_options(hallwright_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
if(CMAKE_UNITY_BUILD)
    # Several sources compiled as one see each other's file-local names. The dev build, one by one, warns of the real cases.
    target_compile_options(hallwright_options INTERFACE -Wno-shadow -Wno-subobject-linkage)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 at -O3 sees std::string copied over its end where it is not: GCC bugs 105329, 105651. The dev build still warns.
    target_compile_options(hallwright_options INTERFACE
        $<$<CONFIG:Release>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>)
endif()
if(HALLWRIGHT_WERROR)
    target_compile_options(hallwright_options INTERFACE -Werror)
endif()
if(HALLWRIGHT_SANITIZE)
    # Instrumented code may look uninitialised where it is not: GCC's manual says so of -fsanitize. g++ 12 was right of a
    # pointer to member that is called in a lambda by ->*, which it then calls on a temporary that nothing was put into.
    target_compile_options(hallwright_options INTERFACE -fsanitize=${HALLWRIGHT_SANITIZE} -fno-omit-frame-pointer
        -Wno-error=maybe-uninitialized)
    target_link_options(hallwright_options INTERFACE -fsanitize=${HALLWRIGHT_SANITIZE})
endif()
target_include_directories(hallwright_options INTERFACE ${CMAKE_SOURCE_DIR})
target_link_libraries(hallwright_options INTERFACE fmt::fmt) # the format that C++20 has and this compiler has not

# hallwright_library(NAME [QT] [PRECOMPILED set] SOURCES ... LINK ...): a static library hallwright_NAME, with its alias
# hallwright::NAME; QT for what has signals, the set as in Precompiled.cmake. Every include is written from the root of the tree:
# #include "core/model/site.h".
function(hallwright_library name)
    cmake_parse_arguments(ARG "QT" "PRECOMPILED" "SOURCES;LINK" ${ARGN})
    add_library(hallwright_${name} STATIC ${ARG_SOURCES})
    add_library(hallwright::${name} ALIAS hallwright_${name})
    target_link_libraries(hallwright_${name} PUBLIC hallwright_options ${ARG_LINK})
    if(NOT ARG_PRECOMPILED)
        set(ARG_PRECOMPILED core)
    endif()
    hallwright_precompiled(hallwright_${name} ${ARG_PRECOMPILED})
    if(ARG_QT)
        set_target_properties(hallwright_${name} PROPERTIES AUTOMOC ON AUTORCC ON)
    endif()
endfunction()

# hallwright_test(NAME LABEL label SOURCES ... LINK ...): a Qt Test program tst_NAME that ctest knows by its label.
function(hallwright_test name)
    cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
    add_executable(tst_${name} ${ARG_SOURCES})
    set_target_properties(tst_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(tst_${name} PRIVATE hallwright_options Qt6::Test ${ARG_LINK})
    target_compile_definitions(tst_${name} PRIVATE
        HALLWRIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        HALLWRIGHT_BINARY_DIR="${CMAKE_BINARY_DIR}")
    if(ARG_LABEL STREQUAL "views" OR ARG_LABEL STREQUAL "app")
        target_link_libraries(tst_${name} PRIVATE Qt6::Widgets) # as the set was: its macros are part of it
        hallwright_precompiled(tst_${name} widgets)
    else()
        hallwright_precompiled(tst_${name} test)
    endif()
    add_test(NAME ${name} COMMAND tst_${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
    # Qt 3D and VTK keep the screen and both cores busy: two at once would only wait for each other.
    if(ARG_LABEL STREQUAL "views" OR ARG_LABEL STREQUAL "app")
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON
            ENVIRONMENT "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/leaks.supp:print_suppressions=0;TSAN_OPTIONS=ignore_noninstrumented_modules=1 suppressions=${CMAKE_SOURCE_DIR}/tests/races.supp")
        if(HALLWRIGHT_SANITIZE MATCHES address)
            target_sources(tst_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/keep_libraries_loaded.cpp)
            set_target_properties(tst_${name} PROPERTIES ENABLE_EXPORTS ON)
        endif()
    endif()
endfunction()
