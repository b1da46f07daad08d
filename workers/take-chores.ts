/**
 * Takes chores from the queue, several at a time. A BullMQ worker can be left waiting on a dead connection after Redis was
 * restarted; a watchdog opens another when jobs wait and none is taken.
 */
import { Worker, type ConnectionOptions } from 'bullmq';
import { runLoop } from '#events/server/loop.ts';
import { CHORE_QUEUE, openChoreQueue, type QueuedChore } from '#events/server/queue.ts';
import { log } from '#lib/server/log.ts';
import { PREFIX, redisOptions } from '#lib/server/redis.ts';
import { within } from '#lib/server/within.ts';

const AT_ONCE = 10;
const PATIENCE_MS = 15_000;

export type Taking = {
	/** How many are being done now. */
	busy: () => number;
	/** Takes no more, and waits at most `ms` for those being done. */
	stop: (ms: number) => Promise<void>;
};

export function takeChores(run: (choreId: string) => Promise<void>): Taking {
	let busy = 0;
	let lastTaken = Date.now();
	let worker = open();

	function open(): Worker<QueuedChore> {
		const opened = new Worker<QueuedChore>(
			CHORE_QUEUE,
			async (job) => {
				lastTaken = Date.now();
				busy += 1;
				try {
					await run(job.data.chore_id);
				} finally {
					busy -= 1;
				}
			},
			{
				connection: redisOptions('patient') as ConnectionOptions,
				prefix: PREFIX,
				concurrency: AT_ONCE,
				drainDelay: 2,
				// Truth is the lease in MySQL; these only decide when Redis forgets a dead worker's jobs.
				lockDuration: 30_000,
				stalledInterval: 15_000,
				removeOnComplete: { age: 600, count: 1_000 },
				removeOnFail: { age: 86_400, count: 5_000 },
			},
		);
		let quietUntil = 0;
		opened.on('error', (error) => {
			if (Date.now() < quietUntil) return;
			quietUntil = Date.now() + 10_000;
			log.warn({ err: error.message }, 'the worker cannot reach the queue');
		});
		opened.on('failed', (job, error) => {
			// The chore itself never fails here: this is a job that stalled twice, or MySQL away. Its row comes back by the feeder.
			log.warn({ chore: job?.data.chore_id, err: error.message }, 'a job of the queue failed');
		});
		return opened;
	}

	const queue = openChoreQueue();
	const watchdog = runLoop('watchdog', { everyMs: 5_000 }, async () => {
		if (busy > 0 || Date.now() - lastTaken < PATIENCE_MS) return false;
		const waiting = await within(3_000, 'asking the queue', queue.getWaitingCount()).catch(() => 0);
		// Asked again after the answer came: one may have been taken meanwhile.
		if (waiting === 0 || busy > 0 || Date.now() - lastTaken < PATIENCE_MS) return false;
		log.warn({ waiting }, 'jobs wait and none is taken: opening another worker');
		const deaf = worker;
		lastTaken = Date.now();
		worker = open();
		await within(2_000, 'closing the deaf worker', deaf.close(true)).catch(() => undefined);
		return false;
	});

	return {
		busy: () => busy,
		async stop(ms) {
			await watchdog.stop();
			await within(ms, 'finishing chores', worker.close()).catch((error: unknown) => {
				log.warn({ err: error, busy }, 'stopping without waiting longer');
				return within(1_000, 'closing', worker.close(true)).catch(() => undefined);
			});
			await within(1_000, 'closing the queue', queue.close()).catch(() => undefined);
		},
	};
}
