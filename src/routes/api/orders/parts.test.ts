import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import type { Actor } from '#accounts/actor.ts';
import { db } from '#lib/server/db.ts';
import { orderSchema } from '#orders/order-schema.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { statementSchema } from '#payments/statement.ts';
import { anybody, buy, listProduct, signUp, signUpAdmin } from '#testing/cast.ts';
import { GET as checkout } from '../checkouts/[id]/+server.ts';
import { GET as statement } from '../shop/statement/+server.ts';
import { GET as csvFile } from '../../sell/money/statement.csv/+server.ts';
import { POST as refund } from './[id]/refunds/+server.ts';
import { POST as ship } from './[id]/ship/+server.ts';

type Call = { body?: unknown; query?: string; id?: string; as?: Actor | null; key?: string };

async function call(handler: typeof refund, { body, query = '', id = '', as = null, key }: Call) {
	const url = new URL(`http://localhost/api/orders/${id}${query}`);
	const request = new Request(url, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
			body: JSON.stringify(body),
		}),
	});
	const locals = { actor: as, guest: null, requestId: 'test', address: '::1' };
	const answer = await handler({ request, url, params: id ? { id } : {}, locals } as unknown as RequestEvent);
	const text = await answer.text();
	return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
}

async function sold() {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 9, price: 1000, name: '=A bowl' });
	const ben = anybody();
	const { id: checkoutId, orders } = await buy(ben, [{ product_id: bowl.id, quantity: 3 }]);
	await acceptOrder(ana.actor, orders[0]!.id);
	return { ana: ana.actor, ben, id: orders[0]!.id, checkoutId, line: orders[0]!.items[0]!.line_id };
}

const reason = 'It cracked in the kiln';

test('a program sends some, refunds some, and reads how all of it stands', async () => {
	const { ana, ben, id, line, checkoutId } = await sold();
	const some = { carrier: 'bpost', lines: [{ line_id: line, quantity: 1 }] };
	const sent = await call(ship, { id, as: ana, body: some });
	expect(orderSchema.strict().parse(sent.body)).toMatchObject({
		status: 'part_shipped',
		allowed: ['ship_part', 'ship'],
		items: [{ shipped: 1, to_ship: 2 }],
	});
	const ask = { lines: [{ line_id: line, quantity: 1, restock: true }], reason };
	const back = await call(refund, { id, as: ana, body: ask, key: 'one' });
	expect(back.status).toBe(201);
	expect(orderSchema.strict().parse(back.body)).toMatchObject({
		refunds: [{ amount: { amount: 1000 }, status: 'pending', lines: [{ restocked: true }] }],
		items: [{ refunded: 1, to_ship: 1 }],
	});
	expect(await call(refund, { id, as: ana, body: ask, key: 'one' })).toMatchObject({
		status: 201,
		body: { refunds: [{}] },
	});
	const other = { ...ask, reason: 'Another' };
	expect(await call(refund, { id, as: ana, body: other, key: 'one' })).toMatchObject({
		status: 422,
		body: { code: 'key_reused' },
	});
	expect((await call(checkout, { id: checkoutId, as: ben })).body).toMatchObject({
		state: 'part_shipped',
		orders: [{ id }],
	});
	const books = await call(statement, { as: ana, query: '?by=day' });
	const { balance, items, periods } = statementSchema.parse(books.body);
	expect(items.map((item) => item.kind)).toEqual(['reversal', 'sale']);
	expect(balance).toMatchObject({ balance: { amount: 1900 }, on_the_way: { amount: 1900 } });
	expect(periods.reduce((sum, period) => sum + period.total.amount, 0)).toBe(1900);
	const page = await call(statement, { as: ana, query: '?limit=1' });
	const next = await call(statement, { as: ana, query: `?limit=1&cursor=${page.body.next_cursor}` });
	expect([page.body.items[0].kind, next.body.items[0].kind, next.body.next_cursor]).toEqual([
		'reversal',
		'sale',
		null,
	]);
	const table = (await call(csvFile as typeof refund, { as: ana })).text.split('\r\n');
	expect(table).toHaveLength(4);
	expect(table[1]).toMatch(/^20.*,Refund,MD-.*,-10\.00,0\.00,0\.50,0\.00,-9\.50,/);
});

test('what is another’s is not there, for parcels, refunds, checkouts and statements', async () => {
	const { ben, id, line, checkoutId } = await sold();
	const stranger = await signUp('cleo');
	const ask = { lines: [{ line_id: line, quantity: 1 }], reason };
	for (const as of [ben, stranger.actor])
		expect(await call(refund, { id, as, body: ask })).toMatchObject({ status: 404 });
	expect(await call(refund, { id, as: null, body: ask })).toMatchObject({ status: 401 });
	expect(await call(checkout, { id: checkoutId, as: stranger.actor })).toMatchObject({ status: 404 });
	expect(await call(statement, { as: stranger.actor })).toMatchObject({ status: 404 });
	const other = await sold();
	const foreign = { carrier: 'bpost', lines: [{ line_id: line, quantity: 1 }] };
	expect(await call(ship, { id: other.id, as: other.ana, body: foreign })).toMatchObject({
		status: 422,
		body: { errors: { 'lines.0.line_id': expect.any(String) } },
	});
	expect((await findOrder(ben, id)).refunds).toEqual([]);
});

test('odd numbers are refused by their field, and nothing is written', async () => {
	const { ana, id, line } = await sold();
	const tries: [unknown, string][] = [
		[{ lines: [{ line_id: line, quantity: 0 }], reason }, 'lines.0.quantity'],
		[{ lines: [{ line_id: line, quantity: -1 }], reason }, 'lines.0.quantity'],
		[{ lines: [{ line_id: line, quantity: 1.5 }], reason }, 'lines.0.quantity'],
		[{ lines: [{ line_id: line, quantity: '1' }], reason }, 'lines.0.quantity'],
		[{ lines: [{ line_id: line, quantity: 1_000_000 }], reason }, 'lines.0.quantity'],
		[{ lines: [{ line_id: 'x', quantity: 1 }], reason }, 'lines.0.line_id'],
		[{ lines: Array(2).fill({ line_id: line, quantity: 1 }), reason }, 'lines'],
		[{ lines: [{ line_id: line, quantity: 1 }] }, 'reason'],
		[{ lines: [], reason }, 'lines'],
		[{ shipping: -5, reason }, 'shipping'],
		[{ shipping: 5, reason }, 'shipping'],
		[{ amount: 5, reason }, 'amount'],
	];
	for (const [body, field] of tries) {
		const answer = await call(refund, { id, as: ana, body });
		expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
	}
	const written = await db.selectFrom('refunds').select('id').where('order_id', '=', id).execute();
	expect(written).toEqual([]);
	for (const query of ['?limit=0', '?cursor=-1', '?by=year', '?shop=x'])
		expect(await call(statement, { as: ana, query })).toMatchObject({ status: 422 });
});

test('an admin refunds in a seller’s stead, with a line in the audit log', async () => {
	const { ben, id, line } = await sold();
	const dana = await signUpAdmin();
	const ask = { lines: [{ line_id: line, quantity: 1 }], reason };
	expect(await call(refund, { id, as: dana.actor, body: ask, key: 'a' })).toMatchObject({ status: 204 });
	expect(await call(refund, { id, as: dana.actor, body: ask, key: 'a' })).toMatchObject({ status: 204 });
	expect(await findOrder(ben, id)).toMatchObject({ refunds: [{ amount: { amount: 1000 }, reason }] });
	const lines = await db.selectFrom('audit_log').selectAll().where('subject_id', '=', id).execute();
	expect(lines).toMatchObject([{ act: 'refund-order', actor_id: dana.actor.id, reason }]);
});
