/**
 * A process dies between two steps of a purchase, at each of them in turn. Whoever asked gets an answer from another process under
 * the same key; and either nothing has happened, or a purchase that comes to its end by itself, once.
 */
import { expect, test } from '@playwright/test';
import { CRASH_POINTS, type CrashPoint } from '#lib/server/crash-points.ts';
import { eventually } from '../eventually.ts';
import { letItBeMissed } from '../market/let-it-be-missed.ts';
import { openMarket, type Market } from '../market/open-market.ts';
import { GHENT, GOOD_CARD, joinMarket, listProduct, type Listed, type Person } from '../market/people.ts';

type Deed = 'start' | 'place' | 'order';
type Trial = { point: CrashPoint; deed: Deed; ben: Person; spoon: Listed; checkout?: string };

const SOUND = 0;
const DYING = 1;
const PIECES = 2;

/** What a web process does, and what is asked of it when it dies there. */
const inWeb: [CrashPoint, ...Deed[]][] = [
	['once:after-key', 'place'],
	['start-checkout:after-fit', 'start'],
	['start-checkout:after-close', 'start'],
	['start-checkout:after-rows', 'start'],
	['claim-stock:after-holds', 'order'],
	['move-stock:after-movements', 'start'],
	['place-checkout:after-lock', 'place'],
	['place-checkout:after-close', 'place'],
	['write-purchase:after-orders', 'place'],
	['write-purchase:after-events', 'order'],
	['place-checkout:after-purchase', 'place'],
	['place-order:after-fit', 'order'],
	['place-order:after-checkout', 'order'],
	['place-order:after-purchase', 'order'],
	['once:after-answer', 'place'],
	['once:before-commit', 'place'],
	['once:after-commit', 'start', 'order'],
	['sequence:before-commit', 'order'],
];
const refunds = CRASH_POINTS.filter((point) => point.startsWith('refund-payment:'));
const ELSEWHERE = /^(?:start-refund|give-back|pay-out-order):/;
const inWorker = CRASH_POINTS.filter(
	(point) => !ELSEWHERE.test(point) && !refunds.includes(point) && !inWeb.some(([other]) => other === point),
);

let market: Market;
let ana: Person;
test.beforeAll(async () => {
	market = await openMarket({ web: 2, workers: 1 });
	ana = await joinMarket(market, 'ana');
});
test.afterAll(async () => {
	await market?.close();
});

const trialOf = async (point: CrashPoint, deed: Deed): Promise<Trial> => ({
	point,
	deed,
	ben: await joinMarket(market, 'ben'),
	spoon: await listProduct(ana, `Spoon of ${deed} ${point}`, { stock: 3 }),
});

function ask({ point, ben, spoon, checkout }: Trial, deed: Deed, web: number) {
	const items = [{ variant_id: spoon.variants[0]!.id, quantity: PIECES }];
	const terms = { shipping_address: GHENT, payment: GOOD_CARD };
	const [path, body] = {
		start: ['/api/checkouts', { items }] as const,
		place: [`/api/checkouts/${checkout}/place`, terms] as const,
		order: ['/api/orders', { items, ...terms }] as const,
	}[deed];
	return ben.call('POST', path, body, { key: `${deed} ${point}`.replace(' ', '-'), web });
}

/** What is there of a trial: orders and open checkouts of Ben's, pieces held of the spoon. */
async function traces({ ben, spoon }: Trial) {
	const [orders, open, stock] = await Promise.all([
		market.db.selectFrom('orders').select(['id', 'status']).where('user_id', '=', ben.id).execute(),
		market.db.selectFrom('checkouts').select('id').where('open_for', '=', ben.id).execute(),
		market.db
			.selectFrom('stock')
			.select(['on_hand', 'held'])
			.where('variant_id', '=', spoon.variants[0]!.id)
			.executeTakeFirstOrThrow(),
	]);
	return { orders, open: open.length, held: stock.held, onHand: stock.on_hand };
}

async function receiptsOf({ ben }: Trial): Promise<string[]> {
	const mails = await market.db
		.selectFrom('mails')
		.select('message_id')
		.where('kind', '=', 'order-receipt')
		.where('user_id', '=', ben.id)
		.where('status', '=', 'sent')
		.execute();
	return mails.map((mail) => mail.message_id);
}

/** One order, paid, told of by one letter; its pieces sold once. */
async function isBoughtOnce(trial: Trial): Promise<void> {
	const { orders, ...rest } = await traces(trial);
	expect({ ...rest, orders: orders.map((order) => order.status) }, trial.point).toEqual({
		orders: ['paid'],
		open: 0,
		held: 0,
		onHand: 3 - PIECES,
	});
	const [receipt, ...others] = await receiptsOf(trial);
	expect(others, trial.point).toEqual([]);
	const letters = market.mails
		.takenBy(trial.ben.email)
		.filter((letter) => letter.raw.includes('Your order'))
		.map((letter) => letter.messageId.replace(/[<>]/g, ''));
	expect([...new Set(letters)], trial.point).toEqual([receipt!.replace(/[<>]/g, '')]);
}

test('a web process that dies at any step of a purchase leaves nothing, or all of it', async () => {
	test.setTimeout(300_000);
	const trials: Trial[] = [];
	for (const [point, ...deeds] of inWeb) for (const deed of deeds) trials.push(await trialOf(point, deed));
	// What was ordered waits for the worker; so the web process is alone with it.
	await market.workers[0]!.kill();
	const came: { trial: Trial; orderId: string }[] = [];

	for (const trial of trials) {
		const { point, deed } = trial;
		if (deed === 'place') trial.checkout = (await ask(trial, 'start', SOUND)).body.id;
		const dying = market.web[DYING]!;
		await dying.kill();
		dying.start({ CRASH_AT: point });
		await market.ready(DYING);
		// Any process gives numbers to events: the one that shall die must be alone.
		if (point.startsWith('sequence')) await market.web[SOUND]!.kill();
		const cut = await ask(trial, deed, DYING).then(
			() => false,
			() => true,
		);
		await eventually(`${point} is passed`, () => !dying.running());
		if (point.startsWith('sequence')) market.web[SOUND]!.start();
		else expect(cut, point).toBe(true);
		await market.ready(SOUND);

		const { orders, open, held } = await traces(trial);
		const before = { orders: 0, open: deed === 'place' ? 1 : 0, held: deed === 'place' ? PIECES : 0 };
		const after = { orders: deed === 'start' ? 0 : 1, open: deed === 'start' ? 1 : 0, held: PIECES };
		expect([before, after], `${point}, ${deed}`).toContainEqual({ orders: orders.length, open, held });
		if (orders[0]) {
			came.push({ trial, orderId: orders[0].id });
			continue;
		}
		const again = await ask(trial, deed, SOUND);
		expect(again, `${point}: ${again.text}`).toMatchObject({ status: 201 });
		if (deed !== 'start') continue;
		trial.checkout = again.body.id;
		expect((await ask(trial, 'place', SOUND)).status, point).toBe(201);
	}

	market.workers[0]!.start();
	expect(await market.settle()).toEqual([]);
	for (const trial of trials) await isBoughtOnce(trial);
	// Whoever asks only now hears of the purchase that came to its end without them.
	expect(came.map(({ trial }) => trial.point)).toEqual(
		expect.arrayContaining(['once:after-commit', 'sequence:before-commit']),
	);
	for (const { trial, orderId } of came) {
		const answer = await ask(trial, trial.deed, SOUND);
		expect(answer, trial.point).toMatchObject({ status: 201, body: { orders: [{ id: orderId }] } });
	}
});

test('a worker that dies at any step after it charges once, sells once, writes one letter and refunds once', async () => {
	test.setTimeout(300_000);
	const worker = market.workers[0]!;
	const trials: Trial[] = [];
	for (const point of [...inWorker, ...refunds]) trials.push(await trialOf(point, 'order'));
	for (const trial of trials) if (refunds.includes(trial.point)) await ask(trial, 'order', SOUND);
	expect(await market.settle()).toEqual([]);
	await worker.kill();

	for (const trial of trials) {
		const { point, ben } = trial;
		const isRefund = refunds.includes(point);
		if (isRefund) {
			const { orders } = await traces(trial);
			const cancelled = await ben.call('POST', `/api/orders/${orders[0]!.id}/cancel`, {});
			expect(cancelled.status, cancelled.text).toBe(200);
		} else expect((await ask(trial, 'order', SOUND)).status).toBe(201);
		worker.start({ CRASH_AT: point });
		await eventually(`${point} is passed`, () => !worker.running());
		await letItBeMissed(market);
		worker.start();
		await eventually(`${point}: all is done`, async () =>
			isRefund ? await isRefunded(trial) : (await receiptsOf(trial)).length > 0,
		);
		await worker.kill();
		await letItBeMissed(market);
	}

	worker.start();
	expect(await market.settle()).toEqual([]);
	for (const trial of trials) if (!refunds.includes(trial.point)) await isBoughtOnce(trial);
	for (const trial of trials.filter(({ point }) => refunds.includes(point))) {
		const { orders, ...rest } = await traces(trial);
		expect({ ...rest, status: orders[0]?.status }).toEqual({
			open: 0,
			held: 0,
			onHand: 3,
			status: 'cancelled',
		});
	}
});

async function isRefunded({ ben }: Trial): Promise<boolean> {
	const refund = await market.db
		.selectFrom('refunds')
		.innerJoin('orders', 'orders.id', 'refunds.order_id')
		.select('refunds.status')
		.where('orders.user_id', '=', ben.id)
		.executeTakeFirst();
	return refund?.status === 'done';
}
