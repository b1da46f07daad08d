import { sql } from 'kysely';
import { env } from '#lib/server/env.ts';
import type { Tx } from '#lib/server/db.ts';

/**
 * When a purchase is made, until when its stock is held unpaid, and until when a checkout that begins now holds it: by the
 * database's clock, once for all its rows.
 */
export type Clock = { now: Date; due: Date; heldUntil: Date };

export async function readClock(tx: Tx): Promise<Clock> {
	const { rows } = await sql<Clock>`select now(3) as now,
		date_add(now(3), interval ${env.PAYMENT_WINDOW_SECONDS} second) as due,
		date_add(now(3), interval ${env.HOLD_SECONDS} second) as heldUntil`.execute(tx);
	return rows[0]!;
}
