import type { Migration, MigrationProvider } from 'kysely/migration';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = resolve('migrations');

/** The files of `migrations/` in the order of their names. */
export const migrations: MigrationProvider = {
	async getMigrations() {
		const found: Record<string, Migration> = {};
		for (const file of (await readdir(FOLDER)).filter((name) => name.endsWith('.ts')).sort()) {
			found[file.replace(/\.ts$/, '')] = (await import(
				/* @vite-ignore */ pathToFileURL(join(FOLDER, file)).href
			)) as Migration;
		}
		return found;
	},
};
