#include "views/scene/picture_texture.h"

#include <QPainter>
#include <QVariant>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QPaintedTextureImage>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QTexture>
#include <Qt3DRender/QTextureWrapMode>

namespace hallwright::scene {

class PictureTexture::Image : public Qt3DRender::QPaintedTextureImage
{
public:
    using QPaintedTextureImage::QPaintedTextureImage;

    void set(const QImage& picture)
    {
        picture_ = picture;
        setSize(picture.size());
        update();
    }

protected:
    void paint(QPainter* painter) override
    {
        painter->setCompositionMode(QPainter::CompositionMode_Source);
        painter->drawImage(0, 0, picture_);
    }

private:
    QImage picture_;
};

PictureTexture::PictureTexture(Qt3DRender::QMaterial* material, const char* name, Filter filter)
{
    auto* texture = new Qt3DRender::QTexture2D(material);
    const auto how = filter == Filter::Smooth ? Qt3DRender::QAbstractTexture::Linear
                                              : Qt3DRender::QAbstractTexture::Nearest;
    texture->setMinificationFilter(how);
    texture->setMagnificationFilter(how);
    texture->setGenerateMipMaps(false);
    texture->setWrapMode(Qt3DRender::QTextureWrapMode(Qt3DRender::QTextureWrapMode::ClampToEdge));
    image_ = new Image(texture);
    image_->set(QImage(1, 1, QImage::Format_ARGB32));
    texture->addTextureImage(image_);
    auto* parameter = new Qt3DRender::QParameter(QString::fromLatin1(name), texture, material);
    material->addParameter(parameter);
}

void PictureTexture::set(const QImage& picture)
{
    // The device pixel ratio is the sender's affair: here a pixel is a pixel.
    QImage plain = picture;
    plain.setDevicePixelRatio(1.0);
    image_->set(plain);
}

} // namespace hallwright::scene
