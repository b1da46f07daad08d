/** One simulated buyer: a chain of deeds over the public API, chosen by dice. Never two at once, but for double clicks. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GHENT, type Person } from '../market/people.ts';
import type { Dice } from './dice.ts';
import type { Answer, Diary, Question } from './diary.ts';
import { COUPON, type Good } from './goods.ts';

export type Shopping = {
	diary: Diary;
	dice: Dice;
	who: Person;
	goods: Good[];
	/** How long a checkout holds its stock, in milliseconds, if it may be waited for. */
	holdMs: number | null;
	ended: () => boolean;
};

type Money = { amount: number; currency: string };
type Line = { variant_id: string; quantity: number };

const GOOD = '4242424242424242';
const DECLINED = ['4000000000000002', '4000000000009995'];
const LATE = ['4000000000000077', '4000000000000341'];

export async function goShopping(shopping: Shopping): Promise<void> {
	const { dice, ended } = shopping;
	while (!ended()) {
		const die = dice.random();
		if (die < 0.35) await buyAtOnce(shopping);
		else if (die < 0.9) await checkOut(shopping);
		else await thinkBetter(shopping);
		await sleep(dice.between(0, 250));
	}
}

/** One or two lines, often of what everybody wants, sometimes the same thing twice. */
function fillBasket({ dice, goods }: Shopping): Line[] {
	const line = () => ({
		variant_id: (dice.chance(0.35) ? goods[0]! : dice.pick(goods)).variantId,
		quantity: dice.chance(0.7) ? 1 : dice.between(2, 3),
	});
	const lines = Array.from({ length: dice.between(1, 3) }, line);
	if (dice.chance(0.15)) lines.push({ ...lines[0]!, quantity: 1 });
	return lines;
}

/** Now and then the coupon of a shop that something is from. */
function showCoupon({ dice, goods }: Shopping, basket: Line[]): { coupons?: Record<string, string> } {
	if (!dice.chance(0.25)) return {};
	const { variant_id } = dice.pick(basket);
	const { shopId } = goods.find((good) => good.variantId === variant_id)!;
	return { coupons: { [shopId]: COUPON.code } };
}

const payment = (dice: Dice) => ({
	method: 'sandbox',
	card: dice.chance(0.7) ? GOOD : dice.pick(dice.chance(0.6) ? DECLINED : LATE),
});

/** Asks under a new key: sometimes twice at once, sometimes hanging up, sometimes again afterwards or with another body. */
async function askOnce(
	{ diary, dice, who }: Shopping,
	question: Pick<Question, 'act' | 'path'> & { body: object },
): Promise<Answer | null> {
	const whole: Question = { who, method: 'POST', key: randomUUID(), ...question };
	if (dice.chance(0.08)) whole.hangUpAfterMs = dice.between(3, 60);
	const clicks = dice.chance(0.12) ? 2 : 1;
	const [answer] = await Promise.all(Array.from({ length: clicks }, () => diary.ask(whole)));
	delete whole.hangUpAfterMs;
	if (dice.chance(0.06)) await diary.ask(whole);
	if (dice.chance(0.03) && (whole.act === 'order' || whole.act === 'place'))
		await diary.ask({ ...whole, act: 'other body', body: { ...question.body, gift_note: 'Another one' } });
	return answer!;
}

async function buyAtOnce(shopping: Shopping): Promise<void> {
	const { dice } = shopping;
	const pay = payment(dice);
	const items = fillBasket(shopping);
	const body = { items, shipping_address: GHENT, payment: pay, ...showCoupon(shopping, items) };
	const answer = await askOnce(shopping, { act: 'order', path: '/api/orders', body });
	await maybePayAgain(shopping, answer, pay.card);
}

async function checkOut(shopping: Shopping): Promise<void> {
	const { diary, dice, who, holdMs } = shopping;
	const take = dice.chance(0.4) ? 'available' : 'all';
	const asked = { items: fillBasket(shopping), take };
	const started = await askOnce(shopping, { act: 'checkout', path: '/api/checkouts', body: asked });
	if (started?.status !== 201) return;
	const coupons = showCoupon(shopping, started.body.lines);
	const path = `/api/checkouts/${started.body.id}`;
	const extends_ = dice.chance(0.15);
	if (extends_) await diary.ask({ who, act: 'extend', method: 'POST', path: `${path}/extend` });
	const quote = await diary.ask({
		who,
		act: 'quote',
		method: 'POST',
		path: `${path}/quote`,
		body: { country: 'BE', ...coupons },
	});
	const confirmed = quote?.body?.total as Money | undefined;

	const fate = dice.random();
	if (fate < 0.12) {
		await diary.ask({ who, act: 'leave', method: 'DELETE', path });
		return;
	}
	// What was extended is not left to expire: that would take three minutes more.
	if (fate < 0.25 && !extends_) return;
	// Some come back when their time has just run out, whether somebody has freed their things or not.
	const dither =
		holdMs !== null && dice.chance(0.2) ? holdMs + dice.between(-300, 600) : dice.between(0, 800);
	await sleep(dither);
	const pay = payment(dice);
	const body = {
		shipping_address: GHENT,
		payment: pay,
		...coupons,
		...(confirmed && { expected_total: wrongSometimes(confirmed, dice) }),
	};
	const placed = await askOnce(shopping, { act: 'place', path: `${path}/place`, body });
	if (placed?.status !== 201) {
		await diary.ask({ who, act: 'leave', method: 'DELETE', path });
		return;
	}
	await maybePayAgain(shopping, placed, pay.card);
}

const wrongSometimes = (total: Money, dice: Dice): Money =>
	dice.chance(0.05) ? { ...total, amount: total.amount + 1 } : total;

async function maybePayAgain(shopping: Shopping, bought: Answer | null, card: string): Promise<void> {
	const { dice } = shopping;
	const order = bought?.status === 201 ? (bought.body.orders[0].id as string) : null;
	if (!order || !DECLINED.includes(card) || dice.chance(0.3)) return;
	await sleep(dice.between(300, 1_500));
	const again = { payment: payment(dice) };
	await askOnce(shopping, { act: 'pay', path: `/api/orders/${order}/pay`, body: again });
}

/** Cancels one of the latest orders, in whatever state it is. */
async function thinkBetter({ diary, dice, who }: Shopping): Promise<void> {
	const found = await diary.ask({ who, act: 'look', method: 'GET', path: '/api/orders?limit=5' });
	const orders = (found?.body?.items ?? []) as { id: string; status: string }[];
	if (orders.length === 0) return;
	const { id } = dice.pick(orders);
	await diary.ask({ who, act: 'cancel', method: 'POST', path: `/api/orders/${id}/cancel`, body: {} });
}
