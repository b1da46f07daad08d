/** Ways to break parcels, refunds and the ledger by hand. */
import { sql } from 'kysely';
import type { Corruption } from './corruption.ts';
import { nobody } from './nobody.ts';

export const ledgerCorruptions: Corruption[] = [
	{
		id: 'F1',
		what: 'a piece that was sent twice',
		plant: (story) =>
			sql`update shipment_lines set quantity = quantity + 1 where order_line_id = (select id from order_lines where order_id = ${story.sent})`,
		mend: (story) =>
			sql`update shipment_lines set quantity = quantity - 1 where order_line_id = (select id from order_lines where order_id = ${story.sent})`,
	},
	{
		id: 'F2',
		what: 'an order that is partly on its way with nothing left to send',
		plant: (story) => sql`update orders set status = 'part_shipped' where id = ${story.sent}`,
		mend: (story) => sql`update orders set status = 'completed' where id = ${story.sent}`,
	},
	{
		id: 'F3',
		what: 'a parcel with a line of another order',
		plant: (story) => sql`update shipments set order_id = ${story.paid} where order_id = ${story.sent}`,
		mend: (story) => sql`update shipments set order_id = ${story.sent} where order_id = ${story.paid}`,
	},
	{
		id: 'F4',
		what: 'a refund that is not the sum of its lines',
		plant: (story) => sql`update refunds set delivery_amount = 1 where id = ${story.refund}`,
		mend: (story) => sql`update refunds set delivery_amount = 0 where id = ${story.refund}`,
	},
	{
		id: 'L1',
		what: 'a sale that does not balance',
		plant: (story) =>
			sql`update ledger_entries set amount = amount - 1 where order_id = ${story.paid} and account = 'market'`,
		mend: (story) =>
			sql`update ledger_entries set amount = amount + 1 where order_id = ${story.paid} and account = 'market'`,
	},
	{
		id: 'L3',
		what: 'a sale that the ledger does not know',
		plant: (story) =>
			sql`update ledger_transactions set ref = ${nobody} where kind = 'sale' and ref = ${story.paid}`,
		mend: (story) =>
			sql`update ledger_transactions set ref = ${story.paid} where kind = 'sale' and ref = ${nobody}`,
	},
	{
		id: 'L4',
		what: 'a transfer that the provider never made',
		plant: (story) =>
			sql`update sandbox_charges set outcome = 'declined' where payment_key = ${story.payout}`,
		mend: (story) =>
			sql`update sandbox_charges set outcome = 'succeeded' where payment_key = ${story.payout}`,
	},
	{
		id: 'L5',
		what: 'money that buyers are owed for nothing',
		plant: (story) =>
			sql`update ledger_entries set amount = amount * 2 where transaction_id = (select id from ledger_transactions where kind = 'capture' and ref = ${story.payment})`,
		mend: (story) =>
			sql`update ledger_entries set amount = amount div 2 where transaction_id = (select id from ledger_transactions where kind = 'capture' and ref = ${story.payment})`,
	},
	{
		id: 'L6',
		what: 'a commission that is not the one frozen at sale',
		plant: (story) =>
			sql`update order_lines set commission_amount = commission_amount + 1 where order_id = ${story.paid}`,
		mend: (story) =>
			sql`update order_lines set commission_amount = commission_amount - 1 where order_id = ${story.paid}`,
	},
];
