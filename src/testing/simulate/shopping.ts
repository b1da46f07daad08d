/** What a simulated buyer carries along, and how they ask. */
import { randomUUID } from 'node:crypto';
import type { Person } from '../market/people.ts';
import type { Baskets } from './basket-book.ts';
import type { Dice } from './dice.ts';
import type { Answer, Diary, Question } from './diary.ts';
import { COUPON, type Good } from './goods.ts';

export type Shopping = {
	diary: Diary;
	dice: Dice;
	who: Person;
	goods: Good[];
	baskets: Baskets;
	/** How long a checkout holds its stock, in milliseconds, if it may be waited for. */
	holdMs: number | null;
	ended: () => boolean;
};

export type Line = { variant_id: string; quantity: number };

export const DECLINED = ['4000000000000002', '4000000000009995'];
const GOOD = '4242424242424242';
const LATE = ['4000000000000077', '4000000000000341'];

export const payment = (dice: Dice) => ({
	method: 'sandbox',
	card: dice.chance(0.7) ? GOOD : dice.pick(dice.chance(0.6) ? DECLINED : LATE),
});

/** What everybody wants, oftener than anything else. */
export const wish = ({ dice, goods }: Shopping): string =>
	(dice.chance(0.35) ? goods[0]! : dice.pick(goods)).variantId;

/** Now and then the coupon of a shop that something is from. */
export function showCoupon({ dice, goods }: Shopping, lines: Line[]): { coupons?: Record<string, string> } {
	if (!dice.chance(0.25)) return {};
	const { variant_id } = dice.pick(lines);
	const { shopId } = goods.find((good) => good.variantId === variant_id)!;
	return { coupons: { [shopId]: COUPON.code } };
}

/** Asks under a new key: sometimes twice at once, sometimes hanging up, sometimes again afterwards or with another body. */
export async function askOnce(
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
