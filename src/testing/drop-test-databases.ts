/** Names this run's databases and drops them at its end. */
import { createConnection } from 'mysql2/promise';

const run = `${process.pid}`;

export function setup(): void {
	process.env['MARKETDAY_TEST_RUN'] = run;
}

export async function teardown(): Promise<void> {
	const url = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
	if (!url) return;
	const connection = await createConnection({ uri: new URL('/', url).href });
	const [rows] = await connection.query(`show databases like 'marketday\\_test\\_${run}\\_%'`);
	for (const row of rows as Record<string, string>[])
		await connection.query(`drop database ${Object.values(row)[0]}`);
	await connection.end();
}
