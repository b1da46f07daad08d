import { expect, test } from 'vitest';
import { wrongMethod } from '../edge/api-methods.ts';
import { GET as readyz } from '../readyz/+server.ts';
import { GET } from './+server.ts';

async function ask(address: string, headers: Record<string, string> = {}) {
	const request = new Request('http://market.test/metrics', { headers });
	const locals = { address, requestId: 'r', actor: null };
	return await GET({ request, locals } as never);
}

test('without a token, this machine alone reads the figures', async () => {
	for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
		expect((await ask(address)).status).toBe(200);
	for (const address of ['10.0.0.1', '127.0.0.1.example', '', '2001:db8::1'])
		expect((await ask(address)).status).toBe(404);
	expect(await (await ask('127.0.0.1')).text()).toContain('marketday_http_requests_total');
});

test('a visitor that a proxy on this machine brings is no loopback', async () => {
	for (const name of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'])
		expect((await ask('127.0.0.1', { [name]: '127.0.0.1' })).status).toBe(404);
});

test('ready with a migrated MySQL, and says how each part is', async () => {
	const response = await readyz();
	expect(response.status).toBe(200);
	expect(await response.json()).toMatchObject({ ready: true, database: 'ok', migrations: 'ok' });
});

test('a method that a route does not take is a problem with a code, under /api alone', async () => {
	const plain = () => new Response('no', { status: 405, headers: { allow: 'GET, POST' } });
	const answer = wrongMethod(plain(), '/api/products', 'r');
	expect(answer?.headers.get('allow')).toBe('GET, POST');
	expect(await answer?.json()).toMatchObject({ code: 'method_not_allowed', allowed: ['GET', 'POST'] });
	expect(wrongMethod(plain(), '/cart', 'r')).toBeNull();
	expect(wrongMethod(new Response('ok'), '/api/products', 'r')).toBeNull();
});
