/**
 * Hints that there is something to do: inside the process by an emitter, to other processes by a Redis publish. A hint may be
 * lost at any time; whoever waits for one also looks by the clock.
 */
import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import { openRedis, PREFIX } from '../../lib/server/redis.ts';

/** `outbox`: something was recorded. `log`: something was sequenced. `chores`: something is to be done. */
export type Hint = 'outbox' | 'log' | 'chores';

const CHANNEL = `${PREFIX}:wake`;
const ORIGIN = crypto.randomUUID();

const local = new EventEmitter();
local.setMaxListeners(50);

let publisher: Redis | undefined;
let subscriber: Redis | undefined;

export function hint(name: Hint): void {
	local.emit(name);
	if (publisher?.status === 'ready') publisher.publish(CHANNEL, `${ORIGIN} ${name}`).catch(() => undefined);
}

export function onHint(name: Hint, run: () => void): () => void {
	local.on(name, run);
	return () => local.off(name, run);
}

/** Connects this process to the others' hints. Without Redis it goes on by the clock alone. */
export function connectHints(): () => Promise<void> {
	publisher = openRedis('hasty', 'hints-out');
	subscriber = openRedis('patient', 'hints-in');
	subscriber.on('message', (_channel, message: string) => {
		const [from, name] = message.split(' ');
		if (from !== ORIGIN && name) local.emit(name);
	});
	publisher.connect().catch(() => undefined);
	subscriber.connect().catch(() => undefined);
	// Queued until connected, and repeated by ioredis after every reconnect.
	subscriber.subscribe(CHANNEL).catch(() => undefined);
	return async () => {
		publisher?.disconnect();
		subscriber?.disconnect();
	};
}
