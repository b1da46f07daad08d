import { cardOf } from '#catalog/product-card.ts';
import { findProducts } from '#catalog/server/queries.ts';
import { orErrorPage } from '../edge/guard.ts';
import { readListQuery, withCursor } from '../edge/list-query.ts';

export async function load(event) {
	return await orErrorPage(event, async () => {
		const { filter, form, errors } = readListQuery(event.url);
		const page = await findProducts(filter);
		return {
			form,
			errors,
			products: page.items.map(cardOf),
			next: page.next_cursor && withCursor(event.url, page.next_cursor),
			first: filter.cursor ? withCursor(event.url, null) : null,
		};
	});
}
