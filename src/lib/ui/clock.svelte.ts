import { createSubscriber } from 'svelte/reactivity';

/** Milliseconds to add to this machine's clock to get the server's. Set by whoever hears the server's time. */
const clock = $state({ offset: 0 });

/** Takes the server's time (ISO 8601 or milliseconds since 1970) as now. */
export function setServerTime(now: string | number): void {
	clock.offset = (typeof now === 'number' ? now : Date.parse(now)) - Date.now();
}

/** One interval for the page, running only while something on it shows the time. */
function ticking(every: number) {
	return createSubscriber((update) => {
		const timer = setInterval(update, every);
		return () => clearInterval(timer);
	});
}
const tickSecond = ticking(1000);
const tickSlowly = ticking(10_000);

/** The server's time in milliseconds; read in a template or an effect it goes on by itself. */
export function serverNow(pace: 'second' | 'slow' = 'second'): number {
	if (pace === 'second') tickSecond();
	else tickSlowly();
	return Date.now() + clock.offset;
}
