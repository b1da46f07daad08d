/**
 * A provider that moves no money and behaves like one that does: it decides by the card, answers some late, and keeps its own
 * book in `sandbox_charges`, which `npm run verify` compares with ours. Nothing else reads or writes that table.
 */
import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import type { Money } from '#lib/money.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, isDuplicate } from '#lib/server/db.ts';
import { SANDBOX_CARDS } from '../cards.ts';
import type { ChargeOutcome, PaymentProvider } from './payment-provider.ts';

const tokenOf = (number: string) => `sbx_${number.slice(-4)}`;

export const sandbox: PaymentProvider = {
	name: 'sandbox',

	async tokenise(input) {
		if (input.method !== 'sandbox')
			throw new Refusal('invalid_input', { errors: { 'payment.method': 'Only “sandbox” can be used here' } });
		const number = input.card.replace(/[ -]/g, '');
		if (!SANDBOX_CARDS.some((known) => known.number === number))
			throw new Refusal('invalid_input', {
				errors: { 'payment.card': 'The sandbox takes only its own test cards, such as 4242 4242 4242 4242' },
			});
		return { token: tokenOf(number), label: `Card ending ${number.slice(-4)}` };
	},

	async charge({ key, token, money }) {
		const card = SANDBOX_CARDS.find(({ number }) => tokenOf(number) === token);
		if (!card) throw new Error(`the sandbox gave no token ${token}`);
		await write({ key, kind: 'charge', money, ...card });
		const outcome = await find(key);
		if (!outcome) throw new Error('the sandbox lost a charge');
		return outcome;
	},

	find,

	async refund({ key, money }) {
		await write({ key, kind: 'refund', money, outcome: 'succeeded' });
		return { ref: await refOf(key) };
	},

	async transfer({ key, money }) {
		await write({ key, kind: 'transfer', money, outcome: 'succeeded' });
		return { ref: await refOf(key) };
	},
};

async function refOf(key: string): Promise<string> {
	const row = await db
		.selectFrom('sandbox_charges')
		.select('id')
		.where('payment_key', '=', key)
		.executeTakeFirstOrThrow();
	return row.id;
}

async function write(entry: {
	key: string;
	kind: 'charge' | 'refund' | 'transfer';
	money: Money;
	outcome: 'succeeded' | 'declined';
	failure?: string;
	lateMs?: number;
}): Promise<void> {
	try {
		await db
			.insertInto('sandbox_charges')
			.values({
				id: newId(),
				payment_key: entry.key,
				kind: entry.kind,
				amount: entry.money.amount,
				currency: entry.money.currency,
				outcome: entry.outcome,
				failure: entry.failure ?? null,
				settles_at: sql<Date>`date_add(now(3), interval ${(entry.lateMs ?? 0) * 1_000} microsecond)`,
				created_at: sql<Date>`now(3)`,
			})
			.execute();
	} catch (error) {
		// The key was used before: its first answer stands.
		if (!isDuplicate(error)) throw error;
	}
}

async function find(key: string): Promise<ChargeOutcome | null> {
	const row = await db
		.selectFrom('sandbox_charges')
		.select(['id', 'outcome', 'failure', sql<number>`settles_at <= now(3)`.as('settled')])
		.where('payment_key', '=', key)
		.where('kind', '=', 'charge')
		.executeTakeFirst();
	if (!row) return null;
	if (!row.settled) return { state: 'processing', ref: row.id };
	return row.outcome === 'succeeded'
		? { state: 'succeeded', ref: row.id }
		: { state: 'declined', ref: row.id, failure: row.failure ?? 'card_declined' };
}
