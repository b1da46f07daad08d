import { error, redirect } from '@sveltejs/kit';
import { cardOf } from '#catalog/product-card.ts';
import { parseProductAddress } from '#catalog/product.ts';
import { findProduct, findProducts, wasRemoved } from '#catalog/server/queries.ts';
import { readCursors } from '#events/server/tail.ts';
import { refusals } from '#lib/refusal.ts';
import { deliveryWords } from '#orders/delivery-words.ts';
import { shopBySlug } from '#shops/server/queries.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';

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
	const [shop, sameShop, sameRow, profiles] = await Promise.all([
		shopBySlug(product.shop.slug),
		findProducts({ shop: product.shop.slug, limit: 6 }),
		findProducts({ category: product.category.slug, limit: 12, in_stock: true }),
		shippingProfilesOf([product.shop.id]),
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
		shop: { tagline: shop?.tagline ?? '', opened_at: shop?.opened_at ?? product.listed_at },
		delivery: deliveryWords(product, profiles),
		mine: locals.actor?.id === product.seller_id,
		fromShop,
		sameRow: others(sameRow, 12)
			.filter((item) => !fromShop.some((other) => other.id === item.id))
			.slice(0, 5),
	};
}
