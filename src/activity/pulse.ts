/** The market's pulse: how many orders and how much money came in each minute of the last hour. */
import type { LogEvent } from '#events/catalogue.ts';

/** Count by minute, numbered since 1970. */
export type ByMinute = Record<number, number>;
/** `paid` by currency, in minor units. */
export type Pulse = { placed: ByMinute; paid: Record<string, ByMinute> };

export const MINUTES = 60;

export const minuteOf = (at: string | number): number => Math.floor(new Date(at).getTime() / 60_000);

/** The pulse with one event more. */
export function beat(pulse: Pulse, event: LogEvent): Pulse {
	const minute = minuteOf(event.at);
	if (event.type === 'order.placed')
		return { ...pulse, placed: { ...pulse.placed, [minute]: (pulse.placed[minute] ?? 0) + 1 } };
	if (event.type !== 'order.paid') return pulse;
	const { amount, currency } = event.data.total;
	const before = pulse.paid[currency] ?? {};
	return {
		...pulse,
		paid: { ...pulse.paid, [currency]: { ...before, [minute]: (before[minute] ?? 0) + amount } },
	};
}

/** The last hour minute by minute, oldest first, ending with the minute that `now` (ms since 1970) is in. */
export function lastHour(counts: ByMinute, now: number): number[] {
	const current = minuteOf(now);
	return Array.from({ length: MINUTES }, (_, n) => counts[current - MINUTES + 1 + n] ?? 0);
}
