import { z } from 'zod';
import { categorySchema } from '#catalog/product-schema.ts';
import { categories } from '#catalog/server/queries.ts';
import { endpoint, json } from '../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'The categories, in the order of the market’s rows',
		tag: 'products',
		who: 'anyone',
		answers: {
			200: { description: 'All of them', schema: z.object({ items: z.array(categorySchema) }) },
		},
	},
	async () => json({ items: await categories() }),
);
