/**
 * What a purchase may leave out (docs/decisions: the bare order). Only while the market runs on the sandbox, which moves no
 * money: with a real provider both must be given.
 */
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { SANDBOX_CARDS } from '#payments/cards.ts';
import type { PaymentInput } from '#payments/payment.ts';
import { paymentProvider } from '#payments/server/provider.ts';
import type { Address } from '../order.ts';

const SAMPLE_ADDRESS: Address = {
	name: 'Sandbox buyer',
	line1: '1 Market Square',
	postal_code: '9000',
	city: 'Ghent',
	country: 'BE',
};

/** The card as given, or the sandbox's first, which pays at once. */
export function paymentOrDefault(payment: PaymentInput | undefined): PaymentInput {
	if (payment) return payment;
	if (paymentProvider.name !== 'sandbox')
		throw new Refusal('invalid_input', { errors: { payment: 'Say how you pay' } });
	return { method: 'sandbox', card: SANDBOX_CARDS[0]!.number };
}

/** Where the buyer's latest order went; for a first order the sandbox's sample address. */
export async function addressOrDefault(tx: Tx, buyerId: string): Promise<Address> {
	const latest = await lastAddress(tx, buyerId);
	if (latest) return latest;
	if (paymentProvider.name !== 'sandbox')
		throw new Refusal('invalid_input', { errors: { shipping_address: 'Say where it shall go' } });
	return SAMPLE_ADDRESS;
}

async function lastAddress(tx: Tx, buyerId: string): Promise<Address | null> {
	const row = await tx
		.selectFrom('orders')
		.select('shipping_address')
		.where('user_id', '=', buyerId)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? (JSON.parse(row.shipping_address) as Address) : null;
}
