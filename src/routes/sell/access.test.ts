/** Who comes through which of a shop's doors: a stranger with the shop's ids, and each role of its own people. */
import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#accounts/actor.ts';
import { newId } from '#lib/ids.ts';
import { mayDo, shopActs, type ShopAct, type ShopRole } from '#shops/permissions.ts';
import { leaveShop } from '#shops/server/leave-shop.ts';
import { listProduct, signUp, type Person } from '#testing/cast.ts';
import { doors, hire, type Row, type Subject } from '#testing/seller-doors.ts';
import { mayRead } from '../edge/may-read.ts';

type Handler = (event: never) => unknown;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const pages = import.meta.glob('./**/+page.server.ts', { eager: true }) as Record<
	string,
	{ load?: Handler; actions?: Record<string, Handler> }
>;
const files = import.meta.glob(
	[
		'./**/+server.ts',
		'../api/shop/**/+server.ts',
		'../api/products/**/+server.ts',
		'../api/orders/[[]id[]]/{accept,ship,cancel,refunds}/+server.ts',
	],
	{ eager: true },
) as Record<string, Record<string, Handler>>;

/** What the whole market may read. */
const OPEN = ['api/products GET', 'api/products/[id] GET'];
const place = (file: string) =>
	file
		.replace('./', 'sell/')
		.replace('.sell/', '')
		.replace(/\/\+server\.ts$/, '');
const found: { name: string; run: Handler; method: string }[] = [
	...Object.entries(pages).flatMap(([file, { load, actions = {} }]) => {
		const name = place(file).replace('.server.ts', '');
		return [
			...(load ? [{ name: `${name} load`, run: load, method: 'GET' }] : []),
			...Object.entries(actions).map(([action, run]) => ({
				name: `${name} ?/${action}`,
				run,
				method: 'POST',
			})),
		];
	}),
	...Object.entries(files).flatMap(([file, handlers]) =>
		METHODS.flatMap((method) => {
			const run = handlers[method];
			return run ? [{ name: `${place(file)} ${method}`, run, method }] : [];
		}),
	),
].filter(({ name }) => !OPEN.includes(name));

let people: Record<ShopRole, Person>;
let cleo: Person;
let shopId: string;

beforeAll(async () => {
	const ana = await signUp('ana');
	shopId = (await listProduct(ana)).shop.id;
	people = {
		owner: ana,
		manager: await hire(ana, 'mo', 'manager'),
		packer: await hire(ana, 'pia', 'packer'),
	};
	cleo = await signUp('cleo');
	await listProduct(cleo);
});

/** Everybody says that it is Ana's shop that they work in; only for some it is true. */
async function knock(door: (typeof found)[number], row: Row, who: Actor | null, about: Subject) {
	const url = new URL(`http://market.test/sell/somewhere`);
	const form = new FormData();
	for (const [name, value] of Object.entries(row.fields?.(about) ?? {})) form.set(name, value);
	const body = row.body ? JSON.stringify(row.body(about)) : door.method === 'POST' ? form : null;
	const isForm = body instanceof FormData;
	const request = new Request(url, {
		method: door.method,
		...(body && { body }),
		...(row.body && !isForm && { headers: { 'content-type': 'application/json' } }),
	});
	const event = {
		url,
		request,
		params: door.name.includes('[id]') ? { id: about.id } : {},
		locals: { actor: who && { ...who, shopId }, guest: null, requestId: newId(), address: '127.0.0.1' },
		depends: () => undefined,
		setHeaders: () => undefined,
		cookies: { set: () => undefined, get: () => undefined },
	};
	try {
		const answer = await door.run(event as never);
		if (answer instanceof Response) return { status: answer.status, text: await answer.text() };
		if (isActionFailure(answer)) return { status: answer.status, text: JSON.stringify(answer.data) };
		return { status: 200, text: JSON.stringify(answer ?? null) };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, text: thrown.location };
		if (isHttpError(thrown)) return { status: thrown.status, text: JSON.stringify(thrown.body) };
		throw thrown;
	}
}

test('every door has a row, and every row a door', () => {
	expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(doors).toSorted());
});

const nobody = () => ({ id: newId() });
const tried = found.filter(({ name }) => doors[name]).map((door) => ({ ...door, row: doors[door.name]! }));

test.each(tried)('$name: nobody without signing in, no stranger with Ana’s ids', async ({ row, ...door }) => {
	const about = (await row.about?.(people.owner)) ?? nobody();
	const guest = await knock(door, row, null, about);
	expect(guest.status === 401 || guest.text.startsWith('/login?next=')).toBe(true);
	const stranger = await knock(door, row, cleo.actor, about);
	if (row.about) expect(stranger.status).toBe(404);
	expect(stranger.text).not.toContain(shopId);
});

const roles: ShopRole[] = ['packer', 'manager', 'owner'];

test.each(tried.filter(({ row }) => row.act !== 'signed in'))(
	'$name: each role as the table says',
	async ({ row, ...door }) => {
		for (const role of roles) {
			const about = (await row.about?.(people.owner)) ?? nobody();
			const { status } = await knock(door, row, people[role].actor, about);
			const opened = [200, 201, 204, 303].includes(status);
			expect([role, opened ? 'opened' : status]).toEqual([
				role,
				mayDo(role, row.act as ShopAct) ? 'opened' : 403,
			]);
		}
	},
);

test('the shop’s stream and its orders are heard by its people alone, and no more once they have left', async () => {
	const stream = `shop:${shopId}`;
	for (const role of roles) expect(await mayRead(people[role].actor, stream)).toBe(true);
	expect(await mayRead(cleo.actor, stream)).toBe(false);
	const order = await doors['api/orders/[id]/accept POST']!.about!(people.owner);
	for (const role of roles) expect(await mayRead(people[role].actor, `order:${order.id}`)).toBe(true);
	expect(await mayRead(cleo.actor, `order:${order.id}`)).toBe(false);

	const mia = await hire(people.owner, 'mia', 'packer');
	expect(await mayRead(mia.actor, stream)).toBe(true);
	await leaveShop(people.owner.actor, mia.actor.id);
	expect(await mayRead(mia.actor, stream)).toBe(false);
	expect(await mayRead(mia.actor, `order:${order.id}`)).toBe(false);
});

test('nothing stands in the table that no door asks for', () => {
	const asked = new Set(Object.values(doors).map(({ act }) => act));
	expect(Object.keys(shopActs).filter((act) => !asked.has(act as ShopAct))).toEqual([]);
});

test('what is refused to all but the owner is no accident', () => {
	const forOwnerAlone = Object.entries(shopActs).filter(([, who]) => who.length === 1);
	expect(forOwnerAlone.map(([act]) => act)).toEqual(['payouts.change', 'staff.manage']);
});
