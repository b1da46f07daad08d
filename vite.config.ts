import { sveltekit } from '@sveltejs/kit/vite';
import { fewFiles, webSocketsOnly } from './scripts/vite/lean-client.js';
import { liveSockets } from './src/realtime/server/vite-sockets.ts';
import { configDefaults, defineConfig } from 'vitest/config';

const real = ['src/**/server/**/*.test.ts', 'src/routes/**/*.test.ts', 'workers/**/*.test.ts'];

export default defineConfig({
	plugins: [sveltekit(), liveSockets(), fewFiles(), webSocketsOnly()],
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'scripts/**/*.test.js'],
					exclude: [...configDefaults.exclude, ...real],
				},
			},
			{
				extends: true,
				test: {
					// Real MySQL and Redis: each pool worker has a database of its own.
					name: 'server',
					include: real,
					globalSetup: ['src/testing/drop-test-databases.ts'],
					setupFiles: ['src/testing/own-database.ts'],
					maxWorkers: 2,
					testTimeout: 40_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});
