#include "views/fields/vtk_canvas.h"

#include <vtkAutoInit.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <QColor>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QtGui/qopengl.h>

#include <utility>

// A static library's factories register themselves only where someone asks for them.
VTK_MODULE_INIT(vtkRenderingOpenGL2)

namespace hallwright::fields {

QSurfaceFormat canvasFormat()
{
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setSamples(0);                                  // VTK smooths its own lines
    format.setOption(QSurfaceFormat::DeprecatedFunctions); // a forward-compatible context has no wide lines
    return format;
}

void setBackground(vtkRenderer& renderer, const QColor& colour)
{
    renderer.SetBackground(colour.redF(), colour.greenF(), colour.blueF());
}

VtkCanvas::VtkCanvas(std::vector<vtkRenderer*> renderers) : renderers_(std::move(renderers)) {}

VtkCanvas::~VtkCanvas()
{
    if (!window_)
        return;
    for (vtkRenderer* renderer : renderers_)
        window_->RemoveRenderer(renderer);
    window_->Finalize();
}

void VtkCanvas::open()
{
    window_ = vtkSmartPointer<vtkGenericOpenGLRenderWindow>::New();
    window_->SetOwnContext(0);
    window_->OpenGLInitContext();
    window_->SetMapped(1);
    window_->SetIsCurrent(true);
    window_->SetReadyForRendering(true);
    window_->SetFrameBlitModeToBlitToCurrent();
    for (vtkRenderer* renderer : renderers_)
        window_->AddRenderer(renderer);
}

QImage VtkCanvas::render(QSize pixels, Finish finish)
{
    if (!QOpenGLContext::currentContext() || pixels.isEmpty())
        return {};
    if (!window_)
        open();
    if (!target_ || target_->size() != pixels)
        target_ = std::make_unique<QOpenGLFramebufferObject>(pixels);
    constexpr int samples = 4;
    window_->SetMultiSamples(finish == Finish::Smooth ? samples : 0);
    window_->SetSize(pixels.width(), pixels.height());
    vtkOpenGLState* state = window_->GetState();
    state->Reset(); // others have drawn in this context since
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    target_->bind();
    window_->Render();
    state->Pop();
    QImage picture = target_->toImage();
    // What is translucent in the scene does not make the picture translucent.
    picture.reinterpretAsFormat(picture.format() == QImage::Format_RGBA8888_Premultiplied
                                    ? QImage::Format_RGBX8888
                                    : QImage::Format_RGB32);
    return picture;
}

} // namespace hallwright::fields
