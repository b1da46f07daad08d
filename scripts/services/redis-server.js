// One private Redis: its own folder, its own port on 127.0.0.1, a password that lives as long as it does.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../processes/ports.js';
import { tail } from '../processes/run.js';
import { keep } from '../processes/supervise.js';
import { Halt } from '../terminal/steps.js';
import { unpackDebian, unpackedProgram } from './debian.js';
import { findProgram } from './find-program.js';

/**
 * @typedef {{ label: string, get: (note: (text: string) => void) => Promise<{ command: string, args: string[], env: Record<string, string> }> }} RedisSource
 */

/** @type {Record<string, RedisSource>} */
export const redisSources = {
	onPath: {
		label: 'Redis on this machine',
		async get() {
			const command = findProgram('redis-server', 'valkey-server');
			if (!command) throw new Halt('no redis-server on PATH');
			return { command, args: [], env: {} };
		},
	},
	unpacked: {
		label: 'Redis from Debian, unpacked for this user',
		get: async (note) =>
			unpackedProgram(
				await unpackDebian({
					name: 'debian-sid',
					suite: 'sid',
					packages: ['mysql-server-core', 'redis-server'],
					note,
				}),
				'usr/bin/redis-server',
			),
	},
	unpackedOwn: {
		label: 'Redis from this system’s packages, unpacked for this user',
		get: async (note) =>
			unpackedProgram(
				await unpackDebian({
					name: 'own-mariadb',
					suite: 'own',
					packages: ['mariadb-server', 'redis-server'],
					note,
				}),
				'usr/bin/redis-server',
			),
	},
};

/**
 * @param {{ command: string, args: string[], env: Record<string, string> }} program
 * @param {object} options
 * @param {string} options.folder where data stay; made if missing
 * @param {string} options.runFolder for the configuration, private to this run
 * @param {string} options.log a file
 * @param {boolean} options.durable
 * @returns {Promise<{ url: string }>}
 */
export async function startRedis(program, { folder, runFolder, log, durable }) {
	mkdirSync(folder, { recursive: true });
	const password = randomBytes(18).toString('base64url');
	const port = await freePort();
	const configuration = path.join(runFolder, 'redis.conf');
	writeFileSync(
		configuration,
		[
			'bind 127.0.0.1',
			`port ${port}`,
			`requirepass ${password}`,
			`dir "${folder}"`,
			'databases 64',
			// An evicted key would be a lost job: better a refused write, which is retried.
			'maxmemory-policy noeviction',
			...(durable ? ['appendonly yes'] : ['appendonly no', 'save ""']),
			'',
		].join('\n'),
		{ mode: 0o600 },
	);
	const server = keep({
		name: 'Redis',
		...program,
		args: [...program.args, configuration],
		log,
		grace: durable ? 15_000 : 2_000,
	});
	const url = `redis://:${password}@127.0.0.1:${port}/0`;
	try {
		await untilReady(url, server.alive, log);
	} catch (error) {
		await server.stop();
		throw error;
	}
	server.settle();
	return { url };
}

/** @param {string} url @param {() => boolean} alive @param {string} log */
async function untilReady(url, alive, log) {
	const deadline = Date.now() + 120_000;
	for (;;) {
		if (!alive()) throw new Halt(`the server ended:\n${tail(readFileSync(log, 'utf8'), 8)}`);
		if (await answers(url)) return;
		if (Date.now() > deadline) throw new Halt('Redis gave no answer within 120 s');
		await pause(100);
	}
}

/** @param {string} url */
export async function answers(url) {
	const redis = new Redis(url, {
		lazyConnect: true,
		retryStrategy: () => null,
		connectTimeout: 2000,
		maxRetriesPerRequest: 0,
	});
	redis.on('error', () => undefined);
	try {
		await redis.connect();
		return (await redis.ping()) === 'PONG';
	} catch {
		return false;
	} finally {
		redis.disconnect();
	}
}
