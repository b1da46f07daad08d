// npm run dev: the market with hot reload; the worker starts anew when its code changes.
import { live } from '../processes/lifetime.js';
import { keep } from '../processes/supervise.js';
import { at } from '../paths.js';
import { openMarket } from '../services/open-market.js';
import { reachable, waitUntilReady } from '../services/wait-until-ready.js';
import { bold } from '../terminal/paint.js';
import { step } from '../terminal/steps.js';
import { welcome } from '../terminal/welcome.js';

await live(async () => {
	console.log(`\n  ${bold('Marketday')} for its developers\n`);
	const market = await openMarket('npm run dev');
	const { HOST = '127.0.0.1', PORT = '3000' } = market.env;
	const node = { command: process.execPath, env: market.env, grace: 10_000 };

	await step('Vite', async () => {
		const vite = keep({
			...node,
			name: 'Vite',
			args: [
				at('node_modules/vite/bin/vite.js'),
				'dev',
				'--host',
				HOST,
				'--port',
				PORT,
				'--strictPort',
				'--logLevel',
				'warn',
			],
		});
		await waitUntilReady(`http://${reachable(HOST)}:${PORT}/readyz`, vite.alive, 'Vite said why above.');
		vite.settle();
	});
	keep({
		...node,
		name: 'The worker',
		args: ['--watch', '--watch-preserve-output', at('workers/main.ts')],
	}).settle();
	welcome(market);
	return new Promise(() => undefined);
});
