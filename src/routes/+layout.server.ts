import type { Shopper } from '#accounts/actor.ts';
import { categories } from '#catalog/server/queries.ts';
import { readCursors } from '#events/server/tail.ts';
import { readBell } from '#notifications/server/queries.ts';
import { countBasket } from '#orders/server/queries/basket.ts';
import { stripePublicKey } from '#payments/server/provider.ts';
import { seatsHere } from './edge/seat.ts';
import { shopperOf } from './edge/shopper.ts';

/** What the shell shows on every page: who is here, their shop, their bell, how much their basket holds. */
export async function load(event) {
	const { locals, cookies, depends } = event;
	depends('app:shell');
	const { actor } = locals;
	const [shelves, [seat], bell, basket] = await Promise.all([
		categories(),
		seatsHere(event),
		actor ? readBell(actor.id) : null,
		basketHead(shopperOf(event)),
	]);
	const theme = cookies.get('theme');
	return {
		theme: theme === 'day' || theme === 'night' ? theme : ('auto' as const),
		categories: shelves.map(({ slug, name }) => ({ slug, name })),
		server_now: Date.now(),
		stripe_key: stripePublicKey,
		bell,
		basket,
		user: actor && {
			id: actor.id,
			username: actor.username,
			role: actor.role,
			emailVerified: actor.emailVerified,
			shop: seat ? { id: seat.shop.id, slug: seat.shop.slug, name: seat.shop.name } : null,
		},
	};
}

/** The cursor first, then the count: what changes in between is told twice rather than never. */
async function basketHead(shopper: Shopper | null) {
	if (!shopper) return { owner: null, pieces: 0, cursors: null };
	const cursors = await readCursors([`user:${shopper.id}`]);
	return { owner: shopper.id, pieces: await countBasket(shopper), cursors };
}
