/**
 * Brings due chores from MySQL into the queue. Woken by hints, by the clock without them; it is the sweeper, too: chores
 * whose job was lost with Redis, or whose worker died, come by here again.
 *
 * The queue is kept short. What waits in MySQL is safe and cheap; ten thousand jobs in Redis are neither.
 */
import { claimDue, unclaim } from '#events/server/chores.ts';
import { runLoop, type Loop } from '#events/server/loop.ts';
import { isBroken, openChoreQueue, type ChoreQueue } from '#events/server/queue.ts';
import { onHint } from '#events/server/wake.ts';
import { within } from '#lib/server/within.ts';

const MOST_WAITING = 500;
const AT_ONCE = 100;
/** A queued chore that is not begun by then is added again, were its job lost or only slow. */
const STALE_SECONDS = 60;
/** The same when the queue is empty: then its job is lost for certain, unless another feeder is just adding it. */
const LOST_SECONDS = 2;

export function startFeeding(): Loop {
	let queue: ChoreQueue | undefined;
	const loop = runLoop('feed', { everyMs: 1_000 }, async () => {
		queue ??= openChoreQueue();
		try {
			return await feedOnce(queue);
		} catch (error) {
			if (await isBroken(queue)) {
				void queue.close().catch(() => undefined);
				queue = undefined;
			}
			throw error;
		}
	});
	const unhint = onHint('chores', loop.wake);
	return {
		wake: loop.wake,
		async stop() {
			unhint();
			await loop.stop();
			if (queue) await within(2_000, 'closing the queue', queue.close()).catch(() => undefined);
		},
	};
}

/** Answers whether there is more to bring. Throws when Redis is away; nothing is claimed then. */
export async function feedOnce(queue: ChoreQueue): Promise<boolean> {
	const counts = await within(3_000, 'asking the queue', queue.getJobCounts('wait', 'active'));
	const waiting = counts['wait'] ?? 0;
	const room = Math.min(AT_ONCE, MOST_WAITING - waiting);
	if (room <= 0) return false;
	const empty = waiting + (counts['active'] ?? 0) === 0;
	const due = await claimDue(room, empty ? LOST_SECONDS : STALE_SECONDS);
	if (due.length === 0) return false;
	try {
		await within(
			5_000,
			'adding to the queue',
			queue.addBulk(
				due.map(({ id, epoch }) => ({
					name: 'chore',
					data: { chore_id: id },
					opts: { jobId: `chore-${id}-${epoch}` },
				})),
			),
		);
	} catch (error) {
		await unclaim(due.map((chore) => chore.id));
		throw error;
	}
	return due.length === room;
}
