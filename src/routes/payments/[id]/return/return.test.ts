import { isHttpError, isRedirect } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import type { Actor, Guest } from '#accounts/actor.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { anybody, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { GET } from './+server.ts';

async function comeBack(
	id: string,
	{ actor = null, guest = null }: { actor?: Actor | null; guest?: Guest | null },
) {
	const url = new URL(`http://localhost/payments/${id}/return?payment_intent=pi_x&redirect_status=succeeded`);
	const locals = { actor, guest, requestId: 'test', address: '::1' };
	try {
		await GET({ url, params: { id }, request: new Request(url), locals } as never);
		return 'stayed';
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location.split('?')[0];
		if (isHttpError(thrown)) return thrown.status;
		throw thrown;
	}
}

test('the bank sends the buyer to their order, whatever the address claims; nobody else', async () => {
	const bowl = await listProduct(await signUp('ana'));
	const ben = anybody();
	const { id, orders } = await placeOrderFor(ben, [{ product_id: bowl.id, quantity: 1 }]);
	const payment = await db
		.selectFrom('payments')
		.select('id')
		.where('checkout_id', '=', id)
		.executeTakeFirstOrThrow();
	expect(await comeBack(payment.id, { actor: ben })).toBe(`/orders/${orders[0]!.id}`);
	// Who bought as a guest and signed in meanwhile is still the buyer.
	const guest = { id: ben.id, guest: true } as const;
	expect(await comeBack(payment.id, { actor: anybody(), guest })).toBe(`/orders/${orders[0]!.id}`);
	expect(await comeBack(payment.id, { actor: anybody() })).toBe(404);
	expect(await comeBack(payment.id, {})).toBe('/login');
	expect(await comeBack(newId(), { actor: ben })).toBe(404);
	expect(await comeBack("' or 1=1", { actor: ben })).toBe(404);
	const { status } = await db
		.selectFrom('payments')
		.select('status')
		.where('id', '=', payment.id)
		.executeTakeFirstOrThrow();
	expect(status).toBe('pending');
});
