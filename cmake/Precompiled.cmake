# Headers that most sources of a layer include and nobody edits, compiled once for the layer: three quarters of the time of a
# build went into reading them. Only other people's headers stand here: one of ours would rebuild the layer at every edit.
# What a source uses it still includes itself: -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON builds the same.

set(standard_headers
    <algorithm> <array> <cmath> <cstddef> <cstdint> <functional> <limits> <map> <memory> <numbers> <numeric> <optional> <span>
    <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)
set(gui_headers
    <QColor> <QFontMetricsF> <QImage> <QLocale> <QObject> <QPainter> <QPainterPath> <QPointer> <QString> <QStringList>
    <QTimer>)
set(widget_headers
    <QAction> <QApplication> <QBoxLayout> <QComboBox> <QLabel> <QMainWindow> <QMouseEvent> <QToolButton> <QWheelEvent>
    <QWidget>)

# One set for targets compiled with the same options: with Qt everything is position independent, without it only programs.
function(hallwright_precompiled_set name)
    cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
    add_library(hallwright_precompiled_${name} OBJECT EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
    target_link_libraries(hallwright_precompiled_${name} PRIVATE hallwright_options ${ARG_LINK})
    target_precompile_headers(hallwright_precompiled_${name} PRIVATE ${ARG_HEADERS})
endfunction()

# hallwright_precompiled(TARGET set): compiles the target with a set's headers.
function(hallwright_precompiled target set)
    target_precompile_headers(${target} REUSE_FROM hallwright_precompiled_${set})
endfunction()

# ccache takes results of a precompiled header only if the compiler leaves it visible in preprocessed sources.
target_compile_options(hallwright_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)

# Qt tells each test program the folder it was built in, for QFINDTESTDATA, which we do not use: with that no two folders
# could share one set.
set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

hallwright_precompiled_set(core HEADERS ${standard_headers} <fmt/format.h>)
# Without CLI11: whoever sees it compiles all its validators anew, seconds for each source.
hallwright_precompiled_set(cli
    HEADERS ${standard_headers} <fmt/format.h> <nlohmann/json.hpp> LINK Qt6::Core nlohmann_json::nlohmann_json)
hallwright_precompiled_set(gui HEADERS ${standard_headers} ${gui_headers} LINK Qt6::Gui)
hallwright_precompiled_set(widgets HEADERS ${standard_headers} ${gui_headers} ${widget_headers} LINK Qt6::Widgets)
# For tests without Qt Gui: QtTest reads differently with it. Tests of views and windows take the set of the views.
hallwright_precompiled_set(test HEADERS ${standard_headers} <fmt/format.h> <QtTest> LINK Qt6::Test)
