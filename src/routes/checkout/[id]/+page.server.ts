import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { MOST_ADDRESSES } from '#accounts/address-book.ts';
import { addressesOf } from '#accounts/server/queries/address-book.ts';
import { findUser } from '#accounts/server/queries.ts';
import { readCursors } from '#events/server/tail.ts';
import { countryOptions } from '#lib/countries.ts';
import { newId } from '#lib/ids.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { fieldOf, payForm, purchaseOf, quoteForm, quoteOf } from '#orders/checkout-form.ts';
import type { CheckoutView } from '#orders/order.ts';
import { extendCheckout } from '#orders/server/extend-checkout.ts';
import { leaveCheckout } from '#orders/server/leave-checkout.ts';
import { placeCheckout } from '#orders/server/place-checkout.ts';
import { lastAddressOf, ordersOfCheckout } from '#orders/server/queries.ts';
import { findCheckout, openCheckoutOf, quoteCheckout } from '#orders/server/queries/open-checkout.ts';
import { quoteView } from '#orders/server/quote-view.ts';
import { formAction, type FormState } from '../../edge/form-action.ts';
import { needActor, orErrorPage } from '../../edge/guard.ts';
import { shopperOf } from '../../edge/shopper.ts';

const needShopper = (event: RequestEvent): Shopper => shopperOf(event) ?? needActor(event);

export async function load(event) {
	const shopper = needShopper(event);
	const { id } = event.params;
	event.depends('app:checkout');
	const own = `user:${shopper.id}` as const;
	const cursors = await readCursors([own]);
	return await orErrorPage(event, async () => {
		const checkout = await findCheckout(shopper, id);
		const common = { title: 'Checkout', checkout, own, cursors, key: newId() };
		if (checkout.status === 'placed') {
			const orders = await ordersOfCheckout(shopper.id, id);
			if (orders.length === 1) redirect(303, `/orders/${orders[0]!.id}`);
			return { ...common, stage: 'placed' as const, orders };
		}
		if (checkout.status !== 'open')
			return { ...common, stage: 'ended' as const, elsewhere: await openCheckoutOf(shopper) };
		const guest = isGuest(shopper);
		const [addresses, last, account] = await Promise.all([
			guest ? [] : addressesOf(shopper.id),
			lastAddressOf(shopper.id),
			findUser(shopper.id),
		]);
		// Whoever has a book begins with its default, and with empty fields for another.
		const address = addresses.length > 0 ? null : last;
		const country = addresses[0]?.country ?? address?.country;
		const quote = country ? quoteView(await quoteCheckout(shopper, id, { country })) : null;
		return {
			...common,
			stage: 'open' as const,
			addresses,
			canSave: !guest && addresses.length < MOST_ADDRESSES,
			address,
			email: account?.email ?? '',
			guest,
			countries: countryOptions(),
			quote,
		};
	});
}

export const actions = {
	quote: (event) => {
		const shopper = needShopper(event);
		return formAction(event, quoteForm, async (form) => {
			const place = quoteOf(form);
			if (!place.country && !place.address_id)
				throw new Refusal('invalid_input', {
					errors: { country: 'Choose where it goes, to see what it costs' },
				});
			const quote = quoteView(await quoteCheckout(shopper, event.params.id, place));
			const values: Record<string, string> = {};
			for (const [field, value] of Object.entries(form)) if (typeof value === 'string') values[field] = value;
			delete values['card'];
			return { quote, values, errors: forFields(quote.errors) };
		});
	},
	pay: async (event) => {
		const shopper = needShopper(event);
		const { id } = event.params;
		const answered = await formAction(event, payForm, async (form) => {
			const answer = await placeCheckout(shopper, id, purchaseOf(form), form.key).catch((thrown: unknown) => {
				// Another tab, or the first of two clicks, has bought it: its page says so.
				if (thrown instanceof Refusal && thrown.data['checkout_status'] === 'placed')
					redirect(303, `/checkout/${id}`);
				return forTheForm(thrown);
			});
			const { orders } = JSON.parse(answer.body) as CheckoutView;
			redirect(303, orders.length === 1 ? `/orders/${orders[0]!.id}` : `/checkout/${id}`);
		});
		return await withQuote(answered, shopper, id);
	},
	extend: (event) => {
		const shopper = needShopper(event);
		return formAction(event, z.strictObject({}), async () => ({
			extended: await extendCheckout(shopper, event.params.id),
		}));
	},
	leave: (event) => {
		const shopper = needShopper(event);
		return formAction(event, z.strictObject({}), async () => {
			await leaveCheckout(shopper, event.params.id);
			redirect(303, '/');
		});
	},
};

/** What is refused, for whatever reason, still says what it comes to, so that what is confirmed next is not an older price. */
async function withQuote(
	refused: ActionFailure<FormState>,
	shopper: Shopper,
	id: string,
): Promise<ActionFailure<FormState>> {
	const form = quoteForm.safeParse(refused.data.values);
	const place = form.success ? quoteOf(form.data) : {};
	if ((!place.country && !place.address_id) || refused.data.errors['address_id']) return refused;
	const quote = quoteView(await quoteCheckout(shopper, id, place));
	return fail(refused.status, { ...refused.data, data: { ...refused.data.data, quote } });
}

/** Names the form's own fields. What was refused is remembered under its key, so the next try needs another. */
function forTheForm(thrown: unknown): never {
	if (!(thrown instanceof Refusal)) throw thrown;
	throw new Refusal(thrown.code, {
		...thrown.data,
		errors: forFields(thrown.data.errors ?? {}),
		next_key: newId(),
	});
}

const forFields = (errors: FieldErrors): FieldErrors =>
	Object.fromEntries(Object.entries(errors).map(([path, text]) => [fieldOf(path), text]));
