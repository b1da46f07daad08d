/**
 * Runs `flush` at once when it has been quiet, then at most once per `everyMs`, and always a last time after the last call.
 * A flush that is still running is waited for.
 */
export function pace(
	everyMs: number,
	flush: () => void | Promise<void>,
): { call: () => void; stop: () => void } {
	let timer: NodeJS.Timeout | undefined;
	let running = false;
	let again = false;
	let last = -Infinity;
	let stopped = false;

	async function run(): Promise<void> {
		timer = undefined;
		if (stopped) return;
		running = true;
		again = false;
		last = performance.now();
		try {
			await flush();
		} finally {
			running = false;
			if (again) call();
		}
	}

	function call(): void {
		if (running) {
			again = true;
			return;
		}
		if (timer || stopped) return;
		const wait = last + everyMs - performance.now();
		if (wait <= 0) void run();
		else timer = setTimeout(() => void run(), wait);
	}

	return {
		call,
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
