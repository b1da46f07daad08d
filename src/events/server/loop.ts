/** Something done again and again: when woken, and by the clock. One run at a time; a fault is logged, and tried again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../../lib/server/log.ts';

export type Loop = {
	/** Run again soon; cheap, and safe to call at any rate. */
	wake: () => void;
	/** Lets the current run finish. */
	stop: () => Promise<void>;
};

/** @param run answers true when there is more to do at once */
export function runLoop(name: string, { everyMs }: { everyMs: number }, run: () => Promise<boolean>): Loop {
	let stopped = false;
	let woken = false;
	let faults = 0;
	let interrupt = new AbortController();

	const wake = () => {
		woken = true;
		interrupt.abort();
	};

	async function go(): Promise<void> {
		while (!stopped) {
			woken = false;
			let more = false;
			try {
				more = await run();
				if (faults > 0) log.info({ loop: name, faults }, 'loop is well again');
				faults = 0;
			} catch (error) {
				faults += 1;
				if (faults === 1 || faults % 50 === 0)
					log.error({ err: error, loop: name, faults }, 'loop failed, will try again');
			}
			if (more || (woken && faults === 0) || stopped) continue;
			interrupt = new AbortController();
			const pause = everyMs * Math.min(2 ** faults, 16);
			await sleep(faults ? Math.min(pause, 2_000) : everyMs, undefined, { signal: interrupt.signal }).catch(
				() => undefined,
			);
		}
	}

	const done = go();
	return {
		wake,
		async stop() {
			stopped = true;
			wake();
			await done;
		},
	};
}
