/** Thirty-odd ways to break a market by hand, each with the promise that must name it, and how to mend it again. */
import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import { nobody } from './nobody.ts';
import type { Corruption } from './corruption.ts';
import { ledgerCorruptions } from './ledger-corruptions.ts';
import { providerCorruptions } from './provider-corruptions.ts';
import { shopCorruptions } from './shop-corruptions.ts';

export const corruptions: Corruption[] = [
	{
		id: 'S2',
		what: 'a piece that came from nowhere',
		plant: (story) => sql`update stock set on_hand = on_hand + 1 where variant_id = ${story.variant}`,
		mend: (story) => sql`update stock set on_hand = on_hand - 1 where variant_id = ${story.variant}`,
	},
	{
		id: 'S3',
		what: 'a piece held by nobody',
		plant: (story) => sql`update stock set held = held + 1 where variant_id = ${story.variant}`,
		mend: (story) => sql`update stock set held = held - 1 where variant_id = ${story.variant}`,
	},
	{
		id: 'S5',
		what: 'a count that skipped a version',
		plant: (story) => sql`update stock set version = version + 1 where variant_id = ${story.variant}`,
		mend: (story) => sql`update stock set version = version - 1 where variant_id = ${story.variant}`,
	},
	{
		id: 'S6',
		what: 'a hold that ended twice',
		plant: (story) =>
			sql`update holds set status = 'released' where line_id in (select id from order_lines where order_id = ${story.paid})`,
		mend: (story) =>
			sql`update holds set status = 'consumed' where line_id in (select id from order_lines where order_id = ${story.paid})`,
	},
	{
		id: 'S7',
		what: 'a paid order that still holds stock',
		plant: (story) =>
			sql`update holds set status = 'active' where line_id in (select id from order_lines where order_id = ${story.paid})`,
		mend: (story) =>
			sql`update holds set status = 'consumed' where line_id in (select id from order_lines where order_id = ${story.paid})`,
	},
	{
		id: 'O1',
		what: 'an order whose state its history does not know',
		plant: (story) => sql`update orders set status = 'shipped' where id = ${story.paid}`,
		mend: (story) => sql`update orders set status = 'paid' where id = ${story.paid}`,
	},
	{
		id: 'O2',
		what: 'a way that does not exist',
		plant: (story) =>
			sql`update order_history set to_status = 'completed' where order_id = ${story.paid} and n = 2`,
		mend: (story) =>
			sql`update order_history set to_status = 'paid' where order_id = ${story.paid} and n = 2`,
	},
	{
		id: 'O3',
		what: 'a paid order that sold nothing',
		plant: (story) =>
			sql`update stock_movements set reason = 'adjust' where reason = 'sale' and ref = (select id from order_lines where order_id = ${story.paid})`,
		mend: (story) =>
			sql`update stock_movements set reason = 'sale' where reason = 'adjust' and ref = (select id from order_lines where order_id = ${story.paid})`,
	},
	{
		id: 'O4',
		what: 'a cancelled order that never went back on the shelf',
		plant: (story) =>
			sql`update stock_movements set reason = 'adjust' where reason = 'restock' and ref = (select id from refund_lines where refund_id = ${story.refund})`,
		mend: (story) =>
			sql`update stock_movements set reason = 'restock' where reason = 'adjust' and ref = (select id from refund_lines where refund_id = ${story.refund})`,
	},
	{
		id: 'O5',
		what: 'a total that is not the sum of its lines',
		plant: (story) =>
			sql`update orders set items_amount = items_amount + 1, total_amount = total_amount + 1 where id = ${story.paid}`,
		mend: (story) =>
			sql`update orders set items_amount = items_amount - 1, total_amount = total_amount - 1 where id = ${story.paid}`,
	},
	{
		id: 'O6',
		what: 'a paid order that nobody was told of',
		plant: (story) =>
			sql`update order_history set at = date_sub(at, interval 1 hour) where order_id = ${story.paid} and n = 2`,
		mend: (story) =>
			sql`update order_history set at = date_add(at, interval 1 hour) where order_id = ${story.paid} and n = 2`,
	},
	{
		id: 'P1',
		what: 'a payment of another amount than the checkout',
		plant: (story) => sql`update payments set amount = amount + 1 where id = ${story.payment}`,
		mend: (story) => sql`update payments set amount = amount - 1 where id = ${story.payment}`,
	},
	{
		id: 'P2',
		what: 'a paid order whose payment was declined',
		plant: (story) => sql`update payments set status = 'declined' where id = ${story.payment}`,
		mend: (story) => sql`update payments set status = 'captured' where id = ${story.payment}`,
	},
	{
		id: 'P4',
		what: 'a refund of less than was paid',
		plant: (story) => sql`update refunds set amount = amount - 1 where id = ${story.refund}`,
		mend: (story) => sql`update refunds set amount = amount + 1 where id = ${story.refund}`,
	},
	{
		id: 'P5',
		what: 'a charge that the provider does not know',
		plant: (story) =>
			sql`update sandbox_charges set outcome = 'declined' where payment_key like concat(${story.payment}, '-%')`,
		mend: (story) =>
			sql`update sandbox_charges set outcome = 'succeeded' where payment_key like concat(${story.payment}, '-%')`,
	},
	{
		id: 'P6',
		what: 'a refund that the provider never made',
		plant: (story) => sql`update sandbox_charges set kind = 'charge' where payment_key = ${story.refund}`,
		mend: (story) => sql`update sandbox_charges set kind = 'refund' where payment_key = ${story.refund}`,
	},
	...shopCorruptions,
	...ledgerCorruptions,
	...providerCorruptions,
	{
		id: 'E4',
		what: 'an event that came twice',
		plant: (story) =>
			sql`update events set entity_version = 1 where entity = 'order' and entity_id = ${story.paid} and entity_version = 2`,
		mend: (story) =>
			sql`update events set entity_version = 2 where type = 'order.paid' and entity_id = ${story.paid}`,
	},
	{
		id: 'E5',
		what: 'a change that was never told',
		plant: (story) => sql`update products set version = version + 1 where id = ${story.product}`,
		mend: (story) => sql`update products set version = version - 1 where id = ${story.product}`,
	},
	{
		id: 'E6',
		what: 'a step of history that was never told',
		plant: (story) =>
			sql`insert into order_history (order_id, n, from_status, to_status, actor_kind, at) values (${story.paid}, 3, 'paid', 'accepted', 'seller', now(3))`,
		mend: (story) => sql`delete from order_history where order_id = ${story.paid} and n = 3`,
	},
	{
		id: 'A1',
		what: 'a session of somebody who was suspended',
		plant: (story) => sql`update users set status = 'suspended' where id = ${story.ben}`,
		mend: (story) => sql`update users set status = 'active' where id = ${story.ben}`,
	},
	{
		id: 'A1',
		what: 'a guest who is signed in',
		plant: (story) =>
			sql`update users set status = 'guest', password_hash = '', email_key = null, version = 0 where id = ${story.ben}`,
		mend: (story) =>
			sql`update users set status = 'active', password_hash = '$argon2id$', email_key = email, version = 1 where id = ${story.ben}`,
	},
	{
		id: 'A2',
		what: 'a member without a password',
		plant: (story) => sql`update users set password_hash = '' where id = ${story.ben}`,
		mend: (story) => sql`update users set password_hash = '$argon2id$' where id = ${story.ben}`,
	},
	{
		id: 'A3',
		what: 'a card number in the clear',
		plant: (story) => sql`update payments set method_label = '4242424242424242' where id = ${story.payment}`,
		mend: (story) => sql`update payments set method_label = 'Card ending 4242' where id = ${story.payment}`,
	},
	{
		id: 'D1',
		what: 'an order from nobody',
		plant: (story) => sql`update orders set user_id = ${nobody} where id = ${story.paid}`,
		mend: (story) => sql`update orders set user_id = ${story.ben} where id = ${story.paid}`,
	},
	{
		id: 'D2',
		what: 'a price that no variant has',
		plant: (story) => sql`update products set price_amount = price_amount + 1 where id = ${story.product}`,
		mend: (story) => sql`update products set price_amount = price_amount - 1 where id = ${story.product}`,
	},
	{
		id: 'J4',
		what: 'somebody who is said to have been told, and was not',
		plant: (story) =>
			sql`insert into stock_alerts (id, user_id, product_id, variant_id, waiting, created_at, told_at)
				values (${newId()}, ${story.ben}, ${story.product}, ${story.variant}, null, now(3), now(3))`,
		mend: (story) => sql`delete from stock_alerts where user_id = ${story.ben}`,
	},
];
