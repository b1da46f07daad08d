import { basketSchema } from '#orders/basket-schema.ts';
import { readBasket } from '#orders/server/queries/basket.ts';
import { endpoint, json } from '../../edge/endpoint.ts';
import { knownShopper } from '../../edge/shopper.ts';

export const GET = endpoint(
	{
		summary:
			'Your basket with prices and counts as they are now; without signing in, that of the guest’s cookie',
		tag: 'orders',
		who: 'anyone',
		answers: { 200: { description: 'The basket', schema: basketSchema } },
		refuses: ['not_signed_in'],
	},
	async ({ event }) => json(await readBasket(knownShopper(event)), PRIVATE),
);

const PRIVATE = { headers: { 'cache-control': 'private, no-store' } };
