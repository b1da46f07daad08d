/**
 * A worker: sequences events, turns them into chores, does the chores, and beats the clock. Any number may run.
 *
 * SIGTERM or SIGINT: takes nothing new, finishes what it does for at most 10 s, closes its doors, exits 0. A second signal
 * exits at once; what was cut off comes back when its lease ends.
 */
import { startHeartbeat, type WorkerBeat } from '#events/server/heartbeat.ts';
import { startSequencer } from '#events/server/sequence.ts';
import { connectHints } from '#events/server/wake.ts';
import { db } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { closeMailer } from '#lib/server/mailer.ts';
import { notifyAbout } from '#notifications/server/steps.ts';
import { startEffects } from './effects.ts';
import { startFeeding } from './feed.ts';
import { deeds, handlers } from './handlers.ts';
import { openHealthPort } from './health-port.ts';
import { runChore } from './run-chore.ts';
import { startClockwork } from './schedule.ts';
import { takeChores } from './take-chores.ts';

const GRACE_MS = 10_000;

let lastChore: WorkerBeat['last_chore'] = null;
let stopping = false;

const disconnectHints = connectHints();
const sequencer = startSequencer();
const effects = startEffects(notifyAbout);
const feeding = startFeeding();
const taking = takeChores(async (choreId) => {
	const { kind, outcome } = await runChore(choreId, handlers);
	if (kind) lastChore = { kind, outcome, at: new Date().toISOString() };
});
const clock = startClockwork(deeds);
const heartbeat = startHeartbeat(() => ({ busy: taking.busy(), last_chore: lastChore }));
const health = openHealthPort(() => stopping);
log.info('the worker is at work');

async function stop(signal: string): Promise<void> {
	if (stopping) process.exit(1);
	stopping = true;
	log.info({ signal, busy: taking.busy() }, 'the worker is stopping');
	await Promise.all([feeding.stop(), effects.stop(), taking.stop(GRACE_MS), clock.stop(GRACE_MS)]);
	await Promise.all([sequencer.stop(), heartbeat.stop(), disconnectHints()]);
	health.close();
	closeMailer();
	await db.destroy();
	process.exit(0);
}

// A loop that waits for a frozen MySQL would hold us for ever.
const stopAtLast = (signal: string) => {
	setTimeout(() => process.exit(1), GRACE_MS + 8_000).unref();
	stop(signal).catch((error: unknown) => {
		log.error({ err: error }, 'stopping failed');
		process.exit(1);
	});
};
process.on('SIGTERM', stopAtLast);
process.on('SIGINT', stopAtLast);
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was left alone'));
