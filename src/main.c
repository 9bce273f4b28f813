/* rapport: the screens, or one command. */
#include "rapport/tui/main.h"
#include "rapport/cli/cli.h"

static int screens(const struct globals *g)
{
	struct tui_options o = {.db = g->db,
				.user = g->user,
				.today = g->today,
				.color = g->color,
				.plain = g->plain,
				.config = g->config,
				.script = g->script,
				.size = g->size};
	return tui_main(&o);
}

int main(int argc, char **argv)
{
	return cli_main(argc, argv, screens);
}
