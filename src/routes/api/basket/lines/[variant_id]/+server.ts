import { basketLineInput, basketLineParams, basketSchema } from '#orders/basket-schema.ts';
import { removeBasketLine } from '#orders/server/remove-basket-line.ts';
import { readBasket } from '#orders/server/queries/basket.ts';
import { setBasketLine } from '#orders/server/set-basket-line.ts';
import { Refusal } from '#lib/refusal.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';
import { ensureShopper, knownShopper } from '../../../../edge/shopper.ts';

const PRIVATE = { headers: { 'cache-control': 'private, no-store' } };

export const PUT = endpoint(
	{
		summary:
			'Set how many of a thing lie in your basket, 0 for none; whoever is not signed in gets a guest’s cookie with their first',
		tag: 'orders',
		who: 'anyone',
		params: basketLineParams,
		body: basketLineInput,
		answers: { 200: { description: 'The basket as it is now', schema: basketSchema } },
		refuses: ['invalid_input', 'not_signed_in', 'not_found', 'own_product', 'too_many_requests'],
	},
	async ({ event, params, body }) => {
		const shopper = await ensureShopper(event);
		await setBasketLine(shopper, { ...params, ...body });
		return json(await readBasket(shopper), PRIVATE);
	},
);

export const DELETE = endpoint(
	{
		summary: 'Take a thing out of your basket, or from what you saved for later',
		tag: 'orders',
		who: 'anyone',
		params: basketLineParams,
		answers: { 204: { description: 'It is out' } },
		refuses: ['not_signed_in', 'not_found', 'too_many_requests'],
	},
	async ({ event, params }) => {
		const shopper = knownShopper(event);
		if (!shopper) throw new Refusal('not_found');
		await removeBasketLine(shopper, params.variant_id);
		return new Response(null, { status: 204, headers: { 'cache-control': 'private, no-store' } });
	},
);
