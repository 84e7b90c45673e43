#include "views/fields/vtk_canvas.h"

#include <vtkAutoInit.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <QColor>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QtGui/qopengl.h>

#include <utility>

// A static library's factories register themselves only where someone asks for them.
VTK_MODULE_INIT(vtkRenderingOpenGL2)

namespace hallwright::fields {

namespace {

// What is translucent in the picture must not make the widget translucent.
void makeOpaque()
{
    QOpenGLFunctions& gl = *QOpenGLContext::currentContext()->functions();
    gl.glDisable(GL_SCISSOR_TEST);
    gl.glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl.glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
    gl.glClear(GL_COLOR_BUFFER_BIT);
    gl.glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

} // namespace

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

VtkCanvas::~VtkCanvas() = default;

void VtkCanvas::attach()
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

void VtkCanvas::release()
{
    if (!window_)
        return;
    for (vtkRenderer* renderer : renderers_)
        window_->RemoveRenderer(renderer);
    window_->Finalize();
    window_ = nullptr;
}

void VtkCanvas::render(QSize viewPixels, Finish finish)
{
    constexpr int samples = 4;
    window_->SetMultiSamples(finish == Finish::Smooth ? samples : 0);
    window_->SetSize(viewPixels.width(), viewPixels.height());
    vtkOpenGLState* state = window_->GetState();
    state->Reset(); // Qt has drawn since
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    window_->Render();
    state->Pop();
    makeOpaque();
}

} // namespace hallwright::fields
