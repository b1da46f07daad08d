/** A checkout from its start to wherever the dice take it, a member's or a guest's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GHENT } from '../market/people.ts';
import { takeBought } from './basket-book.ts';
import type { Dice } from './dice.ts';
import type { Answer } from './diary.ts';
import { isGuest } from './guest.ts';
import { askOnce, DECLINED, payment, showCoupon, type Line, type Shopping } from './shopping.ts';

type Money = { amount: number; currency: string };

export async function checkOut(shopping: Shopping, items: Line[]): Promise<Answer | null> {
	const { diary, dice, who, holdMs } = shopping;
	const take = dice.chance(0.4) ? 'available' : 'all';
	const start = { act: 'checkout', path: '/api/checkouts', body: { items, take } };
	// The form that begins a guest's checkout has no key: sent twice, it is two beginnings, of which the second stands.
	const started = isGuest(who)
		? await diary.ask({ who, method: 'POST', ...start })
		: await askOnce(shopping, start);
	if (started?.status !== 201) return null;
	const lines = started.body.lines as Line[];
	const coupons = showCoupon(shopping, lines);
	const path = `/api/checkouts/${started.body.id}`;
	const leave = () => diary.ask({ who, act: 'leave', method: 'DELETE', path });
	const extends_ = dice.chance(0.15);
	if (extends_) await diary.ask({ who, act: 'extend', method: 'POST', path: `${path}/extend` });
	const asked = { country: 'BE', ...coupons };
	const quote = await diary.ask({ who, act: 'quote', method: 'POST', path: `${path}/quote`, body: asked });
	const confirmed = quote?.body?.total as Money | undefined;

	const fate = dice.random();
	if (fate < 0.12 || !confirmed) {
		await leave();
		return null;
	}
	// What was extended is not left to expire: that would take three minutes more.
	if (fate < 0.25 && !extends_) return null;
	// Some come back when their time has just run out, whether somebody has freed their things or not.
	const dither =
		holdMs !== null && dice.chance(0.2) ? holdMs + dice.between(-300, 600) : dice.between(0, 800);
	await sleep(dither);
	const pay = payment(dice);
	const body = {
		shipping_address: GHENT,
		payment: pay,
		...coupons,
		expected_total: wrongSometimes(confirmed, dice),
	};
	const placed = await askOnce(shopping, { act: 'place', path: `${path}/place`, body });
	if (placed?.status !== 201) {
		await leave();
		return null;
	}
	takeBought(shopping.baskets, who, lines);
	await maybePayAgain(shopping, placed, pay.card);
	return placed;
}

const wrongSometimes = (total: Money, dice: Dice): Money =>
	dice.chance(0.05) ? { ...total, amount: total.amount + 1 } : total;

export async function maybePayAgain(shopping: Shopping, bought: Answer | null, card: string): Promise<void> {
	const { dice } = shopping;
	const order = bought?.status === 201 ? (bought.body.orders[0].id as string) : null;
	if (!order || !DECLINED.includes(card) || dice.chance(0.3)) return;
	await sleep(dice.between(300, 1_500));
	const again = { payment: payment(dice) };
	await askOnce(shopping, { act: 'pay', path: `/api/orders/${order}/pay`, body: again });
}
