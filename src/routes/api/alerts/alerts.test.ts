import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { listProduct, signUp, type Person } from '#testing/cast.ts';
import { GET as list, POST as ask } from './+server.ts';
import { DELETE as letGo } from './[id]/+server.ts';

type Call = { body?: unknown; id?: string; as?: Person };

async function call(handler: typeof list, { body, id, as }: Call) {
	const url = new URL(`http://localhost/api/alerts${id ? `/${id}` : ''}`);
	const request = new Request(url, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	});
	const locals = { actor: as?.actor ?? null, requestId: 'test', address: '::1' };
	const answer = await handler({ request, url, params: { id }, locals } as unknown as RequestEvent);
	const text = await answer.text();
	return { status: answer.status, body: text ? JSON.parse(text) : null };
}

test('Ben asks to be told, asks again, sees what he waits for, and lets go of it', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const bowl = await listProduct(ana, { stock: 0 });
	const body = { variant_id: bowl.variants[0]!.id };
	const asked = await call(ask, { as: ben, body });
	expect(asked).toMatchObject({ status: 201, body });
	expect(await call(ask, { as: ben, body })).toEqual({ status: 200, body: asked.body });
	const listed = await call(list, { as: ben });
	expect(listed.body.items).toMatchObject([
		{ ...asked.body, product: { id: bowl.id, url: bowl.url }, shown: true, held: 0, next_free_at: null },
	]);
	expect(await call(letGo, { as: ben, id: asked.body.id })).toEqual({ status: 204, body: null });
	expect((await call(list, { as: ben })).body.items).toEqual([]);
});

test('another’s alert is not there, a guest is asked to sign in, and what is wrong is named', async () => {
	const [ana, ben, cleo] = await Promise.all([signUp('ana'), signUp('ben'), signUp('cleo')]);
	const bowl = await listProduct(ana, { stock: 0 });
	const body = { variant_id: bowl.variants[0]!.id };
	const { id } = (await call(ask, { as: ben, body })).body;
	expect(await call(letGo, { as: cleo, id })).toMatchObject({ status: 404, body: { code: 'not_found' } });
	expect(await call(letGo, { as: cleo, id: 'no-id' })).toMatchObject({ status: 404 });
	expect((await call(list, { as: cleo })).body.items).toEqual([]);
	for (const [handler, asked] of [
		[list, {}],
		[ask, { body }],
		[letGo, { id }],
	] as const)
		expect(await call(handler, asked)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
	for (const wrong of [{}, { variant_id: 7 }, { variant_id: 'bowl' }])
		expect(await call(ask, { as: cleo, body: wrong })).toMatchObject({
			status: 422,
			body: { errors: { variant_id: expect.any(String) } },
		});
	expect(await call(ask, { as: cleo, body: { variant_id: newId() } })).toMatchObject({ status: 404 });
	expect(await call(ask, { as: ana, body })).toMatchObject({ status: 422, body: { code: 'own_product' } });
	expect((await call(list, { as: cleo })).body.items).toEqual([]);
});
