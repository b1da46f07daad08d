/** Pulls plugs: kills a web process or a worker without a word, and starts it again a little later. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Market } from '../market/open-market.ts';
import type { Dice } from './dice.ts';

export type Kills = { web: number; worker: number };

/**
 * About one kill every `everyMs`, worker and web in turns, until `ended`. A worker's chore waits for its lease: with `calm`
 * no more workers are killed.
 */
export async function makeTrouble(
	market: Market,
	dice: Dice,
	{ everyMs, ended, calm }: { everyMs: number; ended: () => boolean; calm: () => boolean },
): Promise<Kills> {
	const kills: Kills = { web: 0, worker: 0 };
	for (let turn = 0; ; turn++) {
		const until = Date.now() + everyMs * (0.5 + dice.random());
		while (Date.now() < until && !ended()) await sleep(50);
		if (ended()) return kills;
		const kind = turn % 2 === 1 || calm() ? 'web' : 'worker';
		const at = dice.between(0, market[kind === 'web' ? 'web' : 'workers'].length - 1);
		const victim = market[kind === 'web' ? 'web' : 'workers'][at]!;
		await victim.kill('SIGKILL');
		kills[kind] += 1;
		await sleep(dice.between(0, 800));
		victim.start();
		if (kind === 'web') await market.ready(at);
	}
}
