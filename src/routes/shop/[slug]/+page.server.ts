import { error } from '@sveltejs/kit';
import { cardOf } from '#catalog/product-card.ts';
import { findProducts } from '#catalog/server/queries.ts';
import { refusals } from '#lib/refusal.ts';
import { publicShop, shopBySlug } from '#shops/server/queries.ts';
import { orErrorPage } from '../../edge/guard.ts';
import { readListQuery, withCursor } from '../../edge/list-query.ts';

export async function load(event) {
	return await orErrorPage(event, async () => {
		const shop = await shopBySlug(event.params.slug);
		if (!shop) error(404, { message: refusals.not_found.title, code: 'not_found' });
		const { filter } = readListQuery(event.url);
		const page = await findProducts({ shop: shop.slug, ...(filter.cursor && { cursor: filter.cursor }) });
		return {
			shop: publicShop(shop),
			mine: event.locals.actor?.id === shop.userId,
			products: page.items.map(cardOf),
			next: page.next_cursor && withCursor(event.url, page.next_cursor),
			first: filter.cursor ? withCursor(event.url, null) : null,
		};
	});
}
