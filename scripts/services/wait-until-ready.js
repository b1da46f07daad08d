import { setTimeout as pause } from 'node:timers/promises';
import { Halt } from '../terminal/steps.js';

/**
 * @param {string} address answers 200 when the part is ready
 * @param {() => boolean} alive
 * @param {string} hint where to look if it does not
 * @param {number} [patience] milliseconds
 */
export async function waitUntilReady(address, alive, hint, patience = 120_000) {
	const deadline = Date.now() + patience;
	/** @type {string} */
	let last;
	for (;;) {
		if (!alive()) throw new Halt(`It ended before it was ready. ${hint}`);
		try {
			const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
			if (response.ok) return;
			last = `status ${response.status}`;
		} catch (error) {
			last = error instanceof Error && error.cause ? String(error.cause) : String(error);
		}
		if (Date.now() > deadline) throw new Halt(`Not ready after ${patience / 1000} s (${last}). ${hint}`);
		await pause(150);
	}
}

/** An address we can call for a host we listen on. @param {string | undefined} host */
export function reachable(host) {
	if (!host || host === '0.0.0.0' || host === '::') return '127.0.0.1';
	return host.includes(':') ? `[${host}]` : host;
}
