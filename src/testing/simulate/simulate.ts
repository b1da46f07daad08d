/**
 * Random buyers and sellers on a market of real processes that is being pulled about, and afterwards a judgement: was anything
 * sold twice, promised and not there, charged otherwise than confirmed, or refused as sold out while it was there?
 *
 * The same seed makes the same people decide the same, as long as they are answered the same; how they meet is up to the machine.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { checkPromises } from '#activity/server/check-promises.ts';
import type { Db } from '#lib/server/db.ts';
import { comeToRest, type Market } from '../market/open-market.ts';
import type { Person } from '../market/people.ts';
import type { Baskets } from './basket-book.ts';
import { goShopping } from './buyer.ts';
import { CannotRun, gather } from './crowd.ts';
import { openDiary, type Diary } from './diary.ts';
import { diceOf } from './dice.ts';
import { clearStalls, giveCoupons, setOutStalls } from './goods.ts';
import { judgeCoupons } from './judge-coupons.ts';
import { judgePurchases } from './judge-purchases.ts';
import { judgeRefusals } from './judge-refusals.ts';
import { buyWhatIsLeft } from './last-buyer.ts';
import { mindStall } from './seller.ts';
import { lookInto } from './look-into.ts';
import { makeTrouble, type Kills } from './trouble.ts';
import type { Street } from './walk-in.ts';
import { watchStock } from './witness.ts';

export type Ground = {
	url: (web?: number) => string;
	webs: number;
	db: Db;
	/** The market whose processes may be killed; without one nothing is. */
	own?: Market;
	/** How long a checkout holds its stock, in milliseconds, where that is worth waiting for. */
	holdMs: number | null;
};

export type Wish = {
	buyers: number;
	seconds: number;
	seed: string;
	/** About how often something is killed, in milliseconds. */
	killEveryMs?: number;
};

export type Outcome = {
	buyers: number;
	/** Who came without having signed in, and who of them registered. */
	people: { guests: number; newcomers: number };
	goods: number;
	diary: Diary;
	orders: Record<string, number>;
	checkouts: Record<string, number>;
	kills: Kills;
	violations: string[];
};

const SHOPS = 3;
const PER_SECOND_AND_BUYER = 20;

export async function simulate(ground: Ground, wish: Wish, say: (line: string) => void): Promise<Outcome> {
	const { db } = ground;
	const dice = (name: string) => diceOf(`${wish.seed} ${name}`);
	const sellers = await gather(ground, 'maker', SHOPS);
	const buyers = await gather(ground, 'buyer', wish.buyers + 1);
	if (sellers.length === 0 || buyers.length < 3)
		throw new CannotRun(
			'The market registers nobody more for now (20 an hour from one address), and there are too few of earlier runs; try again later',
		);
	const [last, ...crowd] = buyers as [Person, ...Person[]];
	const goods = await setOutStalls(sellers, dice('goods'));
	await giveCoupons(sellers);
	const variantIds = goods.map((good) => good.variantId);
	say(`${crowd.length} buyers, ${sellers.length} shops, ${goods.length} variants, ${wish.seconds} s`);

	const most = 1_000 + wish.buyers * wish.seconds * PER_SECOND_AND_BUYER;
	const diary = openDiary({ webs: ground.webs, dice: dice('web'), most });
	const witness = await watchStock(db, variantIds);
	const [began, length] = [Date.now(), wish.seconds * 1_000];
	const ended = () => Date.now() - began > length;
	const trouble = ground.own
		? makeTrouble(ground.own, dice('trouble'), {
				everyMs: wish.killEveryMs ?? 6_000,
				ended,
				calm: () => Date.now() - began > length / 2,
			})
		: Promise.resolve({ web: 0, worker: 0 });
	const baskets: Baskets = new Map();
	const street = streetOf(ground);
	const people = { diary, goods, ended };
	await Promise.all([
		...crowd.map((who, n) =>
			goShopping({ ...people, dice: dice(`buyer ${n}`), who, baskets, holdMs: ground.holdMs }, street),
		),
		...sellers.map((who, n) => mindStall({ ...people, dice: dice(`maker ${n}`), who })),
	]);
	const kills = await trouble;
	const { guests, newcomers } = street;
	const members = [...crowd, ...newcomers];

	say('the last ones pay, leave, or run out of time');
	if (!ground.own) await leaveNothingOpen(db, diary, [...members, ...guests]);
	await rest(db, variantIds);
	const violations = await buyWhatIsLeft(diary, last, goods);
	await rest(db, variantIds);

	say('judging');
	const seen = await witness.stop();
	const { known } = diary;
	for (const who of [...members, ...guests]) await lookInto({ diary, who, baskets });
	const everybody = { buyers: [last, ...members], guests };
	const judged = await judgePurchases(db, { ...everybody, goods, known, movements: seen.movements });
	violations.push(...judged.violations, ...(await judgeCoupons(goods, judged.orders, known)));
	violations.push(...(await judgeRefusals(db, known, seen)), ...diary.faults);
	for (const { id, says, offenders } of await checkPromises({ on: db }))
		violations.push(`${id} (${says}): ${offenders.map(({ who, what }) => `${who}: ${what}`).join('; ')}`);
	if (!ground.own) await clearStalls(goods);
	return {
		buyers: crowd.length,
		people: { guests: guests.length, newcomers: newcomers.length },
		goods: goods.length,
		diary,
		orders: countBy(judged.orders, (order) => order.status),
		checkouts: await endsOf(db, [last, ...members, ...guests], new Date(began)),
		kills,
		violations,
	};
}

/** A market that runs already lets few guests in from one address, and registers hardly anybody. */
const streetOf = ({ url, own }: Ground): Street => ({
	market: { url },
	guests: [],
	newcomers: [],
	mostGuests: own ? Infinity : 30,
	mostNewcomers: own ? Infinity : 0,
});

/** Where holds last for minutes, nobody waits for them. */
async function leaveNothingOpen(db: Db, diary: Diary, crowd: Person[]): Promise<void> {
	const open = await db
		.selectFrom('checkouts')
		.leftJoin('orders', 'orders.checkout_id', 'checkouts.id')
		.select(['checkouts.id', 'checkouts.user_id', 'checkouts.status', 'orders.id as order_id'])
		.where(
			'checkouts.user_id',
			'in',
			crowd.map((buyer) => buyer.id),
		)
		.where((eb) => eb.or([eb('checkouts.status', '=', 'open'), eb('orders.status', '=', 'placed')]))
		.execute();
	for (const { id, user_id, status, order_id } of open) {
		const who = crowd.find((buyer) => buyer.id === user_id)!;
		if (status === 'open')
			await diary.ask({ who, act: 'leave', method: 'DELETE', path: `/api/checkouts/${id}` });
		else
			await diary.ask({
				who,
				act: 'cancel',
				method: 'POST',
				path: `/api/orders/${order_id}/cancel`,
				body: {},
			});
	}
}

/** Until nothing is owed and nothing of these goods is held. */
async function rest(db: Db, variantIds: string[]): Promise<void> {
	const deadline = Date.now() + 60_000;
	for (;;) {
		const { held } = await db
			.selectFrom('stock')
			.select(({ fn }) => fn.sum<string>('held').as('held'))
			.where('variant_id', 'in', variantIds)
			.executeTakeFirstOrThrow();
		if (Number(held) === 0 || Date.now() > deadline) break;
		await sleep(200);
	}
	await comeToRest(db, { withinMs: 60_000 });
}

async function endsOf(db: Db, buyers: Person[], since: Date): Promise<Record<string, number>> {
	const rows = await db
		.selectFrom('checkouts')
		.select('status')
		.where('created_at', '>=', since)
		.where(
			'user_id',
			'in',
			buyers.map((buyer) => buyer.id),
		)
		.execute();
	return countBy(rows, (row) => row.status);
}

export function countBy<Item>(items: Item[], name: (item: Item) => string): Record<string, number> {
	return Object.fromEntries([...Map.groupBy(items, name)].map(([key, found]) => [key, found.length]));
}
