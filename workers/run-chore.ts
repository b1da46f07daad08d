/** One chore: leased, done, marked; or put back with the reason. Never throws for a chore's own failure. */
import { jobs, type JobData, type JobName } from '#events/jobs.ts';
import {
	failChore,
	finishChore,
	LEASE_SECONDS,
	leaseChore,
	renewLease,
	type LeasedChore,
} from '#events/server/chores.ts';
import { Refusal } from '#lib/refusal.ts';
import { withContext } from '#lib/server/context.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import { log } from '#lib/server/log.ts';
import { counters } from '#lib/server/metrics.ts';
import { within } from '#lib/server/within.ts';

export type Handlers = { [Name in JobName]: (data: JobData<Name>) => Promise<void> };

/** A handler that hangs is given up, or its lease would be renewed for ever. */
const MOST_MS = 300_000;

export type Outcome = 'done' | 'later' | 'dead' | 'lost' | 'skipped';

export async function runChore(
	id: string,
	handlers: Handlers,
): Promise<{ kind?: JobName; outcome: Outcome }> {
	const chore = await leaseChore(id);
	if (!chore) return { outcome: 'skipped' };
	crashPoint('chore:after-lease');
	const outcome = await withContext({ requestId: chore.requestId ?? `chore-${chore.id}` }, () =>
		work(chore, handlers),
	);
	counters.chores.inc({ kind: chore.kind, outcome });
	return { kind: chore.kind, outcome };
}

async function work(chore: LeasedChore, handlers: Handlers): Promise<Outcome> {
	const about = { chore: chore.id, kind: chore.kind, attempt: chore.attempts };
	const renewal = setInterval(
		() => {
			renewLease(chore).then(
				(mine) => mine || log.warn(about, 'the lease of a chore was lost'),
				(error: unknown) => log.warn({ ...about, err: error }, 'the lease of a chore was not renewed'),
			);
		},
		(LEASE_SECONDS / 3) * 1_000,
	);
	try {
		await within(MOST_MS, chore.kind, handle(chore, handlers));
		const mine = await finishChore(chore);
		if (!mine) log.warn(about, 'done, but another worker has the chore now');
		return mine ? 'done' : 'lost';
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		// "busy" is said of a moment; every other refusal stands.
		const forGood = error instanceof Refusal && error.code !== 'busy' && error.code !== 'too_many_requests';
		const dead = await failChore(chore, reason, forGood);
		if (dead) log.error({ ...about, err: error }, 'a chore is dead');
		else log.warn({ ...about, err: error }, 'a chore failed and will be tried again');
		return dead ? 'dead' : 'later';
	} finally {
		clearInterval(renewal);
	}
}

async function handle(chore: LeasedChore, handlers: Handlers): Promise<void> {
	// During a rolling start a newer release may ask for what this one cannot do: leave it for the newer one.
	if (!Object.hasOwn(handlers, chore.kind)) throw new Error(`No handler for ${chore.kind} in this release`);
	const data = jobs[chore.kind].safeParse(chore.data);
	if (!data.success)
		throw new Refusal('invalid_input', { detail: `Data does not fit: ${data.error.message}` });
	await (handlers[chore.kind] as (data: unknown) => Promise<void>)(data.data);
}
