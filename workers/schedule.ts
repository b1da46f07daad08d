/**
 * Clockwork: what is done every so often, by whichever worker is free. The schedules live in Redis, which may be emptied, so
 * a watchdog puts them back; each deed is idempotent, and a beat that was missed is made good by the next.
 */
import { Worker, type ConnectionOptions } from 'bullmq';
import { clockwork, type ClockworkName } from '#events/jobs.ts';
import { runLoop } from '#events/server/loop.ts';
import { CLOCK_QUEUE, isBroken, openClockQueue, type ClockQueue } from '#events/server/queue.ts';
import { withContext } from '#lib/server/context.ts';
import { log } from '#lib/server/log.ts';
import { PREFIX, redisOptions } from '#lib/server/redis.ts';
import { within } from '#lib/server/within.ts';

export type Deeds = Record<ClockworkName, () => Promise<unknown>>;

const names = Object.keys(clockwork) as ClockworkName[];
/** A beat that is late by more than this will not come by itself. */
const LATE_MS = 20_000;

export function startClockwork(deeds: Deeds): { stop: (ms: number) => Promise<void> } {
	let queue: ClockQueue | undefined;
	let worker = open();
	let lastBeat = Date.now();

	function open(): Worker<Record<string, never>, void, ClockworkName> {
		const opened = new Worker<Record<string, never>, void, ClockworkName>(
			CLOCK_QUEUE,
			async (job) => {
				lastBeat = Date.now();
				// A beat of another release's clock: nobody here knows it.
				if (!Object.hasOwn(deeds, job.name)) return;
				await withContext({ requestId: `clock-${job.name}-${job.timestamp.toString(36)}` }, deeds[job.name]);
			},
			{
				connection: redisOptions('patient') as ConnectionOptions,
				prefix: PREFIX,
				concurrency: names.length,
				drainDelay: 2,
				stalledInterval: 15_000,
				removeOnComplete: { count: 50 },
				removeOnFail: { age: 86_400, count: 200 },
			},
		);
		opened.on('error', () => undefined); // The taker of chores says it when Redis is away.
		opened.on('failed', (job, error) => log.error({ err: error, clock: job?.name }, 'clockwork failed'));
		return opened;
	}

	const watchdog = runLoop('clockwork', { everyMs: 10_000 }, async () => {
		queue ??= openClockQueue();
		try {
			await within(5_000, 'winding the clockwork', wind(queue));
		} catch (error) {
			if (await isBroken(queue)) {
				void queue.close().catch(() => undefined);
				queue = undefined;
			}
			throw error;
		}
		if (Date.now() - lastBeat > 2 * LATE_MS) {
			// Another process may be taking every beat; opening a fresh worker then costs nothing.
			const deaf = worker;
			lastBeat = Date.now();
			worker = open();
			await within(2_000, 'closing the deaf clock', deaf.close()).catch(() => undefined);
		}
		return false;
	});

	return {
		async stop(ms) {
			await watchdog.stop();
			await within(ms, 'finishing clockwork', worker.close()).catch(() => undefined);
			if (queue) await within(1_000, 'closing the clock', queue.close()).catch(() => undefined);
		},
	};
}

/** Puts the schedules where they are missing, changed, or stuck; leaves the others alone, so that they keep their beat. */
export async function wind(queue: ClockQueue): Promise<void> {
	for (const name of names) {
		const { everyMs } = clockwork[name];
		const found = await queue.getJobScheduler(name);
		const stuck = (found?.next ?? 0) < Date.now() - LATE_MS;
		if (found && found.every === everyMs && !stuck) continue;
		await queue.upsertJobScheduler(name, { every: everyMs }, { name });
	}
}
