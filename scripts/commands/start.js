// npm start: the whole market on this machine, from a production build.
import { live } from '../processes/lifetime.js';
import { freePort } from '../processes/ports.js';
import { keep } from '../processes/supervise.js';
import { at, logFile } from '../paths.js';
import { buildIfChanged } from '../services/build.js';
import { openMarket } from '../services/open-market.js';
import { reachable, waitUntilReady } from '../services/wait-until-ready.js';
import { bold } from '../terminal/paint.js';
import { step } from '../terminal/steps.js';
import { welcome } from '../terminal/welcome.js';

await live(async () => {
	console.log(`\n  ${bold('Marketday')}\n`);
	const market = await openMarket('npm start');
	await buildIfChanged();

	await step('Opening the doors', async (note) => {
		const env = { ...market.env, NODE_ENV: 'production' };
		const node = { command: process.execPath, env, grace: 20_000 };
		const web = keep({ ...node, name: 'The web process', args: [at('src/server.ts')], log: logFile('web') });
		await waitUntilReady(
			`http://${reachable(market.env.HOST)}:${market.env.PORT}/readyz`,
			web.alive,
			'See .data/log/web.log',
		);
		web.settle();
		note('web');
		const health = await freePort();
		const worker = keep({
			...node,
			env: { ...env, HOST: '127.0.0.1', WORKER_PORT: String(health) },
			name: 'The worker',
			args: [at('workers/main.ts')],
			log: logFile('worker'),
		});
		await waitUntilReady(`http://127.0.0.1:${health}/readyz`, worker.alive, 'See .data/log/worker.log');
		worker.settle();
		note('web and worker');
	});
	welcome(market);
	return new Promise(() => undefined);
});
