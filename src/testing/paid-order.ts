/** An order as it stands right after its payment: for stories that begin there. */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { newId, newOrderNumber } from '#lib/ids.ts';
import { transaction } from '#lib/server/db.ts';
import { ensureShop } from '#shops/server/steps.ts';
import type { Person } from './cast.ts';

export async function paidOrder({
	seller,
	buyer,
	title = 'Blue bowl',
}: {
	seller: Person;
	buyer: Person;
	title?: string;
}): Promise<{ id: string; number: string; shopId: string }> {
	const [id, checkout, number, product, variant] = [newId(), newId(), newOrderNumber(), newId(), newId()];
	const shop = await transaction((tx) => ensureShop(tx, seller.actor));
	const total = { amount: 4_900, currency: 'EUR' };
	const now = sql<Date>`now(3)`;
	await transaction(async (tx) => {
		await tx
			.insertInto('checkouts')
			.values({
				id: checkout,
				user_id: buyer.actor.id,
				currency: 'EUR',
				total_amount: total.amount,
				created_at: now,
			})
			.execute();
		await tx
			.insertInto('orders')
			.values({
				id,
				number,
				checkout_id: checkout,
				user_id: buyer.actor.id,
				shop_id: shop.id,
				shop_name: shop.name,
				buyer_name: 'Ben Buyer',
				shipping_address: JSON.stringify({
					name: 'Ben Buyer',
					line1: 'Kraanlei 7',
					postal_code: '9000',
					city: 'Ghent',
					country: 'BE',
				}),
				currency: 'EUR',
				items_amount: total.amount,
				total_amount: total.amount,
				status: 'paid',
				payment_due_at: now,
				placed_at: now,
				paid_at: now,
			})
			.execute();
		await tx
			.insertInto('order_lines')
			.values({
				id: newId(),
				order_id: id,
				position: 1,
				product_id: product,
				variant_id: variant,
				title,
				options: JSON.stringify({ Glaze: 'Sea blue' }),
				unit_amount: 2_450,
				quantity: 2,
				line_amount: total.amount,
			})
			.execute();
		await record(tx, {
			type: 'order.paid',
			id,
			version: 1,
			data: {
				order_id: id,
				number,
				buyer_id: buyer.actor.id,
				shop_id: shop.id,
				shop_name: shop.name,
				status: 'paid',
				version: 1,
				total,
				lines: [{ product_id: product, variant_id: variant, title, quantity: 2 }],
			},
		});
	});
	return { id, number, shopId: shop.id };
}
