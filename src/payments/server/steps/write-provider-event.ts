import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import type { Tx } from '#lib/server/db.ts';

/** What a provider's event led to: something changed; it was known or overtaken; none of our business; or it cannot be true. */
export type EventOutcome = 'applied' | 'stale' | 'ignored' | 'refused';

/** The outcome, and the payment that it is about, if one of ours. */
export type Judged = { outcome: EventOutcome; paymentId: string | null };

/** Whether this event has had its outcome. */
export async function isKnownEvent(tx: Tx, event: { provider: string; eventId: string }): Promise<boolean> {
	const row = await tx
		.selectFrom('provider_events')
		.select('id')
		.where('provider', '=', event.provider)
		.where('event_id', '=', event.eventId)
		.executeTakeFirst();
	return row !== undefined;
}

/** Last in its transaction. Of two deliveries at once the second violates the table's key, and all that it did is undone. */
export async function writeProviderEvent(
	tx: Tx,
	event: {
		provider: string;
		eventId: string;
		type: string;
		paymentId: string | null;
		outcome: EventOutcome;
	},
): Promise<void> {
	await tx
		.insertInto('provider_events')
		.values({
			id: newId(),
			provider: event.provider,
			event_id: event.eventId,
			type: event.type,
			payment_id: event.paymentId,
			outcome: event.outcome,
			received_at: sql<Date>`now(3)`,
		})
		.execute();
}
