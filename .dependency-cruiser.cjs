/** Which room may look into which: the stairs of docs/ARCHITECTURE.md. Imports go down only, and never in a circle. */

/** Rooms that each room's files may import, besides events and lib. */
const stairs = {
	accounts: [],
	shops: ['accounts'],
	inventory: ['shops', 'accounts'],
	catalog: ['inventory', 'shops', 'accounts'],
	payments: ['accounts'],
	orders: ['catalog', 'inventory', 'shops', 'payments', 'accounts'],
	notifications: ['orders', 'catalog', 'shops', 'accounts'],
	activity: ['orders', 'payments', 'catalog', 'inventory', 'shops', 'accounts'],
	realtime: ['orders', 'catalog', 'shops', 'accounts'],
	events: [],
};
const rooms = Object.keys(stairs);
const anyRoom = `(${rooms.join('|')})`;
const trial = '\\.test\\.ts$|^src/testing/';
/** What another room may reach behind a counter. */
const openDoors = '^src/[a-z]+/server/(queries|steps)([.]ts$|/)';

/** Charging is neither a read nor part of a transaction. */
const providersDoor = '^src/payments/server/provider[.]ts$';

const downTheStairs = rooms.map((room) => ({
	name: `stairs-of-${room}`,
	comment: `${room} may import ${[...stairs[room], 'events', 'lib'].join(', ')}.`,
	severity: 'error',
	from: { path: `^src/${room}/`, pathNot: trial },
	to: {
		path: '^src/(?!lib/)[^/]+/',
		pathNot: [
			`^src/(${[room, ...stairs[room], 'events'].join('|')})/`,
			// The browser's one socket: any room's furniture may listen.
			'^src/realtime/live[.]svelte[.]ts$',
		],
	},
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'nothing-unresolved',
			comment: 'The import leads nowhere.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^[$]' },
		},
		...downTheStairs,
		{
			name: 'lib-knows-no-business',
			severity: 'error',
			from: { path: '^src/lib/', pathNot: trial },
			to: { path: '^src/(?!lib/)' },
		},
		{
			name: 'no-server-in-front',
			comment: 'What is in front of the counter runs in the browser.',
			severity: 'error',
			from: {
				path: `^src/(${anyRoom}|lib)/(?!server/)|^src/routes/.*\\.svelte$|^src/routes/.*[+](page|layout)\\.ts$`,
				pathNot: trial,
			},
			to: { path: '^src/[^/]+/server/', dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'other-rooms-by-queries-or-steps',
			comment: 'Another room’s server/ is reached by its queries and steps alone.',
			severity: 'error',
			from: { path: `^src/${anyRoom}/`, pathNot: trial },
			to: {
				path: `^src/${anyRoom}/server/`,
				pathNot: [`^src/$1/`, `^src/events/server/`, openDoors, providersDoor],
			},
		},
		{
			name: 'nobody-imports-routes',
			severity: 'error',
			// hooks.server.ts puts the web process together, as workers/main.ts does the worker.
			from: { pathNot: `^src/(routes/|hooks[.]server[.]ts$)|${trial}` },
			to: { path: '^src/routes/' },
		},
		{
			name: 'nobody-imports-workers',
			severity: 'error',
			from: { pathNot: `^workers/|${trial}` },
			to: { path: '^workers/' },
		},
		{
			name: 'no-kit-behind-the-counter',
			comment: 'Workers run what is in server/ without SvelteKit.',
			severity: 'error',
			from: {
				path: `^src/(${anyRoom}|lib)/server/|^workers/|^src/(${anyRoom}|lib)/[^/]+\\.ts$`,
				pathNot: '\\.svelte\\.ts$',
			},
			to: { path: '^@sveltejs/kit|node_modules/@sveltejs/kit|^[$](app|env|lib)' },
		},
		{
			name: 'no-testing-in-the-house',
			severity: 'error',
			// The demo market is played by the tests' cast and bots.
			from: { pathNot: `${trial}|^(bench|tests|scripts)/|^workers/(seed(-terms)?|demo)[.]ts$` },
			to: { path: '^src/testing/' },
		},
		{
			name: 'no-barrels',
			severity: 'error',
			from: {},
			to: { path: '^src/.*/index\\.(ts|js)$' },
		},
	],
	options: {
		doNotFollow: { path: ['node_modules', '^\\.svelte-kit'] },
		exclude: { path: ['^\\.svelte-kit', '/\\$types'] },
		tsPreCompilationDeps: 'specify',
		detectProcessBuiltinModuleCalls: true,
		enhancedResolveOptions: {
			conditionNames: ['svelte', 'import', 'types', 'node', 'default'],
			exportsFields: ['exports'],
			extensions: ['.ts', '.js', '.svelte', '.json'],
		},
		builtInModules: { add: [] },
	},
};
