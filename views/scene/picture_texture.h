// A picture as a texture.
#pragma once

#include <QImage>

namespace Qt3DCore {
class QNode;
}
namespace Qt3DRender {
class QAbstractTexture;
class QMaterial;
} // namespace Qt3DRender

namespace hallwright::scene {

// Its row 0 lies at texture coordinate 0. Colours are not premultiplied.
class PictureTexture
{
public:
    enum class Filter { Smooth, Exact };

    // Bound to the material under this name.
    PictureTexture(Qt3DRender::QMaterial* material, const char* name, Filter filter);

    void set(const QImage& picture);

private:
    class Image;
    Image* image_;
};

} // namespace hallwright::scene
