import type { Actor } from '#accounts/actor.ts';
import { exportAccount } from '#accounts/server/export-account.ts';
import { productsOfShop } from '#catalog/server/queries.ts';
import { stockAlertsOf } from '#notifications/server/queries/stock-alerts.ts';
import { Refusal } from '#lib/refusal.ts';
import type { OrderView } from '#orders/order.ts';
import { findOrder, ordersOfBuyer } from '#orders/server/queries.ts';
import { readBasket } from '#orders/server/queries/basket.ts';
import { shopOfUser } from '#shops/server/queries.ts';
import { seatsOf } from '#shops/server/queries/seats.ts';
import { needActor } from '../../edge/guard.ts';
import { problem } from '../../edge/problem.ts';
import type { RequestHandler } from './$types';

/** Everything the rooms keep about somebody, as one JSON file for them to take away. */
export const GET: RequestHandler = async (event) => {
	const actor = needActor(event);
	try {
		const account = await exportAccount(actor);
		const shop = await shopOfUser(actor.id);
		const everything = {
			...account,
			shop,
			works_at: (await seatsOf(actor.id)).map(({ shop, role }) => ({ shop: shop.name, role })),
			products: shop ? await productsOfShop(shop.id, 10_000) : [],
			orders: await everyOrder(actor),
			basket: await readBasket(actor),
			stock_alerts: await stockAlertsOf(actor.id),
		};
		return new Response(JSON.stringify(everything, null, '\t'), {
			headers: {
				'content-type': 'application/json',
				'content-disposition': `attachment; filename="marketday-${actor.username}.json"`,
				'cache-control': 'no-store',
			},
		});
	} catch (error) {
		if (error instanceof Refusal) return problem(error, event.locals.requestId);
		throw error;
	}
};

/** Whole orders, with the addresses they went to; a page at a time, so that a good customer does not take every connection. */
async function everyOrder(actor: Actor): Promise<OrderView[]> {
	const orders: OrderView[] = [];
	let cursor: string | undefined;
	do {
		const page = await ordersOfBuyer(actor.id, { cursor, limit: 50 });
		for (const { id } of page.items) orders.push(await findOrder(actor, id));
		cursor = page.next_cursor ?? undefined;
	} while (cursor);
	return orders;
}
