import { error } from '@sveltejs/kit';
import { cardOf } from '#catalog/product-card.ts';
import { categories, findProducts } from '#catalog/server/queries.ts';
import { refusals } from '#lib/refusal.ts';
import { orErrorPage } from '../../edge/guard.ts';
import { readListQuery, withCursor } from '../../edge/list-query.ts';

export async function load(event) {
	return await orErrorPage(event, async () => {
		const category = (await categories()).find(({ slug }) => slug === event.params.slug);
		if (!category) error(404, { message: refusals.not_found.title, code: 'not_found' });
		const { filter, form, errors } = readListQuery(event.url);
		const page = await findProducts({ ...filter, category: category.slug });
		return {
			category,
			form,
			errors,
			products: page.items.map(cardOf),
			next: page.next_cursor && withCursor(event.url, page.next_cursor),
			first: filter.cursor ? withCursor(event.url, null) : null,
		};
	});
}
