import { db } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import type { FeedQuery } from '../../admin-input.ts';
import type { FeedFilter } from '../../feed.ts';
import { searchTerms } from './search-terms.ts';

/**
 * What was chosen to be seen, with the shop (by slug or id) and the user (by name or id) looked up.
 * @throws {Refusal} invalid_input naming the one that is not there
 */
export async function readChoice(query: FeedQuery): Promise<FeedFilter> {
	const filter: FeedFilter = {};
	if (query.group) filter.group = query.group;
	if (query.q) filter.text = query.q;
	if (query.shop) {
		const { plain: shop } = searchTerms(query.shop);
		const found = await db
			.selectFrom('shops')
			.select('id')
			.where((eb) => eb.or([eb('slug', '=', shop), eb('id', '=', shop)]))
			.executeTakeFirst();
		if (!found) throw new Refusal('invalid_input', { errors: { shop: 'There is no such shop' } });
		filter.shop = found.id;
	}
	if (query.user) {
		const { plain: user } = searchTerms(query.user);
		const found = await db
			.selectFrom('users')
			.select('id')
			.where((eb) => eb.or([eb('username', '=', user), eb('id', '=', user)]))
			.executeTakeFirst();
		if (!found) throw new Refusal('invalid_input', { errors: { user: 'There is nobody of that name' } });
		filter.user = found.id;
	}
	return filter;
}
