/**
 * The instant of a local time as a form field gives it (`2026-12-24T18:00`) in a time zone such as "Europe/Brussels", or null
 * if it is no such time. A zone that is not known counts as UTC. Of a time that a clock shows twice it is the first or the
 * second; one that a clock leaves out is moved by an hour.
 */
export function instantOf(local: string, zone: string): Date | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(local);
	if (!match) return null;
	const asUtc = Date.parse(`${local}:00.000Z`);
	if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== local) return null;
	const first = asUtc - offsetOf(asUtc, zone);
	return new Date(asUtc - offsetOf(first, zone));
}

/** How far the zone's clocks are ahead of UTC at that instant, in milliseconds. */
function offsetOf(instant: number, zone: string): number {
	const parts: Record<string, string> = {};
	for (const { type, value } of formatIn(zone).formatToParts(instant)) parts[type] = value;
	const { year, month, day, hour, minute } = parts;
	return (
		Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00.000Z`) - Math.floor(instant / 60_000) * 60_000
	);
}

function formatIn(zone: string): Intl.DateTimeFormat {
	const shape = {
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
	} as const;
	try {
		return new Intl.DateTimeFormat('en', { ...shape, timeZone: zone });
	} catch {
		return new Intl.DateTimeFormat('en', { ...shape, timeZone: 'UTC' });
	}
}
