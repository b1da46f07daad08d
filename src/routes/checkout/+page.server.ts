import { error, redirect } from '@sveltejs/kit';
import { findProduct } from '#catalog/server/queries.ts';
import { ID_PATTERN, newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { checkoutForm, FORM_FIELDS, purchaseOf } from '#orders/checkout-form.ts';
import { MOST_OF_ONE, type CheckoutView } from '#orders/order.ts';
import { countryOptions } from '#lib/countries.ts';
import { placeOrder } from '#orders/server/place-order.ts';
import { checkoutOfKey, lastAddressOf } from '#orders/server/queries.ts';
import { formAction } from '../edge/form-action.ts';
import { needActor, orErrorPage } from '../edge/guard.ts';

export async function load(event) {
	const actor = needActor(event);
	const asked = event.url.searchParams;
	const key = asked.get('key') ?? '';
	// The key stands in the address, so that coming back to it is coming back to the same purchase.
	if (!ID_PATTERN.test(key)) redirect(303, withKey(event.url, newId()));
	return await orErrorPage(event, async () => {
		const product = await findProduct(asked.get('product') ?? '');
		if (!product) throw new Refusal('not_found');
		const wanted = asked.get('variant');
		const variant = product.variants.find((one) => one.id === wanted) ?? product.variants[0];
		if (!variant) throw new Refusal('not_found');
		if (product.seller_id === actor.id) throw new Refusal('own_product');
		const [address, done] = await Promise.all([lastAddressOf(actor.id), checkoutOfKey(actor.id, key)]);
		return {
			title: 'Checkout',
			product,
			variant,
			quantity: clamp(Number(asked.get('quantity') ?? 1)),
			key,
			again: withKey(event.url, null),
			address,
			countries: countryOptions(),
			done: done?.orders.map(({ id, number }) => ({ id, number })) ?? null,
		};
	});
}

export const actions = {
	default: async (event) => {
		const actor = needActor(event);
		return await formAction(event, checkoutForm, async (form) => {
			const answer = await placeOrder(actor, purchaseOf(form), form.key).catch((refusal: unknown) => {
				throw refusal instanceof Refusal ? forTheForm(refusal) : refusal;
			});
			const [order] = (JSON.parse(answer.body) as CheckoutView).orders;
			if (!order) error(500);
			redirect(303, `/orders/${order.id}`);
		});
	},
};

/** Names the form's own fields. What was refused is remembered under its key, so the next try needs another. */
function forTheForm(refusal: Refusal): Refusal {
	const errors = Object.fromEntries(
		Object.entries(refusal.data.errors ?? {}).map(([field, text]) => [FORM_FIELDS[field] ?? field, text]),
	);
	return new Refusal(refusal.code, { ...refusal.data, errors, next_key: newId() });
}

function withKey(url: URL, key: string | null): string {
	const search = new URLSearchParams(url.searchParams);
	search.delete('key');
	if (key) search.set('key', key);
	return `${url.pathname}?${search}`;
}

const clamp = (quantity: number) =>
	Number.isInteger(quantity) ? Math.min(MOST_OF_ONE, Math.max(1, quantity)) : 1;
