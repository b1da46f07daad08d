import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { db } from '#lib/server/db.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { shipOrder } from '#orders/server/ship-order.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { anybody, buy, listProduct, signUp } from '#testing/cast.ts';
import { checkPromises } from './check-promises.ts';

const steps = [
	'2026-11-25-49-old-shipments',
	'2026-11-25-50-old-shipment-lines',
	'2026-11-25-51-old-refund-lines',
	'2026-11-25-52-old-ledger-transactions',
	'2026-11-25-53-old-ledger-entries',
];

test('a market that sold before it kept a ledger gets one that holds every promise', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 9 });
	const ben = anybody();
	const buyOne = async () => (await buy(ben, [{ product_id: bowl.id, quantity: 2 }])).orders[0]!.id;
	const [sent, refunded, owed] = [await buyOne(), await buyOne(), await buyOne()];
	await acceptOrder(ana.actor, sent);
	await shipOrder(ana.actor, sent, { carrier: 'bpost', tracking_code: '3S-42' });
	for (const id of [refunded, owed]) await cancelOrder(ana.actor, id, 'It cracked in the kiln');
	const refunds = await db.selectFrom('refunds').select('id').where('order_id', '=', refunded).execute();
	for (const { id } of refunds) await refundPayment({ refund_id: id });

	// As it was written before: restocked under the order's lines, no commission, and nothing of what came later.
	const orders = sql.join([sent, refunded, owed]);
	const lines = sql`select id from order_lines where order_id in (${orders})`;
	const told = sql`select id from ledger_transactions where ref in (${orders})
		or ref in (select id from refunds where order_id in (${orders}))
		or ref in (select p.id from payments p join orders o on o.checkout_id = p.checkout_id where o.id in (${orders}))`;
	for (const statement of [
		sql`update stock_movements m join refund_lines r on r.id = m.ref set m.ref = r.order_line_id
			where m.reason = 'restock' and r.order_line_id in (${lines})`,
		sql`update order_lines set commission_amount = 0 where order_id in (${orders})`,
		sql`delete from ledger_entries where transaction_id in (${told})`,
		sql`delete from ledger_transactions where id in (select id from (${told}) t)`,
		sql`delete from refund_lines where order_line_id in (${lines})`,
		sql`delete from shipment_lines where order_line_id in (${lines})`,
		sql`delete from shipments where order_id in (${orders})`,
	])
		await statement.execute(db);
	const families = async () => {
		const broken = await checkPromises({ limit: 10_000 });
		const ours = [bowl.variants[0]!.id, sent, refunded, owed];
		return broken
			.filter(({ id }) => /^[FLOPS]/.test(id))
			.filter(({ offenders }) => offenders.some(({ who }) => ours.some((id) => who.includes(id))))
			.map(({ id }) => id);
	};
	expect(await families()).toEqual(expect.arrayContaining(['F2', 'L3', 'O4']));
	for (let round = 1; round <= 2; round++)
		for (const step of steps) {
			const { up } = (await import(`../../../migrations/${step}.ts`)) as {
				up: (on: typeof db) => Promise<unknown>;
			};
			await up(db);
		}
	expect(await families()).toEqual([]);
	const order = await findOrder(ben, sent);
	expect(order).toMatchObject({ shipments: [{ carrier: 'bpost', tracking_code: '3S-42', n: 1 }] });
	expect(order.items[0]).toMatchObject({ shipped: 2, to_ship: 0 });
	expect(await findOrder(ben, owed)).toMatchObject({
		refund: { status: 'pending' },
		items: [{ refunded: 2 }],
	});
});
