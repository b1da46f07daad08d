import { error } from '@sveltejs/kit';
import { env } from '#lib/server/env.ts';

/** The style page is for those who build the market, never for those who visit it. */
export function load() {
	if (env.MARKETDAY_ENV === 'production') error(404);
}
