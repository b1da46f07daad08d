/** Which payment intent of Stripe stands for which try of a payment. Written before the intent is confirmed, and never changed. */
import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';

export async function intentOf(key: string): Promise<string | null> {
	const row = await db
		.selectFrom('stripe_intents')
		.select('intent_id')
		.where('payment_key', '=', key)
		.executeTakeFirst();
	return row?.intent_id ?? null;
}

/** Answers the key's intent: another, if one was written first. */
export async function writeIntent(key: string, intentId: string): Promise<string> {
	await db
		.insertInto('stripe_intents')
		.values({ payment_key: key, intent_id: intentId, created_at: sql<Date>`now(3)` })
		.onDuplicateKeyUpdate({ payment_key: sql`stripe_intents.payment_key` })
		.execute();
	return (await intentOf(key)) ?? intentId;
}
