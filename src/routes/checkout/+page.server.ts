import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/refusal.ts';
import { startForm, startOf } from '#orders/checkout-form.ts';
import type { ShortLine } from '#orders/checkout.ts';
import { openCheckoutOf } from '#orders/server/queries/open-checkout.ts';
import { startCheckout, type StartedCheckout } from '#orders/server/start-checkout.ts';
import { formAction } from '../edge/form-action.ts';
import { ensureShopper, shopperOf } from '../edge/shopper.ts';

/** Somebody's open checkout, if there is one; else only the answer to a checkout that could not begin stands here. */
export async function load(event) {
	if (event.request.method === 'GET') {
		const shopper = shopperOf(event);
		const open = shopper && (await openCheckoutOf(shopper));
		redirect(303, open ? `/checkout/${open.id}` : '/');
	}
	return { title: 'Checkout' };
}

export const actions = {
	start: (event) =>
		formAction(event, startForm, async (form) => {
			const shopper = await ensureShopper(event);
			const input = startOf(form);
			const answer = await startCheckout(shopper, input).catch((thrown: unknown) => {
				throw thrown instanceof Refusal ? withWishes(thrown, input.items) : thrown;
			});
			const { id } = JSON.parse(answer.body) as StartedCheckout;
			redirect(303, `/checkout/${id}`);
		}),
};

type Wish = { variant_id?: string | undefined; quantity: number };

/** What was asked for goes along, so that the page can ask for what there is of it. */
function withWishes(refusal: Refusal, wishes: Wish[]): Refusal {
	const asked = wishes.map((wish) => `${wish.variant_id}:${wish.quantity}`).join(',');
	const short = (refusal.data['lines'] ?? []) as ShortLine[];
	const someLeft = wishes.some((wish) => {
		const line = short.find((one) => one.variant_id === wish.variant_id);
		return !line || line.available > 0;
	});
	return new Refusal(refusal.code, { ...refusal.data, asked, some_left: someLeft });
}
