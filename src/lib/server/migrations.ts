import type { Migration, MigrationProvider } from 'kysely/migration';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = resolve('migrations');

/** What `migrations/` holds, in the order of their names. */
export async function migrationNames(): Promise<string[]> {
	const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.ts')).sort();
	return files.map((file) => file.replace(/\.ts$/, ''));
}

/** The same, loaded. */
export const migrations: MigrationProvider = {
	async getMigrations() {
		const found: Record<string, Migration> = {};
		for (const name of await migrationNames()) {
			found[name] = (await import(
				/* @vite-ignore */ pathToFileURL(join(FOLDER, `${name}.ts`)).href
			)) as Migration;
		}
		return found;
	},
};
