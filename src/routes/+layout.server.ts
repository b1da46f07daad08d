import { categories } from '#catalog/server/queries.ts';
import { readBell } from '#notifications/server/queries.ts';
import { stripePublicKey } from '#payments/server/provider.ts';
import { shopOfUser } from '#shops/server/queries.ts';

/** What the shell shows on every page: who is here, their shop, their bell. */
export async function load({ locals, cookies, depends }) {
	depends('app:shell');
	const { actor } = locals;
	const [shelves, shop, bell] = await Promise.all([
		categories(),
		actor ? shopOfUser(actor.id) : null,
		actor ? readBell(actor.id) : null,
	]);
	const theme = cookies.get('theme');
	return {
		theme: theme === 'day' || theme === 'night' ? theme : ('auto' as const),
		categories: shelves.map(({ slug, name }) => ({ slug, name })),
		server_now: Date.now(),
		stripe_key: stripePublicKey,
		bell,
		user: actor && {
			id: actor.id,
			username: actor.username,
			role: actor.role,
			emailVerified: actor.emailVerified,
			shop: shop && { id: shop.id, slug: shop.slug, name: shop.name },
		},
	};
}
