import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, type Tx } from './db.ts';
import { once, sweepOldKeys } from './idempotency.ts';

test('fifty at once with one key: done once, told fifty times', async () => {
	let done = 0;
	const request = { scope: newId(), route: 'orders', key: 'a-double-click', input: { b: 1, a: [2] } };
	const answers = await Promise.all(
		Array.from({ length: 50 }, () =>
			once({ ...request, input: { a: [2], b: 1 } }, async () => {
				const nth = ++done;
				return { status: 201, body: { nth }, last: async () => undefined };
			}),
		),
	);
	expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
	expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
	const rows = await db
		.selectFrom('idempotency_keys')
		.where('scope', '=', request.scope)
		.selectAll()
		.execute();
	expect(rows).toHaveLength(1);

	await expect(once({ ...request, input: { a: [3], b: 1 } }, never)).rejects.toMatchObject({
		code: 'key_reused',
	});
	// Another person's key of the same name is another key.
	expect(await once({ ...request, scope: newId() }, async () => ({ status: 201, body: 'x' }))).toMatchObject({
		replayed: false,
	});
});

test('a refusal is remembered, a fault is not', async () => {
	const request = { scope: newId(), route: 'orders', key: 'k', input: {} };
	const refuse = async () => {
		throw new Refusal('sold_out', { lines: [] });
	};
	await expect(once(request, refuse)).rejects.toMatchObject({ code: 'sold_out' });
	await expect(once(request, never)).rejects.toMatchObject({ code: 'sold_out', data: { lines: [] } });

	const other = { ...request, key: 'l' };
	const fault = async () => {
		throw new Error('the kiln broke');
	};
	await expect(once(other, fault)).rejects.toThrow('the kiln broke');
	expect(await once(other, async () => ({ status: 201, body: 1 }))).toMatchObject({
		body: '1',
		replayed: false,
	});
});

test('what a refused deed wrote before it refused is gone', async () => {
	const [scope, number] = [newId(), newId()];
	await expect(
		once({ scope, route: 'orders', key: 'k', input: 1 }, async (tx) => {
			await tx
				.insertInto('checkouts')
				.values({ id: number, user_id: scope, currency: 'EUR', total_amount: 1, created_at: new Date() })
				.execute();
			return {
				status: 201,
				body: 1,
				last: async () => {
					throw new Refusal('sold_out');
				},
			};
		}),
	).rejects.toMatchObject({ code: 'sold_out' });
	expect(await db.selectFrom('checkouts').where('id', '=', number).selectAll().execute()).toEqual([]);
});

/** Cuts the deed's connection, so that the answer to its COMMIT is lost. */
async function cut(tx: Tx): Promise<void> {
	const { rows } = await sql<{ id: number }>`select connection_id() as id`.execute(tx);
	await sql`kill ${rows[0]!.id}`.execute(db);
}

test('a COMMIT whose answer is lost is looked up: done, it is replayed', async () => {
	let done = 0;
	const answer = await once({ scope: newId(), route: 'orders', key: undefined, input: 1 }, async (tx) => ({
		status: 201,
		body: { nth: ++done },
		last: async () => {
			await sql`commit`.execute(tx);
			await cut(tx);
		},
	}));
	expect([answer.body, answer.replayed, done]).toEqual(['{"nth":1}', true, 1]);
});

test('and not done, it is done again', async () => {
	const scope = newId();
	let done = 0;
	const answer = await once({ scope, route: 'orders', key: undefined, input: 1 }, async (tx) => {
		const nth = ++done;
		return { status: 201, body: { nth }, last: async () => (nth === 1 ? cut(tx) : undefined) };
	});
	expect([answer.body, done]).toEqual(['{"nth":2}', 2]);
	const rows = await db.selectFrom('idempotency_keys').where('scope', '=', scope).selectAll().execute();
	expect(rows).toHaveLength(1);
});

test('old keys are forgotten; what a purchase answered stays with the purchase', async () => {
	const scope = newId();
	const done = async () => ({ status: 201, body: 'done' });
	const ask = (route: string, key?: string) => once({ scope, route, key, input: 1 }, done);
	const refused = async () => {
		throw new Refusal('sold_out');
	};
	await ask('orders', 'bought');
	await ask('orders');
	await once({ scope, route: 'orders', key: 'refused', input: 1 }, refused).catch(() => undefined);
	await ask('pay', 'paid');
	const mine = db.updateTable('idempotency_keys').where('scope', '=', scope);
	await mine.set({ created_at: sql<Date>`date_sub(now(3), interval 49 hour)` }).execute();
	await ask('pay', 'paid today');

	await sweepOldKeys(['orders']);
	const kept = await db
		.selectFrom('idempotency_keys')
		.select('idempotency_key')
		.where('scope', '=', scope)
		.execute();
	expect(kept.map((row) => row.idempotency_key.toString()).sort()).toEqual(['bought', 'paid today']);
});

async function never(): Promise<never> {
	throw new Error('done a second time');
}
