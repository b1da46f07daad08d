import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import type { Pulse } from '../../pulse.ts';

/** Orders placed and money paid in each minute of the last hour that saw any. */
export async function readPulse(): Promise<Pulse> {
	const { rows } = await sql<{ minute: number; placed: number; currency: string; paid: string | number }>`
		select floor(unix_timestamp(recorded_at) / 60) as minute,
			json_unquote(json_extract(data, '$.total.currency')) as currency,
			count(case when type = 'order.placed' then 1 end) as placed,
			coalesce(sum(case when type = 'order.paid' then json_extract(data, '$.total.amount') + 0 end), 0) as paid
		from events
		where type in ('order.placed', 'order.paid') and recorded_at > date_sub(now(3), interval 60 minute)
		group by minute, currency`.execute(db);
	const pulse: Pulse = { placed: {}, paid: {} };
	for (const row of rows) {
		const [minute, placed, paid] = [Number(row.minute), Number(row.placed), Number(row.paid)];
		if (placed) pulse.placed[minute] = (pulse.placed[minute] ?? 0) + placed;
		if (paid) (pulse.paid[row.currency] ??= {})[minute] = paid;
	}
	return pulse;
}
