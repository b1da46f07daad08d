/** Somebody who comes without having signed in: buys as a guest, or signs in or registers half-way, and the basket comes along. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Market } from '../market/open-market.ts';
import { newPapers, signIn, type Papers, type Person } from '../market/people.ts';
import { merge } from './basket-book.ts';
import { buyBasket } from './buy-basket.ts';
import type { Answer } from './diary.ts';
import { lookInto } from './look-into.ts';
import { passBy, type Guest } from './guest.ts';
import { shopAround } from './shop-around.ts';
import type { Shopping } from './shopping.ts';

/** Where guests come from, and who has come. */
export type Street = {
	market: Pick<Market, 'url'>;
	guests: Guest[];
	/** Who has registered meanwhile. */
	newcomers: Person[];
	/** How many more guests the market will let in, and how many may register. */
	mostGuests: number;
	mostNewcomers: number;
};

export async function walkIn(shopping: Shopping, street: Street): Promise<void> {
	if (street.guests.length >= street.mostGuests) {
		await buyBasket(shopping);
		return;
	}
	const { dice } = shopping;
	const guest = passBy(street.market);
	const asGuest = { ...shopping, who: guest };
	await shopAround(asGuest);
	if (guest.id === '') return;
	street.guests.push(guest);
	const fate = dice.random();
	if (fate < 0.5) {
		const bought = await buyBasket(asGuest);
		if (bought && dice.chance(0.15)) await cancelSome(asGuest, bought);
		return;
	}
	const mayRegister = fate > 0.85 && street.newcomers.length < street.mostNewcomers;
	const member = mayRegister ? await register(asGuest, street) : shopping.who;
	if (!member) return;
	const asMember = { ...shopping, who: member };
	if (member === shopping.who) await comeBack(asGuest, member);
	merge(shopping.baskets, guest.id, member.id);
	await lookInto(asMember);
	await lookInto(asGuest);
	await buyBasket(asMember);
}

async function cancelSome({ diary, who }: Shopping, bought: Answer): Promise<void> {
	const [{ id }] = bought.body.orders as [{ id: string }];
	await diary.ask({ who, act: 'cancel', method: 'POST', path: `/api/orders/${id}/cancel`, body: {} });
}

/** By a double click now and then: it merges once. */
async function comeBack({ diary, dice, who }: Shopping, { email, password }: Papers): Promise<void> {
	const question = { who, act: 'sign in', method: 'POST', path: '/api/login', body: { email, password } };
	const clicks = Array.from({ length: dice.chance(0.2) ? 2 : 1 }, () => diary.ask(question));
	for (const answer of await Promise.all(clicks))
		if (answer && answer.status !== 200) diary.faults.push(`a member could not sign in: ${answer.text}`);
}

async function register({ diary, who }: Shopping, street: Street): Promise<Person | null> {
	const papers = newPapers('newcomer');
	const { username, email, password } = papers;
	const question = { who, method: 'POST', act: 'register', path: '/api/register' };
	const answer = await diary.ask({ ...question, body: { username, email, password } });
	// Cut off at first, the name may be their own.
	const { unclear } = diary.known.findLast((one) => one.who === who && one.act === 'register')!;
	if (answer?.status !== 201 && unclear === 0)
		diary.faults.push(`a guest could not register: ${answer?.text}`);
	for (const until = Date.now() + 30_000; Date.now() < until; await sleep(300)) {
		const member = await signIn(street.market, papers).catch(() => null);
		if (!member) continue;
		street.newcomers.push(member);
		return member;
	}
	diary.faults.push(`${username} has registered and could not sign in`);
	return null;
}
