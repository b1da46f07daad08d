/** One simulated buyer: a chain of deeds over the public API, chosen by dice. Never two at once, but for double clicks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GHENT } from '../market/people.ts';
import { buyBasket } from './buy-basket.ts';
import { checkOut, maybePayAgain } from './check-out.ts';
import { askOnce, payment, showCoupon, wish, type Line, type Shopping } from './shopping.ts';
import { walkIn, type Street } from './walk-in.ts';

export async function goShopping(shopping: Shopping, street: Street): Promise<void> {
	const { dice, ended } = shopping;
	while (!ended()) {
		const die = dice.random();
		if (die < 0.2) await buyAtOnce(shopping);
		else if (die < 0.5) await checkOut(shopping, chooseLines(shopping));
		else if (die < 0.75) await buyBasket(shopping);
		else if (die < 0.92) await walkIn(shopping, street);
		else await thinkBetter(shopping);
		await sleep(dice.between(0, 250));
	}
}

/** One or two lines, often of what everybody wants, sometimes the same thing twice. */
function chooseLines(shopping: Shopping): Line[] {
	const { dice } = shopping;
	const line = () => ({
		variant_id: wish(shopping),
		quantity: dice.chance(0.7) ? 1 : dice.between(2, 3),
	});
	const lines = Array.from({ length: dice.between(1, 3) }, line);
	if (dice.chance(0.15)) lines.push({ ...lines[0]!, quantity: 1 });
	return lines;
}

async function buyAtOnce(shopping: Shopping): Promise<void> {
	const { dice } = shopping;
	const pay = payment(dice);
	const items = chooseLines(shopping);
	const body = { items, shipping_address: GHENT, payment: pay, ...showCoupon(shopping, items) };
	const answer = await askOnce(shopping, { act: 'order', path: '/api/orders', body });
	await maybePayAgain(shopping, answer, pay.card);
}

/** Cancels one of the latest orders, in whatever state it is. */
async function thinkBetter({ diary, dice, who }: Shopping): Promise<void> {
	const found = await diary.ask({ who, act: 'look', method: 'GET', path: '/api/orders?limit=5' });
	const orders = (found?.body?.items ?? []) as { id: string; status: string }[];
	if (orders.length === 0) return;
	const { id } = dice.pick(orders);
	await diary.ask({ who, act: 'cancel', method: 'POST', path: `/api/orders/${id}/cancel`, body: {} });
}
