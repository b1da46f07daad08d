/**
 * argon2id, 19 MiB and two passes (OWASP's first choice). At most two at a time in a process and a short queue behind
 * them: a burst of sign-ins must not take the threads and the memory that everything else needs.
 * Never call it inside a transaction.
 */
import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '#lib/refusal.ts';
import { newSecret } from './secrets.ts';

const AT_ONCE = 2;
const MOST_WAITING = 100;
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running < AT_ONCE) running++;
	else {
		if (waiting.length >= MOST_WAITING) throw new Refusal('busy', { retry_after: 5 });
		await new Promise<void>((resolve) => waiting.push(resolve));
	}
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

/** @throws {Refusal} busy, when too many are waiting */
export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(password, settings));
}

let nobodys: Promise<string> | undefined;

/**
 * Whether it is the password. For an account that does not exist pass null: it takes as long and answers false, so that
 * the clock does not tell who has an account.
 * @throws {Refusal} busy, when too many are waiting
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	// Made at once, outside the queue, by the first who asks.
	nobodys ??= hash(newSecret(), settings);
	const against = passwordHash || (await nobodys);
	const right = await inTurn(() => verify(against, password));
	return right && Boolean(passwordHash);
}
