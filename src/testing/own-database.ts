/**
 * Gives each test worker a migrated database, a corner of Redis and a mail port of its own, before anything reads the
 * environment. Files of one worker run one after another in it; tests make their own people and things, so they do not meet.
 */
import { createConnection } from 'mysql2/promise';
import { createServer, type AddressInfo } from 'node:net';

const base = new URL(
	process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'] ?? 'mysql://root@127.0.0.1:3306/',
);
const redis = new URL(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379');
const pool = process.env['VITEST_POOL_ID'] ?? '1';
const name = `marketday_test_${process.env['MARKETDAY_TEST_RUN'] ?? 'lone'}_${pool}`;

process.env['TEST_DATABASE_URL'] = base.href;
process.env['MARKETDAY_ENV'] = 'test';
process.env['SECRET_KEY'] ??= 'a key of the tests, known to everybody';
process.env['LOG_LEVEL'] ??= 'warn';
process.env['DATABASE_URL'] = new URL(`/${name}`, base).href;
redis.pathname = `/${Number(pool) % 8}`;
process.env['REDIS_URL'] = redis.href;
process.env['REDIS_PREFIX'] = name.replaceAll('_', '-');
// Payments by Stripe reach a stand-in, once a test opens it.
process.env['STRIPE_SECRET_KEY'] = 'sk_test_double';
process.env['STRIPE_PUBLISHABLE_KEY'] = 'pk_test_double';
process.env['STRIPE_WEBHOOK_SECRET'] = 'whsec_double';
process.env['STRIPE_API_URL'] = `http://127.0.0.1:${await freePort()}`;
process.env['STRIPE_TIMEOUT_MS'] = '300';
process.env['SMTP_URL'] = `smtp://127.0.0.1:${await freePort()}`;

const connection = await createConnection({ uri: new URL('/', base).href });
await connection.query(`create database if not exists ${name} character set utf8mb4`);
await connection.end();

const { Migrator } = await import('kysely/migration');
const { openDatabase } = await import('#lib/server/db.ts');
const { migrations } = await import('#lib/server/migrations.ts');
const db = openDatabase(process.env['DATABASE_URL']);
const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
await db.destroy();
if (error) throw error;

/** Nothing listens there until a test opens its mail sink. */
async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
