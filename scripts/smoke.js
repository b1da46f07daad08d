// node scripts/smoke.js https://market.example: is a market that was just deployed open for business?
// Reads only. Built-ins of Node 22 only, so that it needs no packages.
import { setTimeout as pause } from 'node:timers/promises';

const patience = 300_000;
const base = process.argv[2]?.replace(/\/$/, '');
if (!base) {
	console.error('usage: node scripts/smoke.js ADDRESS');
	process.exit(2);
}

/** @type {[string, () => Promise<unknown>][]} */
const looks = [
	['it is ready', untilReady],
	[
		'the home page is served, complete',
		async () => {
			const response = await get('/');
			const html = await response.text();
			if (response.status !== 200 || !html.includes('</html>'))
				throw new Error(`status ${response.status}, ${html.length} characters`);
			if (!response.headers.get('content-security-policy')) throw new Error('no Content-Security-Policy');
		},
	],
	[
		'the API describes itself',
		async () => {
			const response = await get('/api/openapi.json');
			const { openapi } = await response.json();
			if (!String(openapi).startsWith('3.1')) throw new Error(`openapi is ${openapi}`);
		},
	],
	[
		'an unknown page is a 404',
		async () => {
			const { status } = await get('/no-such-page');
			if (status !== 404) throw new Error(`status ${status}`);
		},
	],
	[
		'a post from another site is refused',
		async () => {
			const headers = { origin: 'https://elsewhere.example', 'content-type': 'application/json' };
			const { status } = await fetch(`${base}/api/login`, { method: 'POST', headers, body: '{}' });
			if (status !== 403) throw new Error(`status ${status}`);
		},
	],
	['sockets open', untilSocketOpens],
	[
		'the mailbox of development is not there',
		async () => {
			const { status } = await get('/dev/mail');
			if (status !== 404) throw new Error(`status ${status}`);
		},
	],
];

let failed = 0;
for (const [what, look] of looks) {
	try {
		await look();
		console.log(`✔ ${what}`);
	} catch (error) {
		failed++;
		console.error(`✖ ${what}: ${error instanceof Error ? error.message : error}`);
	}
}
process.exit(failed ? 1 : 0);

/** @param {string} path */
function get(path) {
	return fetch(`${base}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
}

async function untilReady() {
	for (const deadline = Date.now() + patience; ; await pause(2000)) {
		const answer = await get('/readyz').catch((error) => error);
		if (answer.ok) return;
		if (Date.now() > deadline) throw new Error(String(answer.status ?? answer.cause ?? answer));
	}
}

/** The first packet of engine.io says that the socket came through every proxy on the way. */
function untilSocketOpens() {
	const address = `${base?.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
	// Node's own WebSocket takes headers, which the browser's type does not know.
	const socket = new WebSocket(address, /** @type {any} */ ({ headers: { origin: base } }));
	return new Promise((resolve, reject) => {
		socket.onmessage = ({ data }) =>
			String(data).startsWith('0{') ? resolve(undefined) : reject(new Error(`the first packet is ${data}`));
		socket.onerror = () => reject(new Error('the socket was refused'));
		setTimeout(() => reject(new Error('no packet within 20 s')), 20_000).unref();
	}).finally(() => socket.close());
}
