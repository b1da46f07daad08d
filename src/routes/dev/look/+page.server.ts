import { error } from '@sveltejs/kit';
import { env } from '#lib/server/env.ts';

const user = { id: 'u1', username: 'ana', role: 'admin', shop: { id: 's1', slug: 'anas-kiln' } };
const categories = [
	{ slug: 'ceramics', name: 'Ceramics' },
	{ slug: 'wool-and-weaving', name: 'Wool and weaving' },
	{ slug: 'wood', name: 'Wood' },
	{ slug: 'jewellery', name: 'Jewellery' },
	{ slug: 'soap-and-candles', name: 'Soap and candles' },
	{ slug: 'paper-and-print', name: 'Paper and print' },
	{ slug: 'toys', name: 'Toys' },
	{ slug: 'basketry', name: 'Basketry' },
	{ slug: 'leather', name: 'Leather' },
	{ slug: 'glass', name: 'Glass' },
];

/** The style page is for those who build the market, never for those who visit it. */
export function load({ url }) {
	if (env.MARKETDAY_ENV === 'production') error(404);
	return url.searchParams.has('bare') ? {} : { user, categories };
}
