// The hand: which tool it holds, and what that does with the pointer of every view.
#pragma once

#include "app/editing/tool.h"
#include "app/editing/tool_choice.h"

#include <QObject>

#include <memory>

namespace hallwright::app {

class Editor : public QObject
{
    Q_OBJECT

public:
    Editor(Document* document, Selection* selection, QObject* parent = nullptr);
    ~Editor() override;

    void choose(const ToolChoice& tool); // ends what is under way with nothing changed
    const Tool& tool() const { return *tool_; }
    QString hintOf(const ToolChoice& tool); // what mouse and keys would do with it
    // The tool's; while it moves things, and nothing is in their way, with what that leads to.
    style::EditOverlay overlay() const;
    void setConsequences(const QString& words);        // of the move under way
    bool isMoving() const { return moving_; }          // previews follow each other
    bool isOverScene() const { return last_.inScene; } // the pointer's last event came from 3D
    QPoint handPos() const { return last_.globalPos; } // on the screen

    void pointer(const style::PointerEvent& event);
    // Ends what is under way; without that, goes back to selecting. False if there was nothing to leave.
    bool escape();
    bool key(int key);

signals:
    void toolChanged();
    void overlayChanged();
    void hintChanged(const QString& hint);
    void said(const QString& sentence);
    void moveBegan();
    void moveEnded(bool committed);

private:
    Workbench workbench(Document& document, Selection& selection);
    void tellHint();

    Document* document_;
    Workbench bench_;
    std::unique_ptr<Tool> tool_;
    bool moving_ = false;
    QString hint_;
    QString consequences_;
    style::PointerEvent last_;
};

} // namespace hallwright::app
