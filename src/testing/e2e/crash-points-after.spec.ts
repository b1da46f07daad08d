/**
 * What comes after a purchase, with a process that dies between two steps of it: a refund by lines is decided whole or not at all, and
 * a shop is paid out once; and the ledger adds up, to the provider's own list as well.
 */
import { expect, test } from '@playwright/test';
import { sql } from 'kysely';
import { CRASH_POINTS, type CrashPoint } from '#lib/server/crash-points.ts';
import { eventually } from '../eventually.ts';
import { letItBeMissed } from '../market/let-it-be-missed.ts';
import { openMarket, type Market } from '../market/open-market.ts';
import { buy, joinMarket, listProduct, type Listed, type Person } from '../market/people.ts';

type Trial = { point: CrashPoint; ben: Person; spoon: Listed; orderId: string };

const [SOUND, DYING] = [0, 1];
const inWeb = CRASH_POINTS.filter((point) => /^(?:start-refund|give-back):/.test(point));
const inWorker = CRASH_POINTS.filter((point) => point.startsWith('pay-out-order:'));

let market: Market;
let ana: Person;
test.beforeAll(async () => {
	market = await openMarket({ web: 2, workers: 1 });
	ana = await joinMarket(market, 'ana');
});
test.afterAll(async () => {
	await market?.close();
});

/** Ben has paid for two spoons; Ana has taken the order on. */
async function trialOf(point: CrashPoint): Promise<Trial> {
	const ben = await joinMarket(market, 'ben');
	const spoon = await listProduct(ana, `Spoon of ${point}`, { stock: 3 });
	const bought = await buy(ben, spoon, { quantity: 2 });
	return { point, ben, spoon, orderId: bought.body.orders[0].id };
}

async function act(who: Person, { orderId }: Trial, deed: string, body = {}): Promise<void> {
	const answer = await who.call('POST', `/api/orders/${orderId}/${deed}`, body);
	expect(answer.status, `${deed}: ${answer.text}`).toBe(200);
}

async function tellPayoutAccount(): Promise<void> {
	const answer = await fetch(`${market.url()}/sell/money?/account`, {
		method: 'POST',
		headers: { cookie: ana.cookie, origin: market.url(), accept: 'text/html' },
		body: new URLSearchParams({ account: 'acct_ana' }),
	});
	expect(answer.status).toBe(200);
}

const refundsOf = async ({ orderId }: Trial) =>
	await market.db.selectFrom('refunds').select(['id', 'status']).where('order_id', '=', orderId).execute();

const payoutsOf = async ({ orderId }: Trial) =>
	await market.db.selectFrom('payouts').select(['id', 'status']).where('order_id', '=', orderId).execute();

/** Every transaction adds up to nothing, and what the provider's account has is what the provider says it has. */
async function ledgerIsTheProvidersList(): Promise<void> {
	const { rows } = await sql<{ ledger: string; provider: string; uneven: string }>`select
		(select sum(amount) from ledger_entries where account = 'provider') as ledger,
		(select sum(if(kind = 'charge', amount, -amount)) from sandbox_charges where outcome = 'succeeded') as provider,
		(select count(*) from (select 1 from ledger_entries group by transaction_id having sum(amount) <> 0) u) as uneven`.execute(
		market.db,
	);
	const [row] = rows;
	expect(Number(row!.uneven)).toBe(0);
	expect(Number(row!.ledger)).toBe(Number(row!.provider));
	expect(Number(row!.provider)).toBeGreaterThan(0);
}

test('a web process that dies while a refund by lines is decided leaves nothing, or a refund that is made once', async () => {
	test.setTimeout(180_000);
	const trials: Trial[] = [];
	for (const point of inWeb) trials.push(await trialOf(point));
	expect(await market.settle()).toEqual([]);

	const dying = market.web[DYING]!;
	for (const trial of trials) {
		const { point, orderId, spoon } = trial;
		const order = await ana.call('GET', `/api/orders/${orderId}`);
		const lines = [{ line_id: order.body.items[0].line_id, quantity: 1, restock: true }];
		const body = { lines, reason: 'One has a crack' };
		const ask = (web: number) =>
			ana.call('POST', `/api/orders/${orderId}/refunds`, body, { key: point.replace(':', '-'), web });
		await dying.kill();
		dying.start({ CRASH_AT: point });
		await market.ready(DYING);
		await expect(ask(DYING), point).rejects.toThrow();
		await eventually(`${point} is passed`, () => !dying.running());
		expect(await refundsOf(trial), point).toEqual([]);
		const again = await ask(SOUND);
		expect(again.status, `${point}: ${again.text}`).toBe(201);
		const stock = await market.db
			.selectFrom('stock')
			.select('on_hand')
			.where('variant_id', '=', spoon.variants[0]!.id)
			.executeTakeFirstOrThrow();
		expect(stock.on_hand, point).toBe(2);
	}
	expect(await market.settle()).toEqual([]);
	for (const trial of trials)
		expect(
			(await refundsOf(trial)).map(({ status }) => status),
			trial.point,
		).toEqual(['done']);
	await ledgerIsTheProvidersList();
});

test('a worker that dies at any step of a payout pays the shop out once', async () => {
	test.setTimeout(240_000);
	const worker = market.workers[0]!;
	const trials: Trial[] = [];
	for (const point of inWorker) trials.push(await trialOf(point));
	await tellPayoutAccount();
	expect(await market.settle()).toEqual([]);
	for (const trial of trials) {
		await act(ana, trial, 'accept');
		await act(ana, trial, 'ship', { carrier: 'bpost' });
	}
	expect(await market.settle()).toEqual([]);
	await worker.kill();

	for (const trial of trials) {
		const { point } = trial;
		await act(trial.ben, trial, 'complete');
		worker.start({ CRASH_AT: point });
		await eventually(`${point} is passed`, () => !worker.running());
		expect((await payoutsOf(trial)).length, point).toBe(point === 'pay-out-order:after-row' ? 0 : 1);
		await letItBeMissed(market);
		worker.start();
		await eventually(`${point}: the shop is paid out`, async () =>
			(await payoutsOf(trial)).some(({ status }) => status === 'done'),
		);
		await worker.kill();
		await letItBeMissed(market);
	}

	worker.start();
	expect(await market.settle()).toEqual([]);
	for (const trial of trials) {
		const payouts = await payoutsOf(trial);
		expect(
			payouts.map(({ status }) => status),
			trial.point,
		).toEqual(['done']);
		const transfers = await market.db
			.selectFrom('sandbox_charges')
			.select('id')
			.where('payment_key', '=', payouts[0]!.id)
			.where('kind', '=', 'transfer')
			.execute();
		expect(transfers.length, trial.point).toBe(1);
	}
	await ledgerIsTheProvidersList();
});
