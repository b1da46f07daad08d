/** Events become what they ask for: chores and bell rows, written by one worker at a time behind a durable cursor. */
import { EFFECTS_PAGE, takeEffects, type AlsoWrite } from '#events/server/effects.ts';
import { runLoop, type Loop } from '#events/server/loop.ts';
import { onHint } from '#events/server/wake.ts';
import { crashPoint } from '#lib/server/crash-point.ts';

export function startEffects(alsoWrite: AlsoWrite): Loop {
	const loop = runLoop('effects', { everyMs: 500 }, async () => {
		const taken = await takeEffects(alsoWrite);
		if (taken > 0) crashPoint('effects:after-commit');
		return taken === EFFECTS_PAGE;
	});
	const unhint = onHint('log', loop.wake);
	return {
		wake: loop.wake,
		async stop() {
			unhint();
			await loop.stop();
		},
	};
}
