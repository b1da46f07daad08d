/** What comes from outside and means no good, against the production build. */
import { expect, test } from '@playwright/test';
import { io } from 'socket.io-client';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { buy, joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

let market: Market;
let ana: Person;
let ben: Person;
let cleo: Person;
let spoon: Listed;

test.beforeAll(async () => {
	market = await openMarket({ web: 1, workers: 1 });
	ana = await joinMarket(market, 'ana');
	ben = await joinMarket(market, 'ben');
	cleo = await joinMarket(market, 'cleo');
	spoon = await listProduct(ana, 'Walnut spoon', { stock: 5 });
});
test.afterAll(async () => {
	await market?.close();
});

const ELSEWHERE = 'https://elsewhere.example';
const everything = async () => {
	const tables = ['users', 'products', 'orders', 'shops', 'stock_movements', 'outbox', 'events'] as const;
	const counts = await Promise.all(
		tables.map((table) =>
			market.db
				.selectFrom(table)
				.select((eb) => eb.fn.countAll().as('n'))
				.executeTakeFirstOrThrow(),
		),
	);
	return counts.map((count) => Number(count.n));
};

test('another site’s page cannot act with our visitor’s cookie, whatever it sends', async () => {
	await market.settle();
	const before = await everything();
	const bodies: [string | undefined, string][] = [
		['application/json', '{"name":"Stolen"}'],
		['application/x-www-form-urlencoded', 'name=Stolen'],
		['multipart/form-data; boundary=x', '--x--'],
		['text/plain', '{"name":"Stolen"}'],
		[undefined, '{"name":"Stolen"}'],
	];
	for (const path of [
		'/api/products',
		'/api/orders',
		'/api/logout',
		`/api/products/${spoon.id}`,
		'/login',
		'/register',
		'/logout',
		'/account',
	]) {
		for (const origin of [ELSEWHERE, 'null']) {
			for (const [type, text] of bodies) {
				const body = type === undefined ? new Blob([text]) : text;
				const response = await fetch(market.url() + path, {
					method: path.startsWith('/api/products/') ? 'PUT' : 'POST',
					headers: { cookie: ana.cookie, origin, ...(type && { 'content-type': type }) },
					body,
				});
				expect.soft(response.status, `${path} as ${type} from ${origin}`).toBe(403);
			}
		}
	}
	expect(await everything()).toEqual(before);
});

test('another site’s page cannot open a socket', async () => {
	const socket = io(market.url(), {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		extraHeaders: { cookie: ana.cookie, origin: ELSEWHERE },
	});
	const error = await new Promise<Error>((resolve, reject) => {
		socket.once('connect_error', resolve);
		socket.once('connect', () => reject(new Error('it was let in')));
	});
	expect(error).toBeTruthy();
	socket.close();
});

test('what is another’s is not there', async () => {
	const placed = await buy(ben, spoon);
	const orderId = placed.body.orders[0].id as string;
	await market.settle();
	for (const [person, method, path, body] of [
		[cleo, 'GET', `/api/orders/${orderId}`, undefined],
		[cleo, 'POST', `/api/orders/${orderId}/accept`, {}],
		[cleo, 'POST', `/api/orders/${orderId}/cancel`, { reason: 'mine now' }],
		[ben, 'PUT', `/api/products/${spoon.id}`, { name: 'Mine now' }],
		[ben, 'DELETE', `/api/products/${spoon.id}`, undefined],
		[ben, 'GET', `/api/cursors?streams=shop:${spoon.shop.id}`, undefined],
		[ben, 'GET', `/api/cursors?streams=admin`, undefined],
		[ben, 'GET', `/api/cursors?streams=user:${ana.id}`, undefined],
		[ben, 'GET', '/api/activity', undefined],
	] as const) {
		expect.soft((await person.call(method, path, body)).status, `${method} ${path}`).toBe(404);
	}
	for (const path of [
		'/admin',
		'/admin/users',
		'/admin/products',
		'/admin/health',
		'/admin/audit',
		`/orders/${orderId}`,
		`/sell/orders/${orderId}`,
		`/sell/products/${spoon.id}`,
	]) {
		const response = await fetch(market.url() + path, {
			headers: { cookie: cleo.cookie },
			redirect: 'manual',
		});
		expect.soft(response.status, `page ${path}`).toBe(404);
	}
});

const awkward: [string, unknown][] = [
	['minus one', -1],
	['zero', 0],
	['a fraction', 1.5],
	['2^53', 2 ** 53],
	['a number as text', '1'],
	['1e3 as text', '1e3'],
	['full-width text', '１'],
	['null', null],
	['a list', []],
	['an object', {}],
	['true', true],
];

test('numbers that are none are refused by name, and nothing is written', async () => {
	await market.settle();
	const before = await everything();
	for (const [name, value] of awkward) {
		const quantity = await ben.call('POST', '/api/orders', { product_id: spoon.id, quantity: value });
		expect.soft(quantity.status, `quantity: ${name}`).toBe(422);
		expect.soft(Object.keys(quantity.body?.errors ?? {}), `quantity: ${name}`).toContain('quantity');
		const price = await ana.call('POST', '/api/products', {
			name: 'Bowl',
			description: 'A bowl.',
			price: { amount: value, currency: 'EUR' },
			category: 'ceramics',
			stock: 1,
		});
		expect.soft(price.status, `price: ${name}`).toBe(422);
		expect.soft(Object.keys(price.body?.errors ?? {}).join(), `price: ${name}`).toMatch(/price/);
		if (value === 0) continue;
		const stock = await ana.call('POST', '/api/products', {
			name: 'Bowl',
			description: 'A bowl.',
			price: { amount: 100, currency: 'EUR' },
			category: 'ceramics',
			stock: value,
		});
		expect.soft(stock.status, `stock: ${name}`).toBe(422);
		expect.soft(Object.keys(stock.body?.errors ?? {}).join(), `stock: ${name}`).toMatch(/stock/);
	}
	const raw = async (path: string, body: BodyInit, type = 'application/json') =>
		(
			await fetch(market.url() + path, {
				method: 'POST',
				headers: { cookie: ben.cookie, 'content-type': type },
				body,
			})
		).status;
	expect.soft(await raw('/api/orders', '{"product_id":"x","quantity":1e309}')).toBe(422);
	expect.soft(await raw('/api/orders', '{')).toBe(400);
	expect.soft(await raw('/api/orders', '')).toBe(400);
	expect.soft(await raw('/api/orders', new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).toBe(400);
	expect.soft(await raw('/api/orders', `{"a":"${'x'.repeat(1_000_000)}"}`)).toBe(413);
	expect.soft(await raw('/api/orders', '<order/>', 'application/xml')).toBe(415);
	expect.soft(await raw('/api/orders', '['.repeat(100_000))).toBeLessThan(500);
	expect.soft(await raw('/api/orders', `{"product_id":"${spoon.id}","quantity":1,"role":"admin"}`)).toBe(422);
	expect.soft(await raw('/api/orders', '{"__proto__":{"admin":true},"quantity":1}')).toBe(422);
	expect(await everything()).toEqual(before);
});

test('strange words in the address bar are answered, not stumbled over', async () => {
	for (const path of [
		'/api/products?limit=-1',
		'/api/products?limit=1.5',
		'/api/products?limit=1e309',
		'/api/products?sort=password_hash',
		'/api/products?cursor=forged',
		'/api/products?min_price=NaN',
		'/api/products?limit=1&limit=9',
		'/api/products?q=%00',
		'/api/products?nonsense=1',
	]) {
		const answer = await ben.call('GET', path);
		expect.soft(answer.status, path).toBe(422);
		expect.soft(answer.headers.get('content-type'), path).toContain('application/problem+json');
	}
	for (const path of [
		'/api/products/nonsense',
		'/api/products/%00',
		'/api/orders/1%20or%201=1',
		'/api/nowhere',
		'/product/%ff',
		'/media/../../etc/passwd',
		'/media/%2e%2e%2fpackage.json',
		'/search?q=%00',
		"/search?q=') or 1=1 --",
	]) {
		const response = await fetch(market.url() + path, { headers: { cookie: ben.cookie } });
		expect.soft(response.status, path).toBeLessThan(500);
	}
});

test('every answer carries the headers that keep browsers honest', async () => {
	for (const path of ['/', '/api/products', '/api/nowhere', '/favicon.svg', '/nowhere', '/socket.io/']) {
		const { headers } = await fetch(market.url() + path);
		expect.soft(headers.get('x-content-type-options'), path).toBe('nosniff');
		expect.soft(headers.get('x-frame-options'), path).toBe('DENY');
		expect.soft(headers.get('referrer-policy'), path).toBeTruthy();
	}
	const page = await fetch(market.url() + '/account', { headers: { cookie: ana.cookie } });
	expect(page.headers.get('cache-control')).toMatch(/no-store/);
	expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/);
	expect(page.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe-inline/);
});
