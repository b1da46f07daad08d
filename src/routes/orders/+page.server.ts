import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { ordersOfBuyer } from '#orders/server/queries.ts';
import { ordersTogether } from '#orders/server/queries/orders-together.ts';
import { needActor } from '../edge/guard.ts';

export async function load(event) {
	const actor = needActor(event);
	event.depends('app:orders');
	const before = event.url.searchParams.get('before') ?? '';
	const cursor = ID_PATTERN.test(before) ? before : undefined;
	const stream = `user:${actor.id}` as const;
	const cursors = await readCursors([stream]);
	const page = await ordersOfBuyer(actor.id, { cursor });
	const together = await ordersTogether(
		actor.id,
		page.items.map((order) => order.checkout_id),
	);
	return { stream, cursors, first: !cursor, together, ...page };
}
