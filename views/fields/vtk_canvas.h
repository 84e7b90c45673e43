// A VTK render window that draws into the OpenGL context that is current, and gives the picture.
#pragma once

#include <QImage>
#include <QSize>
#include <QSurfaceFormat>

#include <vtkSmartPointer.h>

#include <memory>
#include <vector>

class QColor;
class QOpenGLFramebufferObject;
class vtkGenericOpenGLRenderWindow;
class vtkRenderer;

namespace hallwright::fields {

// The OpenGL that VTK needs.
QSurfaceFormat canvasFormat();

void setBackground(vtkRenderer& renderer, const QColor& colour);

class VtkCanvas
{
public:
    enum class Finish { Quick, Smooth };

    explicit VtkCanvas(std::vector<vtkRenderer*> renderers); // drawn in this order, kept alive by the caller
    ~VtkCanvas();                                            // the context of its pictures is current

    // A smooth picture costs a software renderer about three times a quick one. Null without a current context.
    QImage render(QSize pixels, Finish finish);

private:
    void open();

    std::vector<vtkRenderer*> renderers_;
    vtkSmartPointer<vtkGenericOpenGLRenderWindow> window_;
    std::unique_ptr<QOpenGLFramebufferObject> target_;
};

} // namespace hallwright::fields
