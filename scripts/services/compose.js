// MySQL and Redis from docker-compose.yml, where a Docker engine answers.
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { atEnd } from '../processes/lifetime.js';
import { run } from '../processes/run.js';
import { at, logFile } from '../paths.js';
import { Halt, step } from '../terminal/steps.js';
import { answers } from './redis-server.js';

const execute = promisify(execFile);

/** @type {Promise<boolean> | undefined} */
let asked;

/** Whether there is a client, its compose plug-in, and an engine that answers. */
export function composeAnswers() {
	asked ??= Promise.all([
		execute('docker', ['compose', 'version'], { timeout: 10_000 }),
		execute('docker', ['info'], { timeout: 10_000 }),
	]).then(
		() => true,
		() => false,
	);
	return asked;
}

/**
 * Starts one service in a project of its own, its port published on 127.0.0.1 by a number Docker picks.
 *
 * @param {'mysql' | 'redis'} service
 * @param {import('./open-services.js').Wish} wish
 * @returns {Promise<{ url: string, label: string }>}
 */
export async function openCompose(service, wish) {
	const project = `marketday-${createHash('sha256').update(wish.folder).digest('hex').slice(0, 10)}`;
	const compose = ['compose', '-p', project, '-f', at('scripts/services/compose.yml')];
	const log = logFile(`${wish.purpose}-compose-${service}`);
	return step(`${service === 'mysql' ? 'MySQL' : 'Redis'} in Docker`, async (note) => {
		atEnd(async () => {
			const args = [...compose, wish.durable ? 'stop' : 'down', ...(wish.durable ? [] : ['-v']), service];
			await execute('docker', args).catch(() => undefined);
		});
		note('pulling and starting');
		await run({
			command: 'docker',
			args: [...compose, 'up', '-d', '--wait', service],
			log,
			what: 'docker compose up',
		});
		const inner = service === 'mysql' ? '3306' : '6379';
		const { stdout } = await execute('docker', [...compose, 'port', service, inner]);
		const port = Number(stdout.trim().split(':').at(-1));
		if (!port) throw new Halt(`Docker published no port for ${service}: ${stdout}`);
		if (service === 'redis') {
			const url = `redis://127.0.0.1:${port}/0`;
			await until(() => answers(url));
			return { url, label: 'Redis in Docker' };
		}
		const url = `mysql://root@127.0.0.1:${port}`;
		await until(async () => {
			const connection = await mysql.createConnection(url);
			await connection.query(`CREATE DATABASE IF NOT EXISTS \`${wish.database}\` CHARACTER SET utf8mb4`);
			await connection.end();
			return true;
		});
		return { url: `${url}/${wish.database}`, label: 'MySQL 9.7 in Docker' };
	});
}

/** @param {() => Promise<boolean>} ready */
async function until(ready) {
	for (const deadline = Date.now() + 60_000; ;) {
		if (await ready().catch(() => false)) return;
		if (Date.now() > deadline) throw new Halt('the container gave no answer within 60 s');
		await pause(250);
	}
}
