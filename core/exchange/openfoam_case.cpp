#include "core/exchange/openfoam_case.h"

#include "core/exchange/csv.h"
#include "core/exchange/openfoam_fields.h"
#include "core/physics/air.h"
#include "core/physics/air_field.h"

#include <fmt/format.h>

#include <iterator>

namespace hallwright {

namespace {

using namespace openfoam;

std::string inletFunction(std::size_t rack)
{
    return fmt::format(
        "    rack{0}_inlet\n    {{\n        type surfaceFieldValue;\n"
        "        libs (\"libfieldFunctionObjects.so\");\n        regionType patch;\n"
        "        name rack{0}_front;\n        operation weightedAverage;\n"
        "        weightField phi;\n        fields (T);\n        writeFields false;\n"
        "        writeControl timeStep;\n        writeInterval 1;\n        log false;\n    }}\n",
        rack);
}

std::string controlDict(const Mesh& mesh, const OpenFoamOptions& options)
{
    std::string body =
        fmt::format("application buoyantSimpleFoam;\nstartFrom startTime;\nstartTime 0;\nstopAt endTime;\n"
                    "endTime {0};\ndeltaT 1;\nwriteControl timeStep;\nwriteInterval {0};\n"
                    "purgeWrite 0;\nwriteFormat binary;\nwritePrecision 8;\nwriteCompression off;\n"
                    "timeFormat general;\ntimePrecision 6;\nrunTimeModifiable false;\n\n"
                    "functions\n{{\n",
                    options.iterations);
    for (const MeshPatch& patch : mesh.patches) {
        if (patch.role == PatchRole::RackFront)
            body += inletFunction(patch.source);
    }
    return dictionary("dictionary", "controlDict", body + "}\n");
}

std::string schemes()
{
    return dictionary("dictionary", "fvSchemes",
                      "ddtSchemes { default steadyState; }\n"
                      "gradSchemes { default Gauss linear; }\n"
                      "divSchemes\n{\n"
                      "    default none;\n"
                      "    div(phi,U) bounded Gauss linearUpwind default;\n"
                      "    div(phi,h) bounded Gauss limitedLinear 1;\n"
                      "    div(phi,K) bounded Gauss limitedLinear 1;\n"
                      "    div(phi,k) bounded Gauss upwind;\n"
                      "    div(phi,epsilon) bounded Gauss upwind;\n"
                      "    div(((rho*nuEff)*dev2(T(grad(U))))) Gauss linear;\n}\n"
                      "laplacianSchemes { default Gauss linear orthogonal; }\n"
                      "interpolationSchemes { default linear; }\n"
                      "snGradSchemes { default orthogonal; }\n");
}

std::string solution()
{
    return dictionary(
        "dictionary", "fvSolution",
        "solvers\n{\n"
        "    p_rgh { solver GAMG; smoother GaussSeidel; tolerance 1e-7; relTol 0.01; }\n"
        "    \"(U|h|k|epsilon)\" { solver PBiCGStab; preconditioner DILU; tolerance 1e-8; relTol 0.1; }\n"
        "}\n\n"
        "SIMPLE { momentumPredictor yes; nNonOrthogonalCorrectors 0; }\n\n"
        "relaxationFactors\n{\n"
        "    fields { rho 1; p_rgh 0.7; }\n"
        "    equations { U 0.3; h 0.5; \"(k|epsilon)\" 0.5; }\n}\n");
}

std::string thermophysicalProperties()
{
    constexpr double universalGas = 8314.47; // J/(kmol K), as OpenFOAM has it
    return dictionary(
        "dictionary", "thermophysicalProperties",
        fmt::format("thermoType\n{{\n    type heRhoThermo;\n    mixture pureMixture;\n    transport const;\n"
                    "    thermo hConst;\n    equationOfState perfectGas;\n    specie specie;\n"
                    "    energy sensibleEnthalpy;\n}}\n\nmixture\n{{\n"
                    "    specie {{ molWeight {:.7g}; }}\n    thermodynamics {{ Cp {}; Hf 0; }}\n"
                    "    transport {{ mu 1.82e-05; Pr 0.71; }}\n}}\n",
                    universalGas / airGasConstant, airHeatCapacity));
}

std::string turbulenceProperties()
{
    return dictionary("dictionary", "turbulenceProperties",
                      "simulationType RAS;\n\nRAS { RASModel kEpsilon; turbulence on; printCoeffs on; }\n");
}

std::string gravity()
{
    return dictionary("uniformDimensionedVectorField", "g",
                      "dimensions [0 1 -2 0 0 0 0];\nvalue (0 0 -9.81);\n");
}

std::string decomposition()
{
    return dictionary("dictionary", "decomposeParDict",
                      "numberOfSubdomains 2;\nmethod hierarchical;\ncoeffs { n (2 1 1); order xyz; }\n");
}

std::string runScript(const Mesh& mesh)
{
    const std::string baffles =
        mesh.panels.empty() ? std::string() : std::string("step createBaffles -overwrite\n");
    return "#!/bin/sh\n"
           "# Meshes and solves this case, then writes inlets.csv. CORES=4 ./Allrun uses four processes.\n"
           "set -eu\n"
           "cd \"$(dirname \"$0\")\"\n"
           "cores=${CORES:-1}\n"
           "# The Debian package has no script to source; its programs only need to be told where it is.\n"
           "export WM_PROJECT_DIR=\"${WM_PROJECT_DIR:-/usr/share/openfoam}\"\n\n"
           "# NAME ARGUMENTS...: runs a program, its output into log.NAME (log.topoSet, log.topoSet.faces).\n"
           "step() {\n"
           "    log=\"log.$1${suffix:-}\"\n"
           "    echo \"$*\"\n"
           "    \"$@\" > \"$log\" 2>&1 || { echo \"$1 failed; see $log\" >&2; exit 1; }\n"
           "}\n\n"
           "rm -rf 0 [1-9]* constant/polyMesh postProcessing processor*\n"
           "step blockMesh\n"
           "step topoSet\n"
           "step subsetMesh -overwrite -patch walls air\n"
           "suffix=.faces step topoSet -dict system/topoSetDict.faces\n"
           "suffix=\n"
           "step createPatch -overwrite\n" +
           baffles +
           "# The tools above rewrite the fields they find, so these come last.\n"
           "cp -r 0.orig 0\n"
           "if [ \"$cores\" -gt 1 ]; then\n"
           "    sed -i -e \"s/^numberOfSubdomains .*/numberOfSubdomains $cores;/\" \\\n"
           "        -e \"s/n ([0-9]* 1 1)/n ($cores 1 1)/\" system/decomposeParDict\n"
           "    step decomposePar\n"
           "    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1\n"
           "    step mpirun -np \"$cores\" buoyantSimpleFoam -parallel\n"
           "    step reconstructPar -latestTime\n"
           "else\n"
           "    step buoyantSimpleFoam\n"
           "fi\n"
           "./collect-inlets > inlets.csv\n"
           "echo \"wrote inlets.csv\"\n";
}

std::string collectScript(const OpenFoamOptions& options)
{
    return fmt::format("#!/bin/sh\n"
                       "# The racks' inlet temperatures, mean of the last {0} iterations, as CSV.\n"
                       "set -eu\n"
                       "cd \"$(dirname \"$0\")\"\n"
                       "echo rack,inlet_c\n"
                       "tail -n +2 racks.csv | while IFS= read -r line; do\n"
                       "    values=\"postProcessing/rack${{line%%,*}}_inlet/0/surfaceFieldValue.dat\"\n"
                       "    [ -f \"$values\" ] || continue # draws no air\n"
                       "    mean=$(grep -v '^#' \"$values\" | tail -n {0} |\n"
                       "        awk '{{ sum += $2 }} END {{ printf \"%.3f\", sum / NR - {1} }}')\n"
                       "    printf '%s,%s\\n' \"${{line#*,}}\" \"$mean\"\n"
                       "done\n",
                       options.averaged, celsiusZeroK);
}

// Number in the case, then the name: what collect-inlets goes by.
std::string rackList(const AirRoom& room)
{
    std::string csv = "number,rack\n";
    for (std::size_t i = 0; i < room.racks.size(); ++i)
        csv += fmt::format("{},{}\n", i, csvField(labelOf(room.racks[i])));
    return csv;
}

std::string readme(const AirRoom& room, const Mesh& mesh, const OpenFoamOptions& options)
{
    const AirState state = airStateOf(room);
    double supplyM3s = 0.0;
    double rackM3s = 0.0;
    double heatW = 0.0;
    for (const AirSupplyPatch& supply : room.supplies)
        supplyM3s += supply.flowM3s;
    for (const AirRack& rack : room.racks) {
        rackM3s += rack.flowM3s;
        heatW += rack.heatW;
    }
    return fmt::format(
        "# The air of {}\n\n"
        "A case for buoyantSimpleFoam of OpenFOAM v1912 (Debian 12: `apt-get install "
        "--no-install-recommends\n"
        "openfoam`), steady RANS with buoyancy: perfect gas, k-ε with wall functions, {} iterations.\n\n"
        "```sh\n./Allrun            # or CORES=4 ./Allrun\n```\n\n"
        "writes `inlets.csv`: each rack's inlet temperature, flow-weighted over its front and averaged over "
        "the last\n"
        "{} iterations. `hallwright-cli import inlets SITE --hall NAME inlets.csv` compares it. `racks.csv` "
        "says which\n"
        "rack has which number.\n\n"
        "| | |\n|---|---|\n"
        "| room | {:.6g} m x {:.6g} m x {:.6g} m |\n"
        "| cells | {} x {} x {} of {:.6g} m x {:.6g} m x {:.6g} m, racks and bodies cut out |\n"
        "| racks | {}, {:.6g} m³/s, {:.6g} kW to the air |\n"
        "| supply | {:.6g} m³/s at {:.6g} °C on average |\n"
        "| air | {:.6g} kg/m³ there, {:.6g} Pa |\n\n"
        "Boxes and openings snap to the cells. Racks pass their mass flow on, warmer by Q/(m cp); supplies "
        "have a fixed\n"
        "flow and temperature; returns share one pressure and let no air in. Walls are adiabatic. A panel "
        "with an\n"
        "open share is a wall in which so many faces are open, evenly spread. There is no radiation, and no "
        "conduction\n"
        "through panels.\n",
        options.title.empty() ? std::string("a hall") : options.title, options.iterations, options.averaged,
        room.widthM, room.depthM, room.heightM, mesh.cells[0], mesh.cells[1], mesh.cells[2], mesh.cellM[0],
        mesh.cellM[1], mesh.cellM[2], room.racks.size(), rackM3s, heatW / 1e3, supplyM3s,
        state.supplyK - celsiusZeroK, state.densityKgM3, state.pressurePa);
}

AirRoom withFlowsOfTheField(AirRoom room)
{
    const std::vector<double> flows = supplyFlowsM3s(room);
    for (std::size_t s = 0; s < flows.size(); ++s)
        room.supplies[s].flowM3s = flows[s];
    return room;
}

} // namespace

std::vector<CaseFile> openFoamCase(const AirRoom& asGiven, const OpenFoamOptions& options)
{
    const AirRoom room = withFlowsOfTheField(asGiven);
    const Mesh mesh = meshOf(room, options);
    std::vector<CaseFile> files = fieldFiles(room, mesh);
    const auto add = [&](const char* path, std::string text, bool executable = false) {
        files.push_back({path, std::move(text), executable});
    };
    add("constant/g", gravity());
    add("constant/thermophysicalProperties", thermophysicalProperties());
    add("constant/turbulenceProperties", turbulenceProperties());
    add("system/blockMeshDict", blockMeshDict(mesh));
    add("system/topoSetDict", cellSetDict(mesh));
    add("system/topoSetDict.faces", faceSetDict(mesh));
    add("system/createPatchDict", createPatchDict(mesh));
    if (!mesh.panels.empty())
        add("system/createBafflesDict", createBafflesDict());
    add("system/controlDict", controlDict(mesh, options));
    add("system/fvSchemes", schemes());
    add("system/fvSolution", solution());
    add("system/decomposeParDict", decomposition());
    add("Allrun", runScript(mesh), true);
    add("collect-inlets", collectScript(options), true);
    add("racks.csv", rackList(room));
    add("README.md", readme(room, mesh, options));
    return files;
}

} // namespace hallwright
