import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until `look` answers something true, and answers that; fails after `ms`. */
export async function eventually<T>(
	what: string,
	look: () => T | Promise<T>,
	ms = 30_000,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
	const deadline = Date.now() + ms;
	for (;;) {
		const found = await look();
		if (found) return found as Exclude<T, false | null | undefined | 0 | ''>;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${ms} ms`);
		await sleep(25);
	}
}
