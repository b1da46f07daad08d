import { z } from 'zod';
import { Refusal } from '#lib/refusal.ts';
import { SLUG_PATTERN } from '#lib/slug.ts';
import { publicShop, shopBySlug } from '#shops/server/queries.ts';
import { shopSchema } from '#shops/shop-schema.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'One shop; its products are at /api/products?shop={slug}',
		tag: 'shops',
		who: 'anyone',
		params: z.object({ slug: z.string().max(80).regex(SLUG_PATTERN) }),
		answers: { 200: { description: 'The shop', schema: shopSchema } },
		refuses: ['not_found'],
	},
	async ({ params }) => {
		const shop = await shopBySlug(params.slug);
		if (!shop) throw new Refusal('not_found');
		return json(publicShop(shop));
	},
);
