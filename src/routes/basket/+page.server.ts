import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Shopper } from '#accounts/actor.ts';
import { readCursors } from '#events/server/tail.ts';
import { Refusal } from '#lib/refusal.ts';
import { addToBasketForm, oneLineForm, setLineForm } from '#orders/basket-schema.ts';
import { moveBasketLine } from '#orders/server/move-basket-line.ts';
import { basketState, productsInBasket } from '#orders/server/queries/basket.ts';
import { removeBasketLine } from '#orders/server/remove-basket-line.ts';
import { setBasketLine } from '#orders/server/set-basket-line.ts';
import { formAction } from '../edge/form-action.ts';
import { ensureShopper, shopperOf } from '../edge/shopper.ts';
import type { Actions, PageServerLoad } from './$types';

/** More streams than this are not listened to: prices of things further down follow at the next look. */
const MOST_LISTENED = 40;

export const load: PageServerLoad = async (event) => {
	event.depends('app:basket');
	const shopper = shopperOf(event);
	const own = shopper ? `user:${shopper.id}` : null;
	const products = shopper ? await productsInBasket(shopper.id) : [];
	const streams = products.slice(0, MOST_LISTENED).map((id) => `product:${id}`);
	const cursors = await readCursors(own ? [own, ...streams] : streams);
	return {
		title: 'Your basket',
		...(await basketState(shopper)),
		own,
		streams,
		cursors,
		added: event.url.searchParams.get('added'),
	};
};

/** Of a basket that is not there nothing can be changed. */
function owner(event: RequestEvent): Shopper {
	const shopper = shopperOf(event);
	if (!shopper) throw new Refusal('not_found');
	return shopper;
}

const change = (run: (shopper: Shopper, variant: string) => Promise<void>) => (event: RequestEvent) =>
	formAction(event, oneLineForm, async ({ variant }) => {
		await run(owner(event), variant);
		return { done: true };
	});

export const actions: Actions = {
	/** From a product's page. */
	add: (event) =>
		formAction(event, addToBasketForm, async ({ variant, quantity }) => {
			const shopper = await ensureShopper(event);
			await setBasketLine(shopper, { variant_id: variant, quantity, saved: false });
			redirect(303, `/basket?added=${variant}`);
		}),
	set: (event) =>
		formAction(event, setLineForm, async ({ variant, quantity }) => {
			await setBasketLine(owner(event), { variant_id: variant, quantity });
			return { done: true };
		}),
	later: change((shopper, variant) => moveBasketLine(shopper, variant, 'later')),
	back: change((shopper, variant) => moveBasketLine(shopper, variant, 'basket')),
	remove: change(removeBasketLine),
};
