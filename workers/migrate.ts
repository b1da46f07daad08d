/** Applies what `migrations/` holds beyond what the database has. Forward only; safe to run twice or side by side. */
import { Migrator } from 'kysely/migration';
import { db } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { migrations } from '#lib/server/migrations.ts';

const migrator = new Migrator({ db, provider: migrations });
const { error, results } = await migrator.migrateToLatest();
for (const result of results ?? []) {
	if (result.status === 'Error') log.error({ migration: result.migrationName }, 'migration failed');
}
await db.destroy();
if (error) {
	log.error({ err: error }, 'the database is not migrated');
	process.exit(1);
}
process.stdout.write(`${results?.length ?? 0} migration(s) applied\n`);
