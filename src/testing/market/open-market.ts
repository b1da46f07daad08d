/**
 * A whole market of real processes with a database, a Redis and a mail server of its own: web processes of the production
 * build, workers, everything that a test may pull the plug of.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import { createConnection } from 'mysql2/promise';
import { checkPromises, type Broken } from '#activity/server/check-promises.ts';
import { openDatabase, type Db } from '#lib/server/db.ts';
import { migrations } from '#lib/server/migrations.ts';
import { openSmtpSink, type SmtpSink } from '../smtp-sink.ts';
import { freePort, program, type Program } from './programs.ts';

export type Market = {
	/** Address of the n-th web process. */
	url: (n?: number) => string;
	web: Program[];
	workers: Program[];
	redis: Program;
	mails: SmtpSink;
	db: Db;
	databaseUrl: string;
	/** Waits until the n-th web process answers. */
	ready: (n?: number) => Promise<void>;
	/** Waits until everything owed is done, then answers what is broken. */
	settle: (options?: { withinMs?: number }) => Promise<Broken[]>;
	close: () => Promise<void>;
};

export async function openMarket({
	web = 1,
	workers = 1,
	env = {},
}: { web?: number; workers?: number; env?: Record<string, string> } = {}): Promise<Market> {
	const folder = await mkdtemp(join(tmpdir(), 'marketday-'));
	const server = new URL(
		process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'] ?? 'mysql://root@127.0.0.1:3306/',
	);
	const name = `marketday_test_e2e_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
	const admin = await createConnection({ uri: new URL('/', server).href });
	await admin.query(`create database ${name} character set utf8mb4`);
	const databaseUrl = new URL(`/${name}`, server).href;
	const db = openDatabase(databaseUrl);
	const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
	if (error) throw error;

	const mails = await openSmtpSink(await freePort());
	const redisPort = await freePort();
	const redis = program(
		`redis-${redisPort}`,
		process.env['REDIS_SERVER_PATH'] ?? 'redis-server',
		[
			...['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', folder],
			...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
		],
		{},
	);
	const shared = {
		MARKETDAY_ENV: 'test',
		NODE_ENV: 'production',
		DATABASE_URL: databaseUrl,
		REDIS_URL: `redis://127.0.0.1:${redisPort}/0`,
		SMTP_URL: mails.url,
		MEDIA_DIR: join(folder, 'media'),
		MAILBOX_DIR: '',
		ORIGIN: '',
		SECRET_KEY: 'a key of the tests, known to everybody',
		LOG_LEVEL: 'info',
		HEARTBEAT_MS: '1000',
		RATE_LIMIT_FACTOR: '1000',
		...env,
	};
	const ports = await Promise.all(Array.from({ length: web }, freePort));
	const market: Market = {
		url: (n = 0) => `http://localhost:${ports[n]}`,
		web: ports.map((port) =>
			program(`web-${port}`, process.execPath, ['src/server.ts'], { ...shared, PORT: String(port) }),
		),
		workers: Array.from({ length: workers }, (_, n) =>
			program(`worker-${redisPort}-${n}`, process.execPath, ['workers/main.ts'], {
				...shared,
				PORT: String(ports[0]),
			}),
		),
		redis,
		mails,
		db,
		databaseUrl,
		async ready(n = 0) {
			const deadline = Date.now() + 30_000;
			while (Date.now() < deadline) {
				const answer = await fetch(`${market.url(n)}/readyz`).catch(() => undefined);
				await answer?.body?.cancel();
				if (answer?.ok) return;
				await sleep(50);
			}
			throw new Error(`web process ${n} does not answer`);
		},
		async settle(options) {
			await comeToRest(db, options);
			return await checkPromises({ on: db });
		},
		async close() {
			await Promise.all([...market.web, ...market.workers].map((one) => one.kill('SIGTERM')));
			await redis.kill();
			await mails.close();
			await db.destroy();
			await admin.query(`drop database ${name}`);
			await admin.end();
			await rm(folder, { recursive: true, force: true });
		},
	};
	redis.start();
	for (const one of [...market.web, ...market.workers]) one.start();
	try {
		await Promise.all(market.web.map((_, n) => market.ready(n)));
	} catch (thrown) {
		await market.close();
		throw thrown;
	}
	return market;
}

/** Waits until everything owed is done. */
export async function comeToRest(db: Db, { withinMs = 45_000 } = {}): Promise<void> {
	const deadline = Date.now() + withinMs;
	for (let left = await owed(db); left.sum > 0; left = await owed(db)) {
		if (Date.now() > deadline) throw new Error(`the market does not come to rest: ${JSON.stringify(left)}`);
		await sleep(100);
	}
}

/** How much is still under way: unsequenced events, effects not taken, chores due, payments being captured. */
async function owed(db: Db): Promise<Record<'sum' | 'outbox' | 'chores' | 'payments' | 'behind', number>> {
	const counts = await db
		.selectNoFrom((eb) => [
			eb
				.selectFrom('outbox')
				.select((e) => e.fn.countAll<number>().as('n'))
				.as('outbox'),
			eb
				.selectFrom('chores')
				.select((e) => e.fn.countAll<number>().as('n'))
				.where('status', 'in', ['pending', 'running'])
				.as('chores'),
			eb
				.selectFrom('payments')
				.select((e) => e.fn.countAll<number>().as('n'))
				.where('status', 'in', ['pending', 'processing'])
				.as('payments'),
			eb
				.selectFrom('sequencer')
				.innerJoin('consumer_cursors', (join) => join.onTrue())
				.select((e) => e('sequencer.gseq', '-', e.ref('consumer_cursors.gseq')).as('n'))
				.as('behind'),
		])
		.executeTakeFirstOrThrow();
	const [outbox, chores, payments, behind] = [
		counts.outbox,
		counts.chores,
		counts.payments,
		counts.behind,
	].map(Number) as [number, number, number, number];
	return { sum: outbox + chores + payments + behind, outbox, chores, payments, behind };
}
