import { expect, test } from 'vitest';
import { instantOf } from './local-time.ts';

test.each([
	['2026-12-24T18:00', 'Europe/Brussels', '2026-12-24T17:00:00.000Z'],
	['2026-07-01T00:30', 'Europe/Brussels', '2026-06-30T22:30:00.000Z'],
	['2026-03-29T03:00', 'Europe/Brussels', '2026-03-29T01:00:00.000Z'],
	['2026-12-24T18:00', 'Asia/Kolkata', '2026-12-24T12:30:00.000Z'],
	['2026-12-24T18:00', 'America/New_York', '2026-12-24T23:00:00.000Z'],
	['2026-12-24T18:00', 'Nowhere/At-All', '2026-12-24T18:00:00.000Z'],
])('%s in %s is %s', (local, zone, instant) => {
	expect(instantOf(local, zone)?.toISOString()).toBe(instant);
});

test.each(['', 'tomorrow', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T24:30', '2026-01-01'])(
	'%j is no time',
	(local) => expect(instantOf(local, 'UTC')).toBeNull(),
);
