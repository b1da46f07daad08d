/** One simulated seller: makes more, changes prices, takes orders on, sends them, takes them back. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../market/people.ts';
import type { Dice } from './dice.ts';
import type { Diary } from './diary.ts';
import type { Good } from './goods.ts';

export type Selling = { diary: Diary; dice: Dice; who: Person; goods: Good[]; ended: () => boolean };

export async function mindStall(selling: Selling): Promise<void> {
	const { dice, ended } = selling;
	while (!ended()) {
		const die = dice.random();
		if (die < 0.4) await makeMore(selling);
		else if (die < 0.5) await reprice(selling);
		else await attendOrders(selling);
		await sleep(dice.between(100, 700));
	}
}

const ownGoods = ({ goods, who }: Selling) => goods.filter((good) => good.seller === who && good.alone);

/** "As many as I saw, and some more"; sometimes by a count that is not true any more, which must change nothing. */
async function makeMore(selling: Selling): Promise<void> {
	const { diary, dice, who } = selling;
	const path = `/api/products/${dice.pick(ownGoods(selling)).productId}`;
	const seen = await diary.ask({ who, act: 'look', method: 'GET', path });
	if (seen?.status !== 200) return;
	const was = (seen.body.stock as number) + (dice.chance(0.15) ? 1 : 0);
	if (was > 6) return;
	const body = { stock: was + dice.between(1, 4), stock_was: was };
	await diary.ask({ who, act: 'restock', method: 'PUT', path, body });
}

async function reprice(selling: Selling): Promise<void> {
	const { diary, dice, who } = selling;
	const path = `/api/products/${dice.pick(ownGoods(selling)).productId}`;
	const body = { price: dice.between(500, 6_000) };
	await diary.ask({ who, act: 'reprice', method: 'PUT', path, body });
}

async function attendOrders({ diary, dice, who }: Selling): Promise<void> {
	const path = '/api/orders?as=seller&limit=20';
	const found = await diary.ask({ who, act: 'look', method: 'GET', path });
	const orders = (found?.body?.items ?? []) as { id: string; status: string }[];
	const open = orders.filter((order) => order.status === 'paid' || order.status === 'accepted');
	if (open.length === 0) return;
	const { id, status } = dice.pick(open);
	const [act, body] = dice.chance(0.2)
		? ['cancel', { reason: 'The kiln broke' }]
		: status === 'paid'
			? ['accept', undefined]
			: ['ship', { carrier: 'bpost' }];
	await diary.ask({ who, act: act!, method: 'POST', path: `/api/orders/${id}/${act}`, body });
}
