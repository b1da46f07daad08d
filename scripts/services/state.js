// What runs from this checkout now, so that `npm run verify` and its like use the market that is open.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import mysql from 'mysql2/promise';
import { data } from '../paths.js';
import { answers } from './redis-server.js';

const file = data('run.json');

/**
 * @typedef {object} State
 * @property {number} pid of the script that started it
 * @property {string} by `npm start` or `npm run dev`
 * @property {string} origin
 * @property {Record<string, string>} env what a script needs to work on the same market
 */

/** The key with which this checkout's market signs: yours, or one that is made once, so that what it signed outlives a restart. */
export function secretKey() {
	if (process.env.SECRET_KEY) return process.env.SECRET_KEY;
	const kept = data('secret-key');
	if (!existsSync(kept)) {
		mkdirSync(data(), { recursive: true });
		writeFileSync(kept, randomBytes(32).toString('base64url'), { mode: 0o600 });
	}
	return readFileSync(kept, 'utf8').trim();
}

/** @param {State} state */
export function writeState(state) {
	mkdirSync(data(), { recursive: true });
	// Holds the passwords of this run.
	writeFileSync(file, JSON.stringify(state, null, '\t'), { mode: 0o600 });
}

export function clearState() {
	if (readState()?.pid === process.pid) rmSync(file, { force: true });
}

/** The state of a script that still runs. @returns {State | undefined} */
export function readState() {
	if (!existsSync(file)) return undefined;
	try {
		const state = /** @type {State} */ (JSON.parse(readFileSync(file, 'utf8')));
		process.kill(state.pid, 0);
		return state;
	} catch {
		return undefined;
	}
}

/** The same, if its services also answer: a process number may have been given to another. */
export async function runningState() {
	const state = readState();
	if (!state?.env.DATABASE_URL || !state.env.REDIS_URL) return undefined;
	try {
		const connection = await mysql.createConnection({ uri: state.env.DATABASE_URL, connectTimeout: 2000 });
		await connection.end();
	} catch {
		return undefined;
	}
	return (await answers(state.env.REDIS_URL)) ? state : undefined;
}
