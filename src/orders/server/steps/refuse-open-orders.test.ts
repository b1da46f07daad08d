import { expect, test } from 'vitest';
import { deleteAccount } from '#accounts/server/delete-account.ts';
import { Refusal } from '#lib/refusal.ts';
import { acceptOrder } from '../accept-order.ts';
import { shipOrder } from '../ship-order.ts';
import { buy, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { cancelOrder } from '../cancel-order.ts';
import { refuseOpenOrders } from './refuse-open-orders.ts';

test('Ana cannot leave while Ben waits for a bowl of hers; once it is on its way she can', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const item = { product_id: (await listProduct(ana)).id, quantity: 1 };
	const leave = () => deleteAccount(ana.actor, ana.password, refuseOpenOrders);
	const [bens] = (await buy(ben.actor, [item])).orders;
	const [cleos] = (await placeOrderFor(cleo.actor, [item])).orders;
	const refusal = await leave().catch((thrown: unknown) => thrown);
	expect(refusal).toBeInstanceOf(Refusal);
	expect(refusal).toMatchObject({ code: 'not_possible', data: { open_orders: 2 } });

	await cancelOrder(cleo.actor, cleos!.id);
	await acceptOrder(ana.actor, bens!.id);
	await expect(leave()).rejects.toMatchObject({ data: { open_orders: 1 } });
	// Whoever only buys may go at any time: the parcel has its own copy of the address.
	await deleteAccount(ben.actor, ben.password, refuseOpenOrders);
	await shipOrder(ana.actor, bens!.id, { carrier: 'By hand' });
	await leave();
});
