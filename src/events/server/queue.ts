/**
 * The queue's door for whoever adds chores. BullMQ schedules, MySQL remembers: a queued job carries only the id of a row in
 * `chores`, so an emptied Redis costs time and nothing else (the sweeper adds it again, under a new epoch, because BullMQ
 * silently ignores a job id that it has seen).
 */
import { Queue } from 'bullmq';
import { log } from '../../lib/server/log.ts';
import { PREFIX, redisOptions } from '../../lib/server/redis.ts';
import type { ClockworkName } from '../jobs.ts';

export const CHORE_QUEUE = 'chores';
export const CLOCK_QUEUE = 'clockwork';

export type QueuedChore = { chore_id: string; epoch: number };

export function openChoreQueue(): Queue<QueuedChore> {
	return open<QueuedChore>(CHORE_QUEUE);
}

export function openClockQueue(): Queue<Record<string, never>, void, ClockworkName> {
	return open<Record<string, never>, ClockworkName>(CLOCK_QUEUE);
}

function open<Data, Name extends string = string>(name: string): Queue<Data, void, Name> {
	const queue = new Queue<Data, void, Name>(name, {
		connection: redisOptions('hasty'),
		prefix: PREFIX,
		defaultJobOptions: { removeOnComplete: { age: 600, count: 1_000 }, removeOnFail: { age: 86_400, count: 5_000 } },
	});
	let quiet = false;
	queue.on('error', (error) => {
		if (!quiet) log.warn({ err: error.message, queue: name }, 'queue is away');
		quiet = true;
		setTimeout(() => (quiet = false), 10_000).unref();
	});
	return queue as Queue<Data, void, Name>;
}
