/* The face's own bindings, hooks and the find prompt, for tui_main and the screens. */
#ifndef RAPPORT_SRC_TUI_FACE_H
#define RAPPORT_SRC_TUI_FACE_H

#include "rapport/tui/ui.h"

extern const struct ui_hooks face_hooks;
extern const binding_tables face_globals;

/* Opens the find prompt on the Sources screen. */
void find_open(struct ui *ui);

#endif
