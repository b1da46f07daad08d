import '#testing/on-stripe.ts';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import type { StripeEvent } from '#testing/stripe-book.ts';
import {
	chargeUnheard,
	deliver,
	intentOf,
	outcomesOf,
	placed,
	post,
	requestOf,
	stateOf,
	stripe,
} from '#testing/stripe-market.ts';
import { signStripeEvent } from '#testing/stripe-signature.ts';
import { isCrossSite } from '../../../edge/cross-site.ts';

afterAll(() => stripe.close());

test('what Stripe sends is no other site’s page, and comes without a session', () => {
	expect(isCrossSite(requestOf('{}', 't=1,v1=0'), 'market.test')).toBe(false);
});

const countAll = async () => {
	const { rows } = await sql<{ n: number }>`select (select count(*) from provider_events)
		+ (select count(*) from payment_exceptions) + (select count(*) from outbox) as n`.execute(db);
	return Number(rows[0]!.n);
};

async function paidAtStripe() {
	const made = await placed();
	await chargeUnheard(made.checkoutId);
	const [event] = stripe.eventsOf(intentOf(made.paymentId).id, 'payment_intent.succeeded');
	return { ...made, event: event! };
}

test('what Stripe did not sign, or not lately, is refused, and nothing is written', async () => {
	const { event, paymentId } = await paidAtStripe();
	const before = await countAll();
	expect(await deliver(event, { secret: 'whsec_guessed' })).toBe('400 bad_signature');
	expect(await deliver(event, { ageSeconds: 301 })).toBe('400 bad_signature');
	expect(await deliver(event, { tamper: (body) => body.replace('2450', '1') })).toBe('400 bad_signature');
	expect(await deliver(event, { tamper: (body) => `${body} ` })).toBe('400 bad_signature');
	const { body, signature } = signStripeEvent(event);
	for (const header of [null, '', 'v1=', 't=1', signature.replace('v1', 'v0'), signature.slice(0, -1)])
		expect(await post(body, header)).toMatchObject({ status: 400, body: { code: 'bad_signature' } });
	expect(await countAll()).toBe(before);
	expect(await outcomesOf(paymentId)).toEqual([]);
	// Just within the time, it stands.
	expect(await deliver(event, { ageSeconds: 290 })).toBe('applied');
});

test('odd bodies are refused by name', async () => {
	const before = await countAll();
	const sign = (text: string) => signStripeEvent(JSON.parse(text) as Record<string, unknown>);
	for (const text of [
		'{}',
		'[]',
		'null',
		'"evt"',
		'{"id":"evt_1","type":"x"}',
		'{"object":"v2.core.event"}',
	]) {
		const { body, signature } = sign(text);
		expect(await post(body, signature)).toMatchObject({ status: 400, body: { code: 'malformed_body' } });
	}
	expect(await post('x'.repeat(256 * 1024 + 1), 't=1,v1=0')).toMatchObject({ status: 413 });
	expect(await post('', 't=1,v1=0')).toMatchObject({ status: 400 });
	expect(await countAll()).toBe(before);
});

for (const [what, change, kind] of [
	['of another amount', { amount_received: 1 }, 'amount_mismatch'],
	['of another currency', { currency: 'usd' }, 'amount_mismatch'],
	['under a name that we never gave', { metadata: { payment_key: `${newId()}-1` } }, 'unknown_payment'],
	['under no name of ours', { metadata: {} }, 'unknown_payment'],
	[
		'under a name that is none',
		{ metadata: { payment_key: "'; drop table payments --" } },
		'unknown_payment',
	],
] as const)
	test(`a success ${what} settles nothing, and an admin is told once`, async () => {
		const { event, orderId, paymentId } = await paidAtStripe();
		const lie = { ...event, data: { object: { ...event.data.object, ...change } } };
		const ref = String(event.data.object['id']);
		for (let n = 0; n < 3; n++) expect(await deliver({ ...lie, id: `evt_${newId()}` })).toBe('refused');
		expect(await stateOf(paymentId, orderId)).toMatchObject({
			payment: { status: 'pending' },
			order: { status: 'placed' },
		});
		const told = await db.selectFrom('payment_exceptions').select('kind').where('ref', '=', ref).execute();
		expect(told).toEqual([{ kind }]);
	});

test('another intent that bears our name in its metadata is not ours', async () => {
	const { event, orderId, paymentId } = await paidAtStripe();
	const other = { ...event.data.object, id: 'pi_of_somebody_else' };
	expect(await deliver({ ...event, id: `evt_${newId()}`, data: { object: other } })).toBe('refused');
	expect(await stateOf(paymentId, orderId)).toMatchObject({ payment: { status: 'pending' } });
});

test('what is none of our business is written down and nothing else', async () => {
	const event = stripe.book.tell('customer.created', { id: 'cus_1', object: 'customer' });
	expect(await deliver(event)).toBe('ignored');
	const { event: paid, paymentId, orderId } = await paidAtStripe();
	// Of the live mode, and of a shop's own account.
	expect(await deliver({ ...paid, id: `evt_${newId()}`, livemode: true })).toBe('ignored');
	expect(await deliver({ ...paid, id: `evt_${newId()}`, account: 'acct_ana' } as StripeEvent)).toBe(
		'ignored',
	);
	expect(await stateOf(paymentId, orderId)).toMatchObject({ payment: { status: 'pending' } });
});
