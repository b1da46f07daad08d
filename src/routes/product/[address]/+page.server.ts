import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { productJsonLd } from '#catalog/json-ld.ts';
import { cardOf } from '#catalog/product-card.ts';
import { parseProductAddress } from '#catalog/product.ts';
import { findProduct, findProducts, wasRemoved } from '#catalog/server/queries.ts';
import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { refusals } from '#lib/refusal.ts';
import { askToBeTold } from '#notifications/server/ask-to-be-told.ts';
import { forgetAlert } from '#notifications/server/forget-alert.ts';
import { stockAlertsOn } from '#notifications/server/queries/stock-alerts.ts';
import { stockAlertInput } from '#notifications/stock-alert-schema.ts';
import { deliveryWords } from '#orders/delivery-words.ts';
import { ownHolds } from '#orders/server/queries/open-checkout.ts';
import { shopBySlug } from '#shops/server/queries.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { shopperOf } from '../../edge/shopper.ts';

export async function load({ params, locals, depends, url }) {
	const asked = parseProductAddress(params.address);
	if (!asked) error(404, { message: refusals.not_found.title, code: 'not_found' });
	depends(`product:${asked.id}`);
	const cursors = await readCursors([`product:${asked.id}`]);
	const product = await findProduct(asked.id);
	if (!product) {
		const removed = await wasRemoved(asked.id);
		if (removed)
			error(410, { message: `“${removed.name}” has left ${removed.shop.name}’s table`, code: 'gone' });
		error(404, { message: refusals.not_found.title, code: 'not_found' });
	}
	if (asked.slug !== product.slug) redirect(301, product.url + url.search);
	const [shop, sameShop, sameRow, profiles, alerts, own] = await Promise.all([
		shopBySlug(product.shop.slug),
		findProducts({ shop: product.shop.slug, limit: 6 }),
		findProducts({ category: product.category.slug, limit: 12, in_stock: true }),
		shippingProfilesOf([product.shop.id]),
		locals.actor ? stockAlertsOn(locals.actor.id, product.id) : [],
		ownHolds(shopperOf({ locals })),
	]);
	const others = (page: typeof sameShop, most: number) =>
		page.items
			.filter((item) => item.id !== product.id)
			.slice(0, most)
			.map(cardOf);
	const fromShop = others(sameShop, 5);
	return {
		cursors,
		product,
		/** Made here, so that no page carries the code for it. */
		jsonLd: productJsonLd(product, url.origin),
		shop: { tagline: shop?.tagline ?? '', opened_at: shop?.opened_at ?? product.listed_at },
		delivery: deliveryWords(product, profiles),
		/** What the reader asked to be told of. */
		alerts,
		own,
		mine: locals.actor?.id === product.seller_id,
		fromShop,
		sameRow: others(sameRow, 12)
			.filter((item) => !fromShop.some((other) => other.id === item.id))
			.slice(0, 5),
	};
}

export const actions = {
	tell: async (event) => {
		const actor = needActor(event);
		const answer = await formAction(event, stockAlertInput, (input) => askToBeTold(actor, input.variant_id));
		if ('status' in answer) return answer;
		redirect(303, event.url.pathname);
	},
	forget: async (event) => {
		const actor = needActor(event);
		const failed = await formAction(event, z.strictObject({ id: z.string().regex(ID_PATTERN) }), (input) =>
			forgetAlert(actor, input.id),
		);
		if (failed) return failed;
		redirect(303, event.url.pathname);
	},
};
