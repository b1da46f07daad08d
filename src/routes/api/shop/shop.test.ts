import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { listProduct, signUp, type Person } from '#testing/cast.ts';
import { PUT as changeProduct } from '../products/[id]/+server.ts';
import { GET as coupons, POST as makeCoupon } from './coupons/+server.ts';
import { POST as stopCoupon } from './coupons/[id]/stop/+server.ts';
import { GET as profiles, POST as makeProfile } from './shipping-profiles/+server.ts';
import { DELETE as removeProfile, PUT as changeProfile } from './shipping-profiles/[id]/+server.ts';

type Call = { body?: unknown; id?: string; as?: Person };

async function call(handler: typeof coupons, { body, id, as }: Call = {}) {
	const url = new URL('http://localhost/api/shop');
	const request = new Request(url, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		}),
	});
	const locals = { actor: as?.actor ?? null, requestId: 'test', address: '::1' };
	const answer = await handler({ request, url, params: { id }, locals } as unknown as RequestEvent);
	const text = await answer.text();
	return { status: answer.status, body: text ? JSON.parse(text) : null };
}

async function seller(name = 'ana'): Promise<Person & { product: string }> {
	const person = await signUp(name);
	return { ...person, product: (await listProduct(person)).id };
}

const belgium = { countries: ['BE'], first: 450, further: 100, days_min: 1, days_max: 2 };
const elsewhere = { ...belgium, countries: null, first: { amount: 900, currency: 'EUR' }, free_over: 6000 };
const profile = { name: 'Parcels', zones: [belgium, elsewhere] };
const coupon = { code: 'Welcome10', kind: 'percent', value: 1000 };

test('a shop says how it sends, and changes its mind', async () => {
	const ana = await seller();
	expect((await call(profiles, { as: ana })).body).toEqual({ items: [] });
	const first = await call(makeProfile, { as: ana, body: profile });
	expect(first).toMatchObject({
		status: 201,
		body: {
			is_default: true,
			zones: [{ first: { amount: 450, currency: 'EUR' } }, { countries: null, free_over: { amount: 6000 } }],
		},
	});
	const { id, version } = first.body;
	// What was read can be written back.
	expect(
		(await call(changeProfile, { as: ana, id, body: { name: 'Post', zones: first.body.zones, version } }))
			.body,
	).toEqual({
		...first.body,
		name: 'Post',
		version: 2,
	});
	expect((await call(changeProfile, { as: ana, id, body: { ...profile, version } })).body.code).toBe('stale');

	const large = await call(makeProfile, { as: ana, body: { ...profile, name: 'Large', is_default: true } });
	const of = async () =>
		(await call(profiles, { as: ana })).body.items.map((one: { name: string; is_default: boolean }) => [
			one.name,
			one.is_default,
		]);
	expect(await of()).toEqual([
		['Large', true],
		['Post', false],
	]);
	const named = await call(changeProduct, { as: ana, id: ana.product, body: { shipping_profile: id } });
	expect(named.body.shipping_profile).toBe(id);
	expect((await call(removeProfile, { as: ana, id: large.body.id })).status).toBe(204);
	expect((await call(removeProfile, { as: ana, id: large.body.id })).status).toBe(404);
	expect(await of()).toEqual([['Post', true]]);
});

test('a coupon is made, listed and stopped', async () => {
	const ana = await seller();
	const made = await call(makeCoupon, {
		as: ana,
		body: { ...coupon, max_uses: 5, ends_at: '2030-01-01T00:00:00+01:00' },
	});
	expect(made).toMatchObject({
		status: 201,
		body: { code: 'Welcome10', used: 0, state: 'running', ends_at: '2029-12-31T23:00:00.000Z' },
	});
	expect((await call(coupons, { as: ana })).body.items).toEqual([made.body]);
	const { id } = made.body;
	expect((await call(stopCoupon, { as: ana, id })).body).toMatchObject({ state: 'stopped', version: 2 });
	expect((await call(stopCoupon, { as: ana, id })).status).toBe(409);
	expect((await call(makeCoupon, { as: ana, body: { ...coupon, code: 'WELCOME10' } })).body.errors).toEqual({
		code: 'You have given out this code before',
	});
});

test('nobody writes without signing in or without a shop, and another’s is not there', async () => {
	const [ana, ben, cleo] = [await seller(), await signUp('ben'), await seller('cleo')];
	const { id } = (await call(makeProfile, { as: ana, body: profile })).body;
	const given = (await call(makeCoupon, { as: ana, body: coupon })).body;
	for (const [handler, body] of [
		[profiles, undefined],
		[makeProfile, profile],
		[coupons, undefined],
		[makeCoupon, coupon],
	] as const) {
		expect((await call(handler, { body })).status).toBe(401);
		expect((await call(handler, { body, as: ben })).status).toBe(404);
	}
	for (const as of [ben, cleo]) {
		expect((await call(changeProfile, { as, id, body: profile })).status).toBe(404);
		expect((await call(removeProfile, { as, id })).status).toBe(404);
		expect((await call(stopCoupon, { as, id: given.id })).status).toBe(404);
	}
	expect((await call(removeProfile, { as: ana, id: 'not-an-id' })).status).toBe(404);
	expect((await call(profiles, { as: cleo })).body.items).toEqual([]);
	const foreign = await call(changeProduct, { as: cleo, id: cleo.product, body: { shipping_profile: id } });
	expect(foreign.body.errors).toEqual({ shipping_profile: 'There is no such shipping profile' });
	const unknown = await call(changeProduct, {
		as: cleo,
		id: cleo.product,
		body: { shipping_profile: newId() },
	});
	expect(unknown.body.errors).toEqual(foreign.body.errors);
	expect((await call(coupons, { as: ana })).body.items).toEqual([given]);
});

const numbers = [-1, 1.5, 1e20, '4', null, true, {}, [], { amount: 450, currency: 'USD' }];
const badZones: [string, unknown][] = [
	...[...numbers, { amount: -1, currency: 'EUR' }].map((value): [string, unknown] => ['first', value]),
	...numbers.map((value): [string, unknown] => ['further', value]),
	...[0, -5, 1.5, 'a lot', { amount: 5, currency: 'USD' }].map((value): [string, unknown] => [
		'free_over',
		value,
	]),
	...[-1, 1.5, 400, '2', null].map((value): [string, unknown] => ['days_min', value]),
	['days_max', 0],
	...[[], ['XX'], ['be'], ['BE', 'BE'], 'BE', [null]].map((value): [string, unknown] => ['countries', value]),
	['price', 3],
];

test.each(badZones)('a zone with %s %j is refused by that field', async (field, value) => {
	const ana = await seller();
	const body = { name: 'Post', zones: [{ ...belgium, [field]: value }] };
	const answer = await call(makeProfile, { as: ana, body });
	expect(answer.status).toBe(422);
	expect(Object.keys(answer.body.errors)).toContainEqual(expect.stringContaining(`zones.0.${field}`));
	expect((await call(profiles, { as: ana })).body.items).toEqual([]);
});

test.each([
	['zones', { ...profile, zones: [] }],
	['zones.1.countries', { ...profile, zones: [elsewhere, elsewhere] }],
	['zones.1.countries', { ...profile, zones: [belgium, belgium] }],
	['name', { ...profile, name: '  ' }],
	['is_default', { ...profile, is_default: 'yes' }],
	['shop_id', { ...profile, shop_id: newId() }],
	['version', { ...profile, version: 0 }],
])('a profile is refused by %s', async (field, body) => {
	const ana = await seller();
	const answer = await call(makeProfile, { as: ana, body });
	expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
});

const badCoupons: [string, Record<string, unknown>][] = [
	...['', 'AB', 'has space', 'é-code', 'x'.repeat(33), '-AB', 5].map(
		(code): [string, Record<string, unknown>] => ['code', { code }],
	),
	['kind', { kind: 'gift' }],
	...[0, -5, 10_001, 1.5, '10', null, { amount: 500, currency: 'EUR' }].map(
		(value): [string, Record<string, unknown>] => ['value', { value }],
	),
	['value', { kind: 'fixed', value: { amount: 500, currency: 'USD' } }],
	['value', { kind: 'fixed', value: undefined }],
	['value', { kind: 'free_shipping' }],
	...[-1, 1.5, { amount: 1, currency: 'JPY' }].map((minimum): [string, Record<string, unknown>] => [
		'minimum',
		{ minimum },
	]),
	...['tomorrow', '2026-02-30T00:00:00Z', '9999-01-01T00:00:00Z', 5].map(
		(at): [string, Record<string, unknown>] => ['starts_at', { starts_at: at }],
	),
	['ends_at', { ends_at: '2020-01-01T00:00:00Z' }],
	['ends_at', { starts_at: '2030-01-02T00:00:00Z', ends_at: '2030-01-01T00:00:00Z' }],
	...[0, -1, 1.5, '5', 1e12].map((most): [string, Record<string, unknown>] => [
		'max_uses',
		{ max_uses: most },
	]),
	['max_uses_per_buyer', { max_uses_per_buyer: 0 }],
	['used', { used: 0 }],
];

test.each(badCoupons)('a coupon with a bad %s is refused by that field: %j', async (field, wrong) => {
	const ana = await seller();
	const answer = await call(makeCoupon, { as: ana, body: { ...coupon, ...wrong } });
	expect(answer.status).toBe(422);
	expect(Object.keys(answer.body.errors).map((path) => path.split('.')[0])).toContain(field);
	const { n } = await db
		.selectFrom('coupons')
		.innerJoin('shops', 'shops.id', 'coupons.shop_id')
		.select(({ fn }) => fn.countAll().as('n'))
		.where('shops.user_id', '=', ana.actor.id)
		.executeTakeFirstOrThrow();
	expect(Number(n)).toBe(0);
});
