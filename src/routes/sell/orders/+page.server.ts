import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { countOrdersOfShop, ordersOfShop, SELLER_TABS, type SellerTab } from '#orders/server/queries.ts';
import { takeSeat } from '../../edge/seat.ts';

export async function load(event) {
	const { seat } = await takeSeat(event, 'orders.read');
	event.depends('app:sell-orders');
	if (!seat) return { shop: null };
	const { shop } = seat;
	const asked = event.url.searchParams;
	const tab = (Object.keys(SELLER_TABS) as SellerTab[]).find((name) => name === asked.get('tab'));
	const before = asked.get('before') ?? '';
	const cursor = ID_PATTERN.test(before) ? before : undefined;
	const stream = `shop:${shop.id}` as const;
	const cursors = await readCursors([stream]);
	const [page, counts] = await Promise.all([
		ordersOfShop(shop.id, { cursor, tab }),
		countOrdersOfShop(shop.id),
	]);
	const { id, name, colours } = shop;
	return { shop: { id, name, colours }, stream, cursors, tab: tab ?? null, first: !cursor, counts, ...page };
}
