/**
 * The queue's door for whoever adds chores. BullMQ schedules, MySQL remembers: a queued job carries only the id of a row in
 * `chores`, so an emptied Redis costs time and nothing else (it is added again, under a new epoch, because BullMQ silently
 * ignores a job id that it has seen).
 */
import { Queue, type ConnectionOptions, type QueueOptions } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../../lib/server/log.ts';
import { PREFIX, redisOptions } from '../../lib/server/redis.ts';
import type { ClockworkName } from '../jobs.ts';

export const CHORE_QUEUE = 'chores';
export const CLOCK_QUEUE = 'clockwork';

export type QueuedChore = { chore_id: string };

export type ChoreQueue = Queue<QueuedChore>;
export type ClockQueue = Queue<Record<string, never>, void, ClockworkName>;

export function openChoreQueue(): ChoreQueue {
	const queue: ChoreQueue = new Queue(CHORE_QUEUE, options());
	return quietly(queue);
}

export function openClockQueue(): ClockQueue {
	const queue: ClockQueue = new Queue(CLOCK_QUEUE, options());
	return quietly(queue);
}

const options = (): QueueOptions<ConnectionOptions> => ({
	connection: redisOptions('hasty') as ConnectionOptions,
	prefix: PREFIX,
	defaultJobOptions: {
		removeOnComplete: { age: 600, count: 1_000 },
		removeOnFail: { age: 86_400, count: 5_000 },
	},
});

/** Logs that Redis is away once in a while instead of at every attempt to reconnect. */
function quietly<Q extends Queue<never> | ChoreQueue | ClockQueue>(queue: Q): Q {
	let quietUntil = 0;
	(queue as Queue).on('error', (error) => {
		if (Date.now() < quietUntil) return;
		quietUntil = Date.now() + 10_000;
		log.warn({ err: error.message, queue: queue.name }, 'queue is away');
	});
	return queue;
}

/**
 * Whether the queue must be opened anew. One that has ever been connected comes back by itself with Redis; one whose very first
 * connection failed halfway never does. (Closing a healthy queue while Redis is away would leave its connection trying for ever.)
 */
export async function isBroken(queue: ChoreQueue | ClockQueue): Promise<boolean> {
	const failed = queue.waitUntilReady().then(
		() => false,
		() => true,
	);
	return await Promise.race([failed, sleep(100, false)]);
}
