#include "sample.h"

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint64_t dice_next(struct dice *d)
{
	return mix(d->state += 0x9e3779b97f4a7c15u);
}

struct dice dice_of(uint64_t seed, enum dice_for what, int64_t i)
{
	return (struct dice){mix(mix(mix(seed) + (uint64_t)what + 1) + (uint64_t)i + 1)};
}

int dice_below(struct dice *d, int n)
{
	return n < 1 ? 0 : (int)(((dice_next(d) >> 32) * (uint64_t)n) >> 32);
}

int dice_between(struct dice *d, int low, int high)
{
	return high <= low ? low : low + dice_below(d, high - low + 1);
}

bool dice_chance(struct dice *d, int percent)
{
	return dice_below(d, 100) < percent;
}
