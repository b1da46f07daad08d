// A database and a Redis, from the first place that has them.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { atEnd, isEnding } from '../processes/lifetime.js';
import { logFile } from '../paths.js';
import { Halt, loud, step } from '../terminal/steps.js';
import { composeAnswers, openCompose } from './compose.js';
import { asOneFile, findProgram } from './find-program.js';
import { databaseSources } from './database-programs.js';
import { runFolderBase, startDatabase } from './database-server.js';
import { redisSources, startRedis } from './redis-server.js';
import { installWithSystem, systemInstall } from './system-packages.js';

/**
 * @typedef {object} Services
 * @property {string} databaseUrl
 * @property {string} redisUrl
 * @property {string} database what it is, to be shown
 * @property {string | undefined} redisServer a program that starts another Redis, where one is at hand
 */

/**
 * @typedef {object} Wish
 * @property {'mysql' | 'mariadb'} [engine] only this one; else MySQL, or MariaDB where there is none
 * @property {string} folder where data stay
 * @property {boolean} durable false only for data that are thrown away
 * @property {string} database the name of the database
 * @property {string} purpose keeps logs apart: `log/PURPOSE-database.log`
 */

/** @param {Wish} wish @returns {Promise<Services>} */
export async function openServices(wish) {
	const runFolder = mkdtempSync(runFolderBase());
	atEnd(() => rmSync(runFolder, { recursive: true, force: true }));
	const { url: databaseUrl, label: database } = await openDatabase(wish, runFolder);
	const { url: redisUrl, server: redisServer } = await openRedis(wish, runFolder);
	return { databaseUrl, redisUrl, database, redisServer };
}

/** @typedef {{ url: string, label: string }} Opened */

/** @param {Wish} wish @param {string} runFolder @returns {Promise<Opened>} */
async function openDatabase(wish, runFolder) {
	if (process.env.DATABASE_URL)
		return { url: process.env.DATABASE_URL, label: 'the database of DATABASE_URL' };

	const { mysqlOnPath, mysqlUnpacked, mariadbOnPath, mariadbUnpacked } = databaseSources;
	const sources = [mysqlOnPath, mysqlUnpacked, mariadbOnPath, mariadbUnpacked].filter(
		(source) => source !== undefined && (!wish.engine || source.engine === wish.engine),
	);
	/** @param {NonNullable<typeof sources[number]>} source */
	const start = async (source) =>
		step(source.engine === 'mysql' ? 'MySQL' : 'MariaDB', async (note) => {
			note(source.label);
			const program = await source.get((text) => note(`${source.label}: ${text}`));
			note(`${program.version}, starting`);
			const { url } = await startDatabase(program, {
				folder: path.join(wish.folder, program.engine),
				runFolder,
				log: logFile(`${wish.purpose}-${program.engine}`),
				durable: wish.durable,
				database: wish.database,
			});
			note(program.version);
			return { url, label: `${program.engine === 'mysql' ? 'MySQL' : 'MariaDB'} ${program.version}` };
		});
	const why = [];
	for (const source of sources) {
		if (!source) continue;
		// A source that is simply not there deserves no line of its own.
		if (source === mysqlOnPath || source === mariadbOnPath)
			try {
				await source.get(() => undefined);
			} catch (error) {
				why.push(reason(source.label, error));
				continue;
			}
		if (source.engine === 'mariadb' && !wish.engine)
			loud(`There is no MySQL to be had here: taking MariaDB instead.\n${why.join('\n')}`);
		try {
			return await start(source);
		} catch (error) {
			if (isEnding()) throw error;
			why.push(reason(source.label, error));
		}
	}
	if (wish.engine !== 'mariadb' && (await composeAnswers())) return openCompose('mysql', wish);
	if (systemInstall && mariadbOnPath)
		try {
			await installWithSystem();
			return await start(mariadbOnPath);
		} catch (error) {
			if (isEnding()) throw error;
			why.push(reason('Installing on this system', error));
		}
	throw new Halt(choices('a database', 'DATABASE_URL=mysql://user:password@host:3306/marketday', why));
}

/** @param {Wish} wish @param {string} runFolder @returns {Promise<{ url: string, server?: string }>} */
async function openRedis(wish, runFolder) {
	if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, server: findProgram('redis-server') };

	const { onPath, unpacked, unpackedOwn } = redisSources;
	/** @param {NonNullable<typeof onPath>} source */
	const start = (source) =>
		step('Redis', async (note) => {
			note(source.label);
			const program = await source.get((text) => note(`${source.label}: ${text}`));
			const { url } = await startRedis(program, {
				folder: path.join(wish.folder, 'redis'),
				runFolder,
				log: logFile(`${wish.purpose}-redis`),
				durable: wish.durable,
			});
			return { url, server: asOneFile(program, path.join(runFolder, 'redis-server')) };
		});
	const why = [];
	for (const source of [onPath, unpacked, unpackedOwn]) {
		if (!source) continue;
		if (source === onPath)
			try {
				await source.get(() => undefined);
			} catch (error) {
				why.push(reason(source.label, error));
				continue;
			}
		try {
			return await start(source);
		} catch (error) {
			if (isEnding()) throw error;
			why.push(reason(source.label, error));
		}
	}
	if (await composeAnswers()) return openCompose('redis', wish);
	if (systemInstall && onPath)
		try {
			await installWithSystem();
			return await start(onPath);
		} catch (error) {
			if (isEnding()) throw error;
			why.push(reason('Installing on this system', error));
		}
	throw new Halt(choices('Redis', 'REDIS_URL=redis://host:6379/0', why));
}

/** @param {string} label @param {unknown} error */
function reason(label, error) {
	if (!(error instanceof Halt)) return `${label}: ${error}`;
	// What failed, and the last thing it said: the whole of it is in the log.
	const [first = '', ...rest] = error.message.split('\n').filter((line) => line.trim());
	return `${label}: ${rest.length ? `${first.replace(/ The end of .*$/, '')} ${rest.at(-1)}` : first}`;
}

/** @param {string} what @param {string} variable @param {string[]} why */
function choices(what, variable, why) {
	return [
		`Marketday needs ${what}, and none could be had on this machine:`,
		...why.map((line) => `  – ${line}`),
		'',
		'Any one of these will do:',
		`  – point to one that runs:   ${variable} npm start`,
		'  – install MySQL 8.4+ (or MariaDB 10.6+) and Redis, so that mysqld and redis-server are on PATH',
		'  – start Docker, with its compose plug-in',
		'  – on Debian or Ubuntu, start once as root, so that the packages can be installed',
	].join('\n');
}
