// A VTK render window that draws into the OpenGL context of a Qt widget.
#pragma once

#include <QSize>
#include <QSurfaceFormat>

#include <vtkSmartPointer.h>

#include <vector>

class QColor;
class vtkGenericOpenGLRenderWindow;
class vtkRenderer;

namespace hallwright::fields {

// The format of a widget that VTK draws into.
QSurfaceFormat canvasFormat();

void setBackground(vtkRenderer& renderer, const QColor& colour);

class VtkCanvas
{
public:
    enum class Finish { Quick, Smooth };

    explicit VtkCanvas(std::vector<vtkRenderer*> renderers); // drawn in this order, kept alive by the caller
    ~VtkCanvas();

    void attach();  // to the OpenGL context that is current
    void release(); // what attach() and render() made there; that context is current
    // A smooth picture costs a software renderer about three times a quick one.
    void render(QSize viewPixels, Finish finish);

private:
    std::vector<vtkRenderer*> renderers_;
    vtkSmartPointer<vtkGenericOpenGLRenderWindow> window_;
};

} // namespace hallwright::fields
